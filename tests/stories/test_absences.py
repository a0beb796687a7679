"""Who says today that they are not here tomorrow."""

from tests.stories.test_duty import stands_in
from tests.support.human import Human
from tests.support.telling import report
from tests.support.world import World

AWAY = "明天不在"


async def with_a_job(world: World) -> Human:
    """Let Zhang have a job on Monday, and Li stand in for him; return him."""
    world.write(lambda s: stands_in(s, "张建国", "李明"))
    await world.reaches(9)
    await report(world)
    await world.humans["zhang_in_group"].presses("接单")
    return world.humans["zhang"]


async def is_away_tomorrow(zhang: Human) -> None:
    """Let him say it."""
    await zhang.says("/duty")
    await zhang.presses("张建国\u2069 不在")
    await zhang.presses(AWAY)


async def test_who_is_ill_tomorrow_says_so_today(world: World) -> None:
    """GEN-12: what is in hand stays until then; who comes after all keeps it."""
    zhang, li = await with_a_job(world), world.humans["li"]
    await is_away_tomorrow(zhang)
    assert zhang.sees("已登记", "11月24日(周二) 不在")
    await world.waits(hours=8)
    assert li.heard_of("您是代理人") == 0
    await zhang.presses("明天还是来")
    await is_away_tomorrow(zhang)
    await world.reaches(8)
    assert li.sees("您是代理人", "№1")
    await zhang.says("/duty")
    assert " · 今天不在" in zhang.heard[-1]


async def test_who_comes_after_all_keeps_the_work(world: World) -> None:
    """GEN-12: said and taken back, nothing is passed on."""
    zhang, li = await with_a_job(world), world.humans["li"]
    await is_away_tomorrow(zhang)
    await zhang.presses("明天还是来")
    assert zhang.sees("张建国", "明天来")
    await world.waits(days=1)
    assert li.heard_of("您是代理人") == 0


async def test_a_button_keeps_the_day_that_it_was_shown_for(world: World) -> None:
    """GEN-12: pressed a day later it is about that day still, and one that is over is refused."""
    zhang = await with_a_job(world)
    await zhang.says("/duty")
    await zhang.presses("张建国\u2069 不在")
    asked = int(zhang.messages[-1]["id"])
    await world.waits(days=1)
    await zhang.presses(AWAY, old=asked)
    assert "刚刚不能选了" in zhang.toast
    await is_away_tomorrow(zhang)
    away = int(zhang.messages[-1]["id"])
    await world.waits(days=1)
    await zhang.presses("明天还是来", old=away)
    assert zhang.sees("张建国", "回来了")
    await zhang.says("/duty")
    assert " · 今天不在" not in zhang.heard[-1]
    await world.waits(days=1)
    await zhang.presses("明天还是来", old=away)
    assert "刚刚不能选了" in zhang.toast
