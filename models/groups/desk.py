"""The desk: where work for an officer goes, whoever is on duty."""

from datetime import datetime

from sqlmodel import Session

from models.estate.calendars import calendar_of
from models.estate.tables import Estate
from models.groups.operations import group_for
from models.groups.tables import Purpose
from models.intents.operations import Address, in_group, private
from models.people.roster import on_duty, reachable, staff_in
from models.people.tables import Staff, StaffRole

ABOVE = (StaffRole.SUPERVISOR, StaffRole.MANAGER, StaffRole.OFFICE_HEAD)


def desk(session: Session, estate_id: int, *, building: str = "", now: datetime) -> Address | None:
    """Return the private chat of an officer on duty, else the management group.

    Whose building it is comes first. Only the private chat, with a `person_id`, reads names.
    """
    calendar = calendar_of(session, session.get_one(Estate, estate_id))
    officers = on_duty(session, estate_id, StaffRole.OFFICER, calendar=calendar, now=now)
    if building:
        officers = sorted(officers, key=lambda staff: building not in staff.buildings)
    return _reached(session, estate_id, officers)


def above_the_desk(session: Session, estate_id: int, *, now: datetime) -> Address | None:
    """Return the private chat of the first superior who can be reached, else the group."""
    return _reached(session, estate_id, staff_in(session, estate_id, *ABOVE, now=now))


def _reached(session: Session, estate_id: int, candidates: list[Staff]) -> Address | None:
    person = reachable(session, candidates)
    if person is not None:
        return private(person)
    group = group_for(session, estate_id, Purpose.MANAGEMENT)
    return None if group is None else in_group(group)
