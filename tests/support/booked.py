"""A November with repairs and complaints of every fate, counted by hand."""

from datetime import datetime

from scheduler.books import plan_books
from tests.support.complaining import cast_of_complaints, complain, resolve
from tests.support.telling import mend, report
from tests.support.world import SHANGHAI, World

FORMULA = '=HYPERLINK("http://example.org","楼道三天没扫")'


async def a_november(world: World) -> None:
    """Let the month happen; it is the afternoon of 5 December.

    №1 mended in time, its resident content; №2 a day late, its resident silent, telephoned in vain.
    №3 class B, solved in time, content; №4 class C, two days late, content by telephone;
    №5 not upheld, explained in time, silent.
    """
    await cast_of_complaints(world)
    plan_books(world.database, world.clock)
    anna, wang = world.humans["anna"], world.humans["wang"]
    await two_repairs(world)
    await three_complaints(world)
    await reaches(world, 11, 27, 9)
    await world.humans["management"].presses("没人接")
    await reaches(world, 11, 28, 12)
    await anna.presses("满意")
    await reaches(world, 11, 30, 10)
    await resolve(world.humans["supervisor"])
    await reaches(world, 12, 3, 16)
    await wang.presses("住户说：满意")
    await reaches(world, 12, 5, 16)


async def two_repairs(world: World) -> None:
    """Let one repair be mended on the agreed day, and one a day later; it is the 26th."""
    anna, group = world.humans["anna"], world.humans["zhang_in_group"]
    await report(world)
    await group.presses("接单")
    await reaches(world, 11, 24, 10)
    await mend(world)
    await reaches(world, 11, 24, 12)
    await anna.presses("修好了")
    await report(world, "chen", told="卫生间水管滴水")
    await group.presses("接单")
    await reaches(world, 11, 26, 10)
    await mend(world)


async def three_complaints(world: World) -> None:
    """Let three be told: one is solved at once, one waits, one is not upheld."""
    manager = world.humans["manager"]
    await complain(world, category="维修拖延", against="工程维修")
    await manager.presses("受理")
    await resolve(world.humans["supervisor"])
    await complain(world, "chen", told=FORMULA, category="楼道卫生", against="保洁")
    await manager.presses("受理")
    await complain(world, "chen", told="装修太吵", category="服务态度")
    await manager.presses("不成立")
    await manager.says("装修在允许的时间内")
    await manager.says("我们请装修公司早些收工")
    await manager.presses("发给投诉人")


async def reaches(world: World, month: int, day: int, hour: int) -> None:
    """Wait until the estate's calendar and clocks show that, in 2026."""
    then = datetime(2026, month, day, hour, tzinfo=SHANGHAI)
    await world.waits(seconds=(then - world.clock.now()).total_seconds())
