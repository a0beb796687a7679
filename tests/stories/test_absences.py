"""Who says today that they are not here tomorrow."""

from tests.stories.test_duty import stands_in
from tests.support.telling import report
from tests.support.world import World


async def test_who_is_ill_tomorrow_says_so_today(world: World) -> None:
    """GEN-12: what is in hand stays until then; who comes after all keeps it."""
    zhang, li = world.humans["zhang"], world.humans["li"]
    world.write(lambda s: stands_in(s, "张建国", "李明"))
    await world.reaches(9)
    await report(world)
    await world.humans["zhang_in_group"].presses("接单")
    await zhang.says("/duty")
    await zhang.presses("张建国\u2069 不在")
    await zhang.presses("明天不在")
    assert zhang.sees("已登记", "11月24日(周二) 不在")
    await world.waits(hours=8)
    assert li.heard_of("您是代理人") == 0
    await zhang.presses("明天还是来")
    await zhang.says("/duty")
    await zhang.presses("张建国\u2069 不在")
    await zhang.presses("明天不在")
    await world.reaches(8)
    assert li.sees("您是代理人", "№1")
    await zhang.says("/duty")
    assert " · 今天不在" in zhang.heard[-1]


async def test_who_comes_after_all_keeps_the_work(world: World) -> None:
    """GEN-12: said and taken back, nothing is passed on."""
    zhang, li = world.humans["zhang"], world.humans["li"]
    world.write(lambda s: stands_in(s, "张建国", "李明"))
    await world.reaches(9)
    await report(world)
    await world.humans["zhang_in_group"].presses("接单")
    await zhang.says("/duty")
    await zhang.presses("张建国\u2069 不在")
    await zhang.presses("明天不在")
    await zhang.presses("明天还是来")
    assert zhang.sees("张建国", "明天来")
    await world.waits(days=1)
    assert li.heard_of("您是代理人") == 0
