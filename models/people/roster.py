"""Who is on duty: the roster by date, else by weekday, and who can be reached."""

from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, select

from models.calendar import Calendar
from models.estate.calendars import calendar_of
from models.estate.tables import Estate
from models.people.absences import away
from models.people.tables import Person, Shift, Staff, StaffRole
from models.prepared import Rows, prepared

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def on_duty(
    session: Session, estate_id: int, *roles: StaffRole, calendar: Calendar, now: datetime
) -> list[Staff]:
    """Return who of these roles the roster names for this moment, in its order.

    Rows for the date replace those for the weekday, person by person.
    """
    today, clock = calendar.day_of(now), f"{now.astimezone(calendar.zone):%H:%M}"
    absent = away(session, estate_id, on=today)
    return [
        staff
        for shift, staff in rostered(session, estate_id, on=today)
        if shift.begins <= clock < shift.ends and staff.role in roles and staff.id not in absent
    ]


def rostered(session: Session, estate_id: int, *, on: date) -> list[tuple[Shift, Staff]]:
    """Return the spans of that day and whose they are: shifts first, then who is on call, in order.

    A day may have several spans of one person. Who is absent is among them, who has left is not.
    """
    dates = (on.isoformat(), WEEKDAYS[on.weekday()])
    rows = _rostered(session, estate_id, dates).all()
    dated = {staff.id for shift, staff in rows if shift.on == on.isoformat()}
    return [
        (shift, staff)
        for shift, staff in rows
        if (shift.on == on.isoformat() or staff.id not in dated) and is_here(staff, on)
    ]


def staff_in(session: Session, estate_id: int, *roles: StaffRole, now: datetime) -> list[Staff]:
    """Return who holds these roles and is not absent, in the order of the roles asked for."""
    everyone = _holding(session, estate_id, roles).all()
    today = calendar_of(session, session.get_one(Estate, estate_id)).day_of(now)
    absent = away(session, estate_id, on=today)
    here = [staff for staff in everyone if is_here(staff, today) and staff.id not in absent]
    return sorted(here, key=lambda staff: roles.index(staff.role))


@prepared
def _rostered(estate_id: Any, dates: Any) -> Any:
    return (
        select(Shift, Staff)
        .join(Staff, col(Shift.staff_id) == col(Staff.id))
        .where(Staff.estate_id == estate_id, col(Shift.on).in_(dates))
        .order_by(col(Shift.duty).desc(), col(Shift.order), col(Shift.begins), col(Staff.id))
    )


@prepared
def _holding(estate_id: Any, roles: Any) -> Rows[Staff]:
    wanted = select(Staff).where(Staff.estate_id == estate_id, col(Staff.role).in_(roles))
    return wanted.order_by(col(Staff.id))


def reachable(session: Session, candidates: list[Staff]) -> Person | None:
    """Return the first of them who has linked an account that we can write to."""
    for staff in candidates:
        person = session.get_one(Person, staff.person_id)
        if person.telegram_id is not None and person.unreachable_since is None:
            return person
    return None


def is_present(session: Session, staff: Staff, *, now: datetime) -> bool:
    """Tell whether work can be with the person: not gone, not absent today, and reachable."""
    today = calendar_of(session, session.get_one(Estate, staff.estate_id)).day_of(now)
    absent = staff.id in away(session, staff.estate_id, on=today)
    return is_here(staff, today) and not absent and reachable(session, [staff]) is not None


def deputy_of(session: Session, staff: Staff, *, now: datetime) -> Staff | None:
    """Return who stands in for the person, or, where they are away too, who stands in for them."""
    asked = {staff.name}
    while staff.deputy is not None and staff.deputy not in asked:
        asked.add(staff.deputy)
        wanted = select(Staff).where(Staff.estate_id == staff.estate_id, Staff.name == staff.deputy)
        deputy = session.exec(wanted).first()
        if deputy is None or is_present(session, deputy, now=now):
            return deputy
        staff = deputy
    return None


def is_here(staff: Staff, on: date) -> bool:
    """Tell whether the person still works in the office on that day."""
    return staff.left_on is None or staff.left_on > on
