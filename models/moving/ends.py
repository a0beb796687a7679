"""Until when somebody lives in a home or works here: the end that the clock looks at."""

from collections.abc import Iterable
from datetime import date

from sqlmodel import Session

from models.calendar import MIDNIGHT, Calendar
from models.due import due
from models.estate.calendars import calendar_of
from models.estate.settings import policy_of
from models.estate.tables import Estate
from models.moving.clock import StayEnds
from models.owners.clock import TenancyEnds
from models.owners.policy import OwnersPolicy
from models.owners.rules import told_on
from models.people.absences import leaves_on
from models.people.tables import HomeRole, Residency, Staff


def plan_going(session: Session, row: Residency | Staff, calendar: Calendar) -> None:
    """Have the end of a stay or a post, if the register has one, looked at when it comes."""
    if row.left_on is None:
        return
    at = calendar.local(row.left_on, MIDNIGHT)
    if isinstance(row, Staff):
        leaves_on(session, row, row.left_on, at=at)
        return
    due(session, StayEnds(row.id, row.left_on), estate_id=row.estate_id, at=at)
    if row.role is HomeRole.TENANT:
        days = policy_of(session, row.estate_id, OwnersPolicy).tenancy_notice_days
        for each in days:
            soon = TenancyEnds(row.id, row.left_on, each)
            due(session, soon, estate_id=row.estate_id, at=told_on(row.left_on, each, calendar))


def plan_goings(session: Session, rows: Iterable[Residency | Staff], calendar: Calendar) -> None:
    """Have every end that the register names looked at when it comes."""
    for row in rows:
        plan_going(session, row, calendar)


def ends_on(session: Session, residency: Residency, left_on: date | None) -> None:
    """Let the role in the home end with the beginning of that day; None: it goes on."""
    residency.left_on = left_on
    session.add(residency)
    session.flush()
    calendar = calendar_of(session, session.get_one(Estate, residency.estate_id))
    plan_going(session, residency, calendar)
