"""Appointments that hold: what is offered, and what becomes of it."""

from sqlmodel import Session, select

from models.people.tables import Shift, Staff
from tests.support.telling import fill_in, report
from tests.support.world import World, sets


async def test_a_slot_without_room_is_not_offered(world: World) -> None:
    """REP-02, REP-06, S-09: one plumber, two visits a slot: the third is asked to come later."""
    anna = world.humans["anna"]
    await report(world)
    await report(world, "chen")
    await anna.says("/repair")
    await anna.presses("水")
    await anna.presses("1号楼 101")
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


def works(session: Session, on: str, begins: str, ends: str) -> None:
    """Enter Zhang's hours of that day in the roster."""
    zhang = session.exec(select(Staff).where(Staff.name == "张建国")).one()
    session.add(Shift(estate_id=1, staff_id=zhang.id, on=on, begins=begins, ends=ends))
