"""A trade that nobody on the roster is named for: no visit is promised that nobody can make."""

from sqlmodel import Session, select

from models.people.tables import Shift, Staff
from tests.support.human import Human
from tests.support.world import World, sets


async def asks_for_tomorrow(resident: Human) -> None:
    """Let a resident report ants, which neither Zhang nor Li is named for, up to the times."""
    await resident.says("/repair")
    await resident.presses("虫害")
    await resident.presses("1号楼 10")
    if "🆕 是新的问题" in resident.buttons():
        await resident.presses("是新的问题")
    await resident.says("厨房有很多蚂蚁")
    await resident.presses("明天")


async def test_officers_limit_the_visits_of_a_trade_that_nobody_is_named_for(world: World) -> None:
    """GEN-07, REP-06: an officer brings whoever is fetched; a plumber's visits take no room."""
    world.write(lambda session: sets(session, "repair.visits_per_slot", 1))
    anna, chen = world.humans["anna"], world.humans["chen"]
    await asks_for_tomorrow(anna)
    await anna.presses("09:00")
    await anna.presses("电话")
    await anna.presses("提交报修")
    await asks_for_tomorrow(chen)
    assert chen.buttons()[0] == "11:00–13:00"
    await chen.says("/repair")
    await chen.presses("水")
    await chen.presses("1号楼 10")
    await chen.says("厨房水龙头一直滴水")
    await chen.presses("明天")
    assert chen.buttons()[0] == "09:00–11:00"


async def test_with_nobody_to_send_the_office_telephones_instead_of_promising(world: World) -> None:
    """GEN-07, ETQ-05: no officer works in those days, so the resident is rung."""
    anna = world.humans["anna"]
    world.write(no_officer)
    await anna.says("/repair")
    await anna.presses("虫害")
    await anna.presses("1号楼 10")
    await anna.says("厨房有很多蚂蚁")
    assert anna.buttons()[0] == "没有空档，请打电话和我约"
    await anna.presses("没有空档")
    await anna.presses("电话")
    await anna.presses("提交报修")
    assert anna.sees("№1", "虫害", "打电话")


def no_officer(session: Session) -> None:
    """Let no officer be on the roster."""
    wanted = select(Shift).join(Staff).where(Staff.name == "王芳")
    for shift in session.exec(wanted):
        session.delete(shift)
