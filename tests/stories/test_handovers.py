"""The morning's list and the change of shift: nothing open is forgotten overnight."""

from datetime import timedelta

import pytest
from sqlmodel import Session, select

from models.handovers.tables import Handover
from models.people.tables import Department, Duty, Person, Shift, Staff, StaffRole
from tests.support.human import Human
from tests.support.telling import mend, report
from tests.support.world import World


def hires(world: World, name: str, account: int, *, begins: str, ends: str) -> Human:
    """Let there be one more officer, on the roster every day."""

    def hire(session: Session) -> None:
        person = Person(estate_id=1, name=name, telegram_id=account)
        session.add(person)
        session.flush()
        staff = Staff(estate_id=1, person_id=person.id, name=name, role=StaffRole.OFFICER)
        session.add(staff)
        session.flush()
        for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun"):
            session.add(
                Shift(
                    estate_id=1, staff_id=staff.id, on=day, begins=begins, ends=ends,
                    duty=Duty.SHIFT,
                )
            )  # fmt: skip

    world.write(hire)
    world.telegram.add_user(account, name)
    world.telegram.says(account, account, "/start")
    return Human(world, account, account)


def watches(world: World, name: str, *buildings: str) -> None:
    """Let an officer have buildings of their own."""

    def give(session: Session) -> None:
        staff = session.exec(select(Staff).where(Staff.name == name)).one()
        staff.buildings = list(buildings)
        session.add(staff)

    world.write(give)


async def test_each_morning_officers_see_what_is_open_in_their_buildings(world: World) -> None:
    """REP-18, SHF-02, S-45: at 07:50, with what is late first; what is confirmed stands no more."""
    wang, sun = world.humans["wang"], hires(world, "孙丽", 41, begins="08:00", ends="18:00")
    watches(world, "王芳", "1号楼")
    watches(world, "孙丽", "2号楼")
    await world.reaches(9)
    await report(world)
    await world.humans["zhang_in_group"].presses("接单")
    await mend(world)
    await world.waits(hours=2, minutes=1)
    await world.humans["anna"].presses("修好了")
    await report(world, told="马桶堵了")
    await world.reaches(7, 49)
    assert wang.heard_of("早会") == 0
    await world.reaches(7, 50)
    assert wang.sees("11月24日(周二) 早会", "⚠ №2", "1号楼 101", "没人接单，已过时", "1 天")
    assert "№1" not in wang.heard[-1]
    assert sun.heard_of("早会") == 0
    await world.reaches(7, 49)
    await world.reaches(7, 50)
    assert wang.heard_of("早会") == 2


async def test_where_somebody_is_in_danger_stands_first(world: World) -> None:
    """REP-18, S-10: above what is only late; once the danger is over it is one among others."""
    wang = world.humans["wang"]
    await world.reaches(9)
    await report(world)
    await world.waits(minutes=40)
    await world.humans["chen"].says("厨房煤气味很重")
    await wang.says("/open")
    first, second = (line for line in wang.heard[-1].splitlines() if "№" in line)
    assert first.startswith("🚨 №2")
    assert second.startswith("⚠ №1")


async def test_nothing_open_no_list(world: World) -> None:
    """REP-18: a morning without an open repair is a quiet one."""
    await world.reaches(9)
    await report(world)
    await world.humans["zhang_in_group"].presses("接单")
    await mend(world)
    await world.waits(hours=2, minutes=1)
    await world.humans["anna"].presses("修好了")
    await world.reaches(8)
    assert world.humans["wang"].heard_of("早会") == 0


@pytest.mark.slow
async def test_what_clusters_is_told_in_the_morning(world: World) -> None:
    """GEN-10: three alike from one building within a week stand below the list."""
    await world.reaches(9)
    for told in ("水龙头滴水", "马桶漏水"):
        await report(world, told=told)
    await world.reaches(7, 50)
    assert world.humans["wang"].heard_of("近期集中出现") == 0
    await report(world, told="洗手盆漏水")
    await world.reaches(7, 49)
    await world.reaches(7, 50)
    assert world.humans["wang"].sees("近期集中出现", "1号楼", "3 件")


async def test_every_open_repair_is_handed_over_and_read_one_by_one(world: World) -> None:
    """SHF-01, REP-19: at the end of the shift, to the next of the roster; each press is kept."""
    evening = hires(world, "孙丽", 41, begins="18:00", ends="22:00")
    wang, supervisor = world.humans["wang"], world.humans["supervisor"]
    await world.reaches(9)
    await report(world)
    await report(world, told="马桶堵了")
    await world.humans["zhang_in_group"].presses("接单")
    await world.reaches(17, 59)
    assert evening.heard_of("交接班") == 0
    await world.reaches(18)
    assert evening.sees("交接班", "王芳\u2069 交给您", "№1", "№2", "1号楼 101")
    assert wang.sees("交接班", "2 件", "孙丽")
    await evening.presses("✔ №1")
    assert evening.sees("交接班", "✔ ⚠ №1", "\n№2")
    assert "✔ №1" not in evening.buttons()
    await evening.presses("✔ №2")
    await world.waits(hours=2)
    assert supervisor.heard_of("还没有看完") == 0
    read = world.read(lambda s: s.exec(select(Handover.confirmed_at)).one())
    assert read is not None
    await wang.says("/why 1")
    assert wang.sees("交接班已看过", "孙丽")


async def test_a_handover_that_comes_late_leaves_the_next_one_its_day(world: World) -> None:
    """SHF-01, REP-19: what slept over an evening hands over in the morning, and again at six."""
    evening = hires(world, "孙丽", 41, begins="18:00", ends="22:00")
    await world.reaches(9)
    await report(world)
    world.clock.advance(timedelta(hours=21))
    await world.rings()
    assert world.time == "Tue 06:00"
    assert world.humans["wang"].sees("交接班", "№1")
    await world.reaches(18)
    assert evening.sees("交接班", "王芳\u2069 交给您", "№1")
    days = world.read(lambda session: session.exec(select(Handover.on)).all())
    assert [f"{day:%a}" for day in days] == ["Mon", "Tue"]


async def test_all_is_read_with_one_press(world: World) -> None:
    """SHF-01: only the successor's press counts."""
    evening = hires(world, "孙丽", 41, begins="18:00", ends="22:00")
    await world.reaches(9)
    await report(world)
    await report(world, told="马桶堵了")
    await world.reaches(18)
    wang = world.humans["wang"]
    await wang.says("/help")
    world.telegram.presses(23, 23, wang.messages[-1]["id"], "1|shift_read|1|0|all", force=True)
    await world.settles()
    assert "不能由您办" in wang.toast
    await evening.presses("全部已看")
    assert [each for each in evening.buttons() if "№" in each] == []
    await world.waits(hours=2)
    assert world.humans["supervisor"].heard_of("还没有看完") == 0


async def test_what_the_successor_does_not_read_climbs(world: World) -> None:
    """SHF-01, GEN-07: after an hour the supervisor hears which, once."""
    evening = hires(world, "孙丽", 41, begins="18:00", ends="22:00")
    await world.reaches(9)
    await report(world)
    await report(world, told="马桶堵了")
    await world.reaches(18)
    await evening.presses("✔ №2")
    await world.reaches(18, 59)
    assert world.humans["supervisor"].heard_of("还没有看完") == 0
    await world.reaches(19)
    assert world.humans["supervisor"].sees("孙丽", "还没有看完", "№1")
    assert "№2" not in world.humans["supervisor"].heard[-1]


def leads(session: Session, name: str) -> None:
    """Let somebody of the desk be a supervisor who is on call."""
    staff = session.exec(select(Staff).where(Staff.name == name)).one()
    staff.role, staff.department = StaffRole.SUPERVISOR, Department.KF
    for shift in session.exec(select(Shift).where(Shift.staff_id == staff.id)):
        shift.duty = Duty.ON_CALL


async def test_who_has_not_read_it_is_not_asked_to_remind_themselves(world: World) -> None:
    """SHF-01: a supervisor who takes the evening has somebody else who asks."""
    evening = hires(world, "孙丽", 41, begins="18:00", ends="22:00")
    world.write(lambda session: leads(session, "孙丽"))
    await world.reaches(9)
    await report(world)
    await world.reaches(19)
    assert evening.sees("交接班", "№1")
    assert evening.heard_of("还没有看完") == 0
    assert world.humans["supervisor"].sees("孙丽", "还没有看完", "№1")


async def test_the_same_officer_tomorrow_is_handed_nothing(world: World) -> None:
    """SHF-01: with one officer there is nobody to explain it to; the morning's list comes."""
    wang = world.humans["wang"]
    await world.reaches(9)
    await report(world)
    await world.reaches(19)
    assert wang.heard_of("交接班") == 0
    await world.reaches(7, 50)
    assert wang.heard_of("早会") == 1


async def test_an_evening_with_nothing_open_is_handed_over_without_a_word(world: World) -> None:
    """SHF-01: neither of the two officers hears of a handover that holds nothing."""
    evening = hires(world, "孙丽", 41, begins="18:00", ends="22:00")
    await world.reaches(9)
    await report(world)
    await world.humans["zhang_in_group"].presses("接单")
    await mend(world)
    await world.waits(hours=2, minutes=1)
    await world.humans["anna"].presses("修好了")
    await world.reaches(18)
    assert (world.humans["wang"].heard_of("交接班"), evening.heard_of("交接班")) == (0, 0)
    assert world.read(lambda s: s.exec(select(Handover)).all()) == []


async def test_the_duty_record_has_every_intake_at_once(world: World) -> None:
    """GEN-06, GEN-02, REP-03, S-06: with its hour and its state, beside what somebody writes."""
    wang, zhang = world.humans["wang"], world.humans["zhang"]
    await wang.says("/log")
    assert wang.sees("值班记录表", "11月23日(周一)08:00", "还没有记录")
    await report(world)
    await wang.says("/log")
    assert wang.sees("值班记录表", "08:30 №1", "1号楼 101", "等待接单")
    await world.reaches(9)
    await world.humans["zhang_in_group"].presses("接单")
    await wang.says("/log 前台钥匙柜换了新锁")
    assert wang.sees("08:30 №1", "已接单", "09:00 ✍ \u2068前台钥匙柜换了新锁\u2069（\u2068王芳")
    await zhang.says("/log 我也写一条")
    assert "不能由您办" in zhang.heard[-1]
    await wang.says("/log " + "长" * 501)
    assert "最多 500 个字" in wang.heard[-1]
    await world.reaches(8)
    await wang.says("/log")
    assert "还没有记录" in wang.heard[-1]
