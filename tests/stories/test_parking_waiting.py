"""No space is free: the reason kindly, a place that everybody sees, an offer that passes on."""

import pytest

from models.workbook import WrongWorkbook
from tests.support.parking import (
    applied,
    compared,
    fill_in,
    imported,
    invited,
    leased_to,
    with_spaces,
)
from tests.support.world import World, sets


async def both_wait(world: World) -> None:
    """Let the only space be leased to nobody who is here, and Anna and then Chen wait for it."""
    world.write(lambda session: (with_spaces(session), leased_to(session, "B3-001", 2)))
    await applied(world)
    await applied(world, "chen", plate="苏B88888")


async def test_who_finds_no_space_waits_with_a_place_and_is_offered_the_next(world: World) -> None:
    """S-34, PRK-05, GEN-11: by the time of application; what lapses passes on, and the list moves.

    The papers that came along are not asked for again.
    """
    await both_wait(world)
    anna, chen, wang = (world.humans[each] for each in ("anna", "chen", "wang"))
    assert anna.sees("很抱歉", "都租出去了", "第 1 位", "按申请先后")
    assert chen.sees("第 2 位")
    assert world.humans["management"].heard_of("车位申请") == 0
    await chen.says("/parking")
    await chen.presses("退租")
    await chen.presses("是的，退租")
    assert chen.sees("请把停车卡交到服务中心")
    assert anna.heard_of("轮到您（") == 0  # nobody has seen that it is empty
    await wang.presses("卡已收回，车位已空")
    assert anna.sees("让您久等了", "B3-001", "轮到您", "11月26日(周四)23:59")
    assert chen.sees("第 1 位")
    await world.waits(days=4)
    assert anna.sees("№1", "已经给下一位了", "/parking")
    assert chen.sees("轮到您（№2）", "11月29日(周日)23:59")
    await chen.presses("要这个车位")
    assert chen.sees("车位申请 №2", "我们在看照片")
    await invited(world)
    await compared(wang)
    await wang.says("/spaces")
    assert wang.sees("空 0 · 已租 0 · 办理中 1")


@pytest.mark.slow
async def test_who_gives_up_leaves_the_place_to_the_next(world: World) -> None:
    """S-34: the next one is offered what the office's workbook has made free."""
    await both_wait(world)
    anna, chen = world.humans["anna"], world.humans["chen"]
    await anna.presses("不申请了")
    assert anna.sees("您表示不再需要")
    world.write(lambda session: imported(session, "B3-001", "free"))
    await world.rings()
    assert chen.sees("轮到您")


@pytest.mark.slow
async def test_the_last_space_is_for_who_comes_first(world: World) -> None:
    """S-34, PRK-05: the second one waits, though both saw it free."""
    world.write(with_spaces)
    await world.reaches(9)
    anna, chen = world.humans["anna"], world.humans["chen"]
    for human in (anna, chen):
        await human.says("🅿 车位")
        assert human.sees("现在空 1 个")
    await applied(world, "chen", plate="苏B88888")
    await applied(world)
    assert chen.sees("B3-001", "我们在看照片")
    assert anna.sees("第 1 位")


@pytest.mark.slow
async def test_two_who_send_at_the_same_time_get_one_space_between_them(world: World) -> None:
    """S-34, PRK-03, PRK-05: both presses are on their way before either is worked."""
    world.write(with_spaces)
    await world.reaches(9)
    both = {human: world.humans[human] for human in ("anna", "chen")}
    await fill_in(world)
    await fill_in(world, "chen", plate="苏B88888")
    for human in both.values():
        shown = human.messages[-1]["id"]
        world.telegram.presses(human.telegram_id, human.chat_id, shown, "提交申请")
    await world.settles()
    told = {name: human.heard[-1] for name, human in both.items()}
    assert sorted("B3-001" in each for each in told.values()) == [False, True], told
    assert sorted("第 1 位" in each for each in told.values()) == [False, True], told
    wang = world.humans["wang"]
    await wang.says("/spaces")
    assert wang.sees("空 0 · 已租 0 · 办理中 1", "排队 1")


async def test_an_import_does_not_undo_an_application(world: World) -> None:
    """PRK-03, PRK-05: what is kept for somebody is leased to nobody else, and stays kept."""
    world.write(with_spaces)
    await applied(world)
    with pytest.raises(WrongWorkbook) as refused:
        world.write(lambda session: imported(session, "B3-001", "leased"))
    assert "settle first the application" in str(refused.value.faults[0])
    world.write(lambda session: imported(session, "B3-001", "free"))
    await invited(world)
    assert world.humans["anna"].sees("照片都没问题", "B3-001")


async def test_without_a_waiting_list_the_reason_is_said_and_nothing_is_kept(world: World) -> None:
    """S-34: `parking.waitlist`; regret, and another way."""
    world.write(
        lambda session: (
            with_spaces(session), leased_to(session, "B3-001", 2),
            sets(session, "parking.waitlist", False),
        )
    )  # fmt: skip
    anna = await applied(world)
    await anna.says("/parking")
    assert "排队" not in anna.heard[-1]
    assert "很抱歉，地下车位现在都租出去了" in " ".join((anna.toast, *anna.heard))
    await anna.says("/cases")
    assert anna.heard_of("№1") == 0
