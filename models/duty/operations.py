"""Say who is here today; what somebody had who goes is passed on at once."""

from datetime import date, datetime, timedelta
from typing import Any

from sqlmodel import Session, col, select

from models.duty.passing import pass_everything_on
from models.errors import NoLonger, NotAllowed
from models.estate.calendars import calendar_of
from models.estate.tables import Estate
from models.people.absences import away, away_from, be_back, stay_away
from models.people.roster import rostered
from models.people.tables import Duty, Person, Staff
from models.permissions import OFFICERS, require_staff, today_in
from models.repairs.assigning import open_jobs
from models.values import frozen


@frozen
class OnDuty:
    """One span of today's roster, and whether the person is there."""

    staff_id: int
    name: str
    role: str
    duty: Duty
    begins: str
    ends: str
    order: int
    is_now: bool
    is_absent: bool
    jobs: int

    def facts(self) -> dict[str, Any]:
        """Return the span as a text may mention it."""
        return {
            "name": self.name, "role": self.role, "duty": self.duty.value, "begins": self.begins,
            "ends": self.ends, "order": self.order, "is_now": self.is_now,
            "is_absent": self.is_absent, "jobs": self.jobs,
        }  # fmt: skip


def today(session: Session, estate_id: int, *, now: datetime) -> list[OnDuty]:
    """Return today's roster in its order, with who is absent and how much each has in hand."""
    calendar = calendar_of(session, session.get_one(Estate, estate_id))
    day, clock = calendar.day_of(now), f"{now.astimezone(calendar.zone):%H:%M}"
    absent, jobs = away(session, estate_id, on=day), open_jobs(session, estate_id)
    return [
        OnDuty(
            staff.id, staff.name, staff.role, shift.duty, shift.begins, shift.ends, shift.order,
            shift.begins <= clock < shift.ends, staff.id in absent, jobs.get(staff.id, 0),
        )
        for shift, staff in rostered(session, estate_id, on=day)
    ]  # fmt: skip


def may_set(session: Session, staff_id: int, *, by: Person, now: datetime) -> Staff:
    """Return the member of staff whose day this person may change: their own, or an officer any.

    Raises NotAllowed.
    """
    mine = require_staff(session, by, now=now)
    wanted = select(Staff).where(Staff.id == staff_id, col(Staff.estate_id) == mine.estate_id)
    staff = session.exec(wanted).first()
    if staff is None or (staff.id != mine.id and mine.role not in OFFICERS):
        raise NotAllowed
    return staff


def go_off(
    session: Session, staff_id: int, *, by: Person, now: datetime
) -> tuple[Staff, list[int]]:
    """Let the person be away for the rest of today; return them and the № that went on. GEN-12."""
    staff = may_set(session, staff_id, by=by, now=now)
    stay_away(session, staff, on=today_in(session, staff.estate_id, now=now))
    return staff, pass_everything_on(session, staff.id, now=now)


def go_off_on(session: Session, staff_id: int, on: date, *, by: Person, now: datetime) -> Staff:
    """Let the person be away tomorrow; what they still have goes on when that shift begins.

    Raises NoLonger for any other day: the button stands under yesterday's message.
    """
    staff = may_set(session, staff_id, by=by, now=now)
    calendar = calendar_of(session, session.get_one(Estate, staff.estate_id))
    if on != calendar.day_of(now) + timedelta(days=1):
        raise NoLonger
    stay_away(session, staff, on=on)
    away_from(session, staff, on, at=calendar.local(on, calendar.shift[0].opens))
    return staff


def come_back(session: Session, staff_id: int, on: date, *, by: Person, now: datetime) -> Staff:
    """Let the person be here again on that day; what was passed on stays where it is.

    Raises NoLonger for a day that is over.
    """
    staff = may_set(session, staff_id, by=by, now=now)
    if on < today_in(session, staff.estate_id, now=now):
        raise NoLonger
    be_back(session, staff, on=on)
    return staff
