"""Appointments that hold: what is offered, and what becomes of it."""

import pytest
from sqlmodel import Session, select

from models.due import coming
from models.people.tables import Shift, Staff
from tests.support.telling import fill_in, report, report_today
from tests.support.world import SHANGHAI, World, sets


async def test_a_slot_without_room_is_not_offered(world: World) -> None:
    """REP-02, REP-06, S-09: one plumber, two visits a slot: the third is asked to come later."""
    anna = world.humans["anna"]
    await report(world)
    await report(world, "chen")
    await anna.says("/repair")
    await anna.presses("水")
    await anna.presses("1号楼 101")
    await anna.presses("新的问题")
    await anna.says("阳台水管也漏")
    await anna.presses("明天")
    assert anna.buttons()[:3] == ["11:00–13:00", "14:00–16:00", "16:00–18:00"]


async def test_another_trade_has_room_of_its_own(world: World) -> None:
    """REP-06: the electrician is free while the plumber is not."""
    world.write(lambda session: sets(session, "repair.visits_per_slot", 1))
    chen = world.humans["chen"]
    await report(world)
    await chen.says("/repair")
    await chen.presses("电路")
    await chen.presses("1号楼 102")
    await chen.says("客厅插座没电")
    await chen.presses("明天")
    assert chen.buttons()[0] == "09:00–11:00"


async def test_of_two_who_want_the_last_place_one_gets_it(world: World) -> None:
    """REP-02, S-09: the other hears it kindly, chooses again, and has lost nothing."""
    world.write(lambda session: sets(session, "repair.visits_per_slot", 1))
    anna, chen = world.humans["anna"], world.humans["chen"]
    await fill_in(world, "anna")
    await fill_in(world, "chen", told="马桶一直流水")
    for resident in (anna, chen):
        summary = resident.newest("请看一下")
        world.telegram.presses(resident.telegram_id, resident.chat_id, summary, "提交报修")
    await world.settles()
    # On PostgreSQL two persons' turns run at once: either may be the first.
    first, late = (anna, chen) if anna.heard_of("№1") else (chen, anna)
    assert (first.heard_of("№1"), late.heard_of("№")) == (1, 0)
    assert late.sees("很抱歉", "刚刚不能选了", "哪天上门")
    await late.presses("明天")
    assert late.buttons()[0] == "11:00–13:00"
    await late.presses("11:00")
    await late.presses("提交报修")
    assert late.sees("№2", "马桶一直流水" if late is chen else "滴水", "11:00–13:00")


async def test_nobody_is_promised_a_day_on_which_nobody_works(world: World) -> None:
    """REP-02: Zhang has the Tuesday off and only an afternoon on Wednesday."""
    anna = world.humans["anna"]
    world.write(lambda session: works(session, "2026-11-24", "00:00", "00:00"))
    world.write(lambda session: works(session, "2026-11-25", "13:00", "18:00"))
    await anna.says("/repair")
    await anna.presses("水")
    await anna.presses("1号楼 101")
    await anna.says("厨房水龙头一直滴水")
    assert not any("11月24日" in each for each in anna.buttons())
    await anna.presses("11月25日")
    assert anna.buttons()[:2] == ["14:00–16:00", "16:00–18:00"]


def everybody_is_off(session: Session) -> None:
    """Let Zhang be away for the next week."""
    for day in range(23, 31):
        works(session, f"2026-11-{day}", "00:00", "00:00")


def works(session: Session, on: str, begins: str, ends: str) -> None:
    """Enter Zhang's hours of that day in the roster."""
    zhang = session.exec(select(Staff).where(Staff.name == "张建国")).one()
    session.add(Shift(estate_id=1, staff_id=zhang.id, on=on, begins=begins, ends=ends))


async def test_both_sides_are_reminded_of_a_visit(world: World) -> None:
    """GEN-07, S-42: Anna the evening before, Zhang as the shift begins and half an hour before."""
    anna, zhang = world.humans["anna"], world.humans["zhang"]
    await report(world)
    assert anna.sees("№1", "上门：11月24日(周二)09:00–11:00")
    await world.humans["zhang_in_group"].presses("接单")
    await world.reaches(17, 59)
    assert anna.heard_of("提醒您") == 0
    await world.reaches(18)
    assert anna.sees("提醒您", "№1", "11月24日(周二)09:00–11:00", "张师傅", "先给您打电话")
    await world.reaches(8)
    assert zhang.sees("您 11月24日(周二) 的上门", "09:00–11:00", "№1", "1号楼 101")
    assert zhang.heard_of("快到时间了") == 0
    await world.reaches(8, 30)
    assert zhang.sees("№1", "快到时间了", "不要早于 08:55")
    assert anna.heard_of("提醒您") == 1


async def test_one_message_names_all_visits_of_a_technicians_day(world: World) -> None:
    """GEN-07: two visits, one message when the shift begins."""
    zhang, group = world.humans["zhang"], world.humans["zhang_in_group"]
    await report(world)
    await group.presses("接单")
    await fill_in(world, "chen", told="马桶一直流水", slot="14:00")
    await world.humans["chen"].presses("提交报修")
    await group.presses("接单")
    await world.reaches(18)
    await world.reaches(8, 1)
    assert zhang.heard_of("的上门") == 1
    assert zhang.sees("09:00–11:00", "№1", "14:00–16:00", "№2")


async def test_a_visit_agreed_for_today_is_recalled_two_hours_before(world: World) -> None:
    """GEN-07: the evening before is past; who agreed it only just now is not reminded."""
    anna, chen = world.humans["anna"], world.humans["chen"]
    await report_today(world, "anna", "14:00")
    await report_today(world, "chen", "11:00–")
    await world.reaches(11, 59)
    assert anna.heard_of("提醒您") == 0
    await world.reaches(12)
    assert (anna.heard_of("提醒您"), chen.heard_of("提醒您")) == (1, 0)


async def test_a_resident_moves_the_visit_and_both_sides_know(world: World) -> None:
    """GEN-07: from the reminder, in two presses; the old time is nobody's promise any more."""
    anna, zhang = world.humans["anna"], world.humans["zhang"]
    await report(world)
    await world.humans["zhang_in_group"].presses("接单")
    await world.reaches(18)
    await anna.presses("改时间")
    await anna.presses("11月25日")
    await anna.presses("14:00")
    assert anna.sees("约好了", "№1", "11月25日(周三)14:00–16:00")
    assert zhang.sees("№1", "改了时间", "11月25日(周三)14:00–16:00")
    assert world.humans["zhang_in_group"].sees("№1", "11月25日(周三)14:00–16:00")
    await world.waits(hours=20)
    assert anna.heard_of("还没有到") == 0
    assert promised(world) == ["11月25日 16:00", "11月25日 16:15", "11月25日 23:59"]


async def test_the_card_offers_another_time_behind_more(world: World) -> None:
    """GEN-07: nobody has it yet; its group and its place in the book move along."""
    anna, group = world.humans["anna"], world.humans["zhang_in_group"]
    world.write(lambda session: sets(session, "repair.visits_per_slot", 1))
    await report(world)
    await anna.presses("更多")
    await anna.presses("改时间")
    await anna.presses("明天")
    await anna.presses("14:00")
    assert anna.sees("约好了", "№1", "11月24日(周二)14:00–16:00")
    assert group.sees("№1", "11月24日(周二)14:00–16:00", "接单")
    await fill_in(world, "chen", slot="09:00")
    await world.humans["chen"].presses("提交报修")
    assert world.humans["chen"].sees("№2", "09:00–11:00")


async def test_who_finds_no_time_that_suits_is_telephoned(world: World) -> None:
    """ETQ-05: with nothing free an officer gets the task; nobody is left with a bare no."""
    anna, wang = world.humans["anna"], world.humans["wang"]
    await report(world)
    world.write(everybody_is_off)
    await anna.presses("更多")
    await anna.presses("改时间")
    await anna.presses("请打电话和我约")
    assert anna.sees("我们会打电话和您约时间")
    assert wang.sees("请打电话约时间", "№1", "林秀英")
    await wang.presses("登记约好的时间")
    assert wang.sees("请问改到哪天方便")


async def test_staff_propose_another_time_and_the_resident_decides(world: World) -> None:
    """GEN-07: until Anna says yes the old time stands; what was taken meanwhile is offered anew."""
    anna, zhang = world.humans["anna"], world.humans["zhang"]
    await report(world)
    await world.humans["zhang_in_group"].presses("接单")
    await world.humans["zhang_in_group"].presses("更多")
    await zhang.presses("建议改时间")
    await zhang.presses("11月25日")
    await zhang.presses("14:00")
    assert zhang.sees("原时间不变")
    assert anna.sees("№1", "哪个时间您方便", "原时间不变：11月24日(周二)09:00–11:00")
    assert anna.buttons()[0] == "11月25日(周三)14:00–16:00"
    offered = anna.newest("哪个时间您方便")
    world.write(lambda session: works(session, "2026-11-25", "08:00", "12:00"))
    await anna.presses("11月25日(周三)14:00–16:00")
    assert "很抱歉" in anna.toast
    assert anna.buttons()[0] != "11月25日(周三)14:00–16:00"
    await anna.presses("11月24日(周二)11:00–13:00")
    assert anna.sees("约好了", "11月24日(周二)11:00–13:00")
    await anna.presses("11月25日(周三)14:00–16:00", old=offered)
    assert world.humans["zhang_in_group"].sees("№1", "11月24日(周二)11:00–13:00")


@pytest.mark.parametrize(
    ("language", "asked", "nobody", "stays"),
    [
        ("简体", "哪个时间您方便", "您选好之前没有人上门", "您选好之前，原时间不变"),
        ("繁體", "哪個時間您方便", "您選好之前沒有人上門", "您選好之前，原時間不變"),
        (
            "English",
            "would one of these times",
            "Until you choose, nobody comes",
            "it stays as it is",
        ),
    ],
)
async def test_who_waits_for_parts_does_not_wait_at_home_for_a_visit_that_was_made(
    world: World, language: str, asked: str, nobody: str, stays: str
) -> None:
    """GEN-07, ETQ-06: who was there before the agreed day comes no more on it; a new time stays."""
    anna, zhang = world.humans["anna"], world.humans["zhang"]
    await report(world)
    await anna.speaks(language)
    await world.humans["zhang_in_group"].presses("接单")
    for step in ("出发", "到了", "更多", "等配件"):
        await zhang.presses(step)
    card = next(each for each in reversed(anna.heard) if "厨房水龙头" in each)
    assert "09:00–11:00" not in card
    for step in ("11月25日", "14:00"):
        await zhang.presses(step)
    assert anna.sees(asked, nobody)
    assert anna.heard_of(stays) == 0
    await anna.presses("14:00–16:00")
    for step in ("更多", "建议改时间", "11月26日", "14:00"):
        await zhang.presses(step)
    assert anna.sees(asked, stays, "14:00–16:00")


async def test_nobody_was_at_home(world: World) -> None:
    """GEN-07: said kindly, with times to choose from; after two silent days somebody telephones."""
    anna, zhang, wang = (world.humans[name] for name in ("anna", "zhang", "wang"))
    group = world.humans["zhang_in_group"]
    await report_today(world, "anna", "11:00–")
    await group.presses("接单")
    await world.reaches(11)
    await group.presses("出发")
    await group.presses("更多")
    await zhang.presses("家里没人")
    assert anna.sees("№1", "好像没有人，没关系的", "另选一个方便的时间")
    await world.waits(hours=47)
    assert wang.heard_of("请打电话约时间") == 0
    await world.waits(hours=2)
    assert wang.sees("请打电话约时间", "№1", "林秀英")
    await anna.presses("其他时间")
    await anna.presses("11月26日")
    await anna.presses("14:00")
    assert anna.sees("约好了", "№1", "张师傅")
    assert zhang.sees("№1", "改了时间")
    assert wang.sees("№1 的电话已办好")


def promised(world: World) -> list[str]:
    """Return the last three moments that the book holds, as the estate's clocks show them."""
    moments = world.read(lambda session: [each.due_at for each in coming(session)])[-3:]
    return [f"{each.astimezone(SHANGHAI):%m月%d日 %H:%M}" for each in moments]
