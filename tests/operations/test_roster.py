"""Who is on duty, and who can be told."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from sqlmodel import Session, select

from models.calendar import Calendar, Hours
from models.database import Database
from models.people.absences import be_back, stay_away
from models.people.planned import planned
from models.people.roster import deputy_of, on_duty, reachable, staff_in
from models.people.tables import Duty, Person, Shift, Staff, StaffRole
from tests.support.register import the_estate
from tests.support.world import leaves

CALENDAR = Calendar(ZoneInfo("Asia/Shanghai"), (Hours.parse("08:00-18:00"),))
MONDAY_NOON = datetime(2026, 11, 23, 4, tzinfo=UTC)


@pytest.fixture
def session(founded: Database) -> Iterator[Session]:
    """The estate of the stories, without Telegram."""
    with Session(founded.engine) as opened:
        yield opened


def duty(session: Session, now: datetime, *roles: StaffRole) -> list[str]:
    """Return the names of who is on duty."""
    found = on_duty(session, the_estate(session).id, *roles, calendar=CALENDAR, now=now)
    return [staff.name for staff in found]


def shift(session: Session, name: str, on: str, begins: str, ends: str, **more: object) -> None:
    """Enter a row of the roster."""
    staff = session.exec(select(Staff).where(Staff.name == name)).one()
    row = {"estate_id": staff.estate_id, "staff_id": staff.id, "on": on} | more
    session.add(Shift(begins=begins, ends=ends, **row))
    session.flush()


def test_a_shift_counts_from_its_first_minute_to_just_before_its_last(session: Session):
    at = datetime(2026, 11, 23, tzinfo=UTC)  # 08:00 in Shanghai
    assert duty(session, at, StaffRole.OFFICER) == ["王芳"]
    assert duty(session, at.replace(hour=9, minute=59), StaffRole.OFFICER) == ["王芳"]
    assert duty(session, at.replace(hour=10), StaffRole.OFFICER) == []


def test_a_row_for_the_date_replaces_those_for_the_weekday(session: Session):
    shift(session, "王芳", "2026-11-23", "18:00", "24:00")
    assert duty(session, MONDAY_NOON, StaffRole.OFFICER) == []
    assert duty(session, datetime(2026, 11, 23, 15, 59, tzinfo=UTC), StaffRole.OFFICER) == ["王芳"]


def test_the_shift_comes_before_who_is_on_call_and_the_order_decides(session: Session):
    shift(session, "赵强", "2026-11-23", "08:00", "18:00", duty=Duty.ON_CALL)
    shift(session, "钱主任", "2026-11-23", "08:00", "18:00", order=2)
    roles = (StaffRole.OFFICER, StaffRole.SUPERVISOR, StaffRole.OFFICE_HEAD)
    assert duty(session, MONDAY_NOON, *roles) == ["王芳", "钱主任", "赵强"]


def test_who_left_today_is_on_no_duty_and_told_nothing_from_midnight_on(session: Session):
    """The estate's midnight: in Greenwich it is still yesterday."""
    leaves(session, "赵强", date(2026, 11, 24))
    estate_id = the_estate(session).id
    for hour, expected in ((15, ["赵强"]), (16, [])):
        now = datetime(2026, 11, 23, hour, 30, tzinfo=UTC)
        told = staff_in(session, estate_id, StaffRole.SUPERVISOR, now=now)
        assert [staff.name for staff in told] == expected


def test_only_who_can_be_written_to_is_reachable(session: Session):
    staff = session.exec(select(Staff).order_by(Staff.id)).all()
    for index, name in enumerate(("张建国", "李明", "王芳")):
        person = session.exec(select(Person).where(Person.name == name)).one()
        person.telegram_id = None if index == 0 else person.telegram_id
        person.unreachable_since = MONDAY_NOON if index == 1 else None
        session.add(person)
    session.flush()
    found = reachable(session, list(staff[:3]))
    assert found is not None
    assert found.name == "王芳"


def test_who_is_absent_is_on_no_duty_that_day_and_booked_for_nothing(session: Session):
    """GEN-12: said twice it is so once; back again, everything is as it was."""
    staff = session.exec(select(Staff).where(Staff.name == "张建国")).one()
    day, hours = date(2026, 11, 23), Hours.parse("09:00-11:00")

    def at_work() -> list[str]:
        plan = planned(session, staff.estate_id, StaffRole.TECHNICIAN, calendar=CALENDAR)
        return [each.name for each in plan.at_work(day, hours)]

    for _ in range(2):
        stay_away(session, staff, on=day)
    assert duty(session, MONDAY_NOON, StaffRole.TECHNICIAN) == ["李明"]
    assert at_work() == ["李明"]
    be_back(session, staff, on=day)
    assert duty(session, MONDAY_NOON, StaffRole.TECHNICIAN) == ["张建国", "李明"]
    assert at_work() == ["张建国", "李明"]


def test_the_deputy_of_a_deputy_stands_in_and_a_circle_ends(session: Session):
    """GEN-12: who is away is stood in for by their own deputy; nobody stands in for themselves."""
    for name, deputy in (("张建国", "李明"), ("李明", "王芳"), ("王芳", "张建国")):
        staff = session.exec(select(Staff).where(Staff.name == name)).one()
        staff.deputy = deputy
        session.add(staff)
    first = session.exec(select(Staff).where(Staff.name == "张建国")).one()
    for away, expected in (("", "李明"), ("李明", "王芳"), ("王芳", None)):
        if away:
            leaves(session, away, date(2026, 11, 23))
        found = deputy_of(session, first, now=MONDAY_NOON)
        assert (found.name if found else None) == expected
