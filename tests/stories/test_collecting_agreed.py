"""Collection at the home: only by appointment, agreed by who lives there."""

from datetime import date

from models.collecting.rules import CollectionState
from models.dunning.errands import open_for
from models.dunning.words import ErrandKind
from models.estate.tables import Home
from tests.support.collecting import (
    AT,
    TOMORROW,
    lives_there,
    rested_until,
    states,
    who_asks,
)
from tests.support.owing import charged, the_cashier
from tests.support.world import World, sets


async def test_a_sum_that_changed_while_it_was_read_is_read_again(world: World) -> None:
    """FEE-03: nothing is agreed for another amount than the one on the screen."""
    await the_cashier(world)
    anna = world.humans["anna"]
    await anna.says("/fees")
    await anna.presses("请上门来收")
    await anna.presses(AT)
    world.write(lambda session: charged(session, "101", ("2026-12", "WY", 25088)))
    await anna.presses("同意")
    assert "金额刚刚有变化" in anna.toast
    assert anna.sees("正好 ¥1,102.64")
    assert world.read(states) == []


async def test_it_is_moved_and_withdrawn_with_a_press(world: World) -> None:
    """FEE-03: only the last time counts; the ladder rests until it, and goes on without it."""
    anna, officer = await who_asks(world)
    await anna.presses("改时间")
    assert anna.sees("现在约的是 " + AT)
    await anna.presses(TOMORROW)
    assert anna.sees("原来约 " + AT)
    assert world.read(rested_until) == date(2026, 11, 23)
    await anna.presses("同意")
    assert officer.sees("改了时间", AT)
    assert officer.sees("约好上门收费", TOMORROW)
    assert world.read(rested_until) == date(2026, 11, 24)
    await world.reaches(15)
    assert officer.heard_of("您到了吗") == 0
    await world.reaches(18)
    assert anna.sees("提醒您", "王芳", TOMORROW)
    await anna.presses("不用来了")
    assert anna.sees("不上门了", TOMORROW)
    assert officer.sees("取消了", TOMORROW)
    assert world.read(rested_until) is None
    assert world.read(states) == [CollectionState.WITHDRAWN]


async def test_the_desk_agrees_it_by_telephone_or_lets_them_choose(world: World) -> None:
    """FEE-03, FEE-11: of the office's own accord with an apology, and never without a time."""
    await the_cashier(world)
    anna, officer = world.humans["anna"], world.humans["wang"]
    await world.reaches(9)
    await officer.says("/fees 1-101")
    await officer.presses("约上门收费")
    assert officer.sees("没有约好时间，不上门", "¥851.76")
    await officer.presses("请住户自己选时间")
    assert anna.sees("打扰您了，很抱歉", "没约好不会来", "¥851.76")
    assert officer.heard_of("约好上门收费") == 0
    await officer.presses(AT)
    assert officer.sees("逐项念给住户听", "林秀英", AT)
    await officer.presses("住户在电话里同意了")
    assert officer.sees("约好了", "王芳", AT, "已经通知上门的同事")
    assert officer.sees("约好上门收费", AT)
    assert anna.sees("约好了", "王芳", AT)


async def test_nobody_is_visited_about_arrears_without_a_time(world: World) -> None:
    """FEE-03, FEE-10, FEE-11: the errand of a visit agrees one first; agreed, it is not pressed."""
    await the_cashier(world)
    anna, officer = world.humans["anna"], world.humans["wang"]
    await world.reaches(9)
    world.write(lambda s: open_for(s, s.get_one(Home, 1), ErrandKind.VISIT, now=world.clock.now()))
    await world.settles()
    assert officer.sees("请上门", "没有约好时间，不上门")
    await officer.presses("约上门收费")
    await officer.presses("请住户自己选时间")
    await anna.presses(AT)
    await anna.presses("同意")
    assert officer.sees("约好上门收费", AT)
    await officer.presses("拒交")
    assert officer.sees("已经付了或已经暂停")


async def test_one_officer_is_at_one_door_at_a_time(world: World) -> None:
    """FEE-03: the next home is promised somebody else; and nobody goes to their own home."""
    await who_asks(world)
    chen = world.humans["chen"]
    world.write(lambda session: charged(session, "102", ("2026-11", "WY", 20000)))
    await chen.says("/fees")
    await chen.presses("请上门来收")
    await chen.presses(AT)
    assert chen.sees("赵强", AT)
    world.write(lambda session: lives_there(session, "赵强"))
    await chen.presses("换个时间")
    assert not any("14:30" in each for each in chen.buttons())


async def test_pressed_twice_it_is_agreed_once(world: World) -> None:
    """FEE-03: neither side hears it again."""
    anna, officer = await who_asks(world)
    await anna.presses("同意", old=anna.newest("请核对"))
    assert (anna.heard_of("约好了"), officer.heard_of("约好上门收费")) == (1, 1)
    assert officer.heard_of("改了时间") == 0


async def test_a_time_that_has_passed_brings_the_next_ones(world: World) -> None:
    """FEE-03: who thinks it over for hours is not promised what nobody can keep."""
    await the_cashier(world)
    anna = world.humans["anna"]
    await anna.says("/fees")
    await anna.presses("请上门来收")
    await anna.presses(AT)
    await world.reaches(14)
    await anna.presses("同意")
    assert "不能选了" in anna.toast
    assert anna.buttons()[0] == "🕘 11月23日(周一)15:30"
    assert world.read(states) == []


async def test_an_office_that_does_not_come_offers_it_nowhere(world: World) -> None:
    """FEE-03: `fees.at_home` is off: no button, and an old one is refused."""
    await the_cashier(world)
    anna = world.humans["anna"]
    await anna.says("/fees")
    world.write(lambda session: sets(session, "fees.at_home", False))
    await anna.presses("请上门来收")
    assert anna.heard_of("什么时间方便") == 0
    await anna.says("/fees")
    assert not any("请上门来收" in each for each in anna.buttons())
