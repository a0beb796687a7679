"""Who is on duty: the roster by date, else by weekday, and who can be reached."""

from datetime import date, datetime

from sqlmodel import Session, col, select

from models.calendar import Calendar
from models.estate.calendars import calendar_of
from models.estate.tables import Estate
from models.people.tables import Person, Shift, Staff, StaffRole

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def on_duty(
    session: Session, estate_id: int, *roles: StaffRole, calendar: Calendar, now: datetime
) -> list[Staff]:
    """Return who of these roles the roster names for this moment, in its order.

    Rows for the date replace those for the weekday, person by person.
    """
    local = now.astimezone(calendar.zone)
    today, weekday = local.date().isoformat(), WEEKDAYS[local.weekday()]
    rows = session.exec(
        select(Shift, Staff)
        .join(Staff, col(Shift.staff_id) == col(Staff.id))
        .where(
            Staff.estate_id == estate_id,
            col(Staff.role).in_(roles),
            col(Shift.on).in_((today, weekday)),
        )
        .order_by(col(Shift.duty).desc(), col(Shift.order), col(Staff.id))
    ).all()
    dated = {staff.id for shift, staff in rows if shift.on == today}
    clock = f"{local:%H:%M}"
    return [
        staff
        for shift, staff in rows
        if (shift.on == today or staff.id not in dated)
        and shift.begins <= clock < shift.ends
        and is_here(staff, local.date())
    ]


def staff_in(session: Session, estate_id: int, *roles: StaffRole, now: datetime) -> list[Staff]:
    """Return who holds these roles, in the order of the roles asked for."""
    everyone = session.exec(
        select(Staff)
        .where(Staff.estate_id == estate_id, col(Staff.role).in_(roles))
        .order_by(col(Staff.id))
    ).all()
    today = calendar_of(session, session.get_one(Estate, estate_id)).day_of(now)
    here = [staff for staff in everyone if is_here(staff, today)]
    return sorted(here, key=lambda staff: roles.index(staff.role))


def reachable(session: Session, candidates: list[Staff]) -> Person | None:
    """Return the first of them who has linked an account that we can write to."""
    for staff in candidates:
        person = session.get_one(Person, staff.person_id)
        if person.telegram_id is not None and person.unreachable_since is None:
            return person
    return None


def is_here(staff: Staff, on: date) -> bool:
    """Tell whether the person still works in the office on that day."""
    return staff.left_on is None or staff.left_on > on
