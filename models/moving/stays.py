"""Who lives in a home until when: the end that the clock looks at, and who follows."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from sqlmodel import Session, col, or_, select

from models.calendar import MIDNIGHT, Calendar
from models.cases.registry import KINDS
from models.cases.tables import Case
from models.due import due
from models.estate.calendars import calendar_of
from models.estate.tables import Estate
from models.moving.clock import StayEnds
from models.people.absences import leaves_on
from models.people.operations import belongs
from models.people.tables import HomeRole, Person, Residency, Staff

FOLLOWERS = (HomeRole.OWNER, HomeRole.TENANT, HomeRole.FAMILY)  # whoever comes first has it


def plan_going(session: Session, row: Residency | Staff, calendar: Calendar) -> None:
    """Have the end of a stay or a post, if the register has one, looked at when it comes."""
    if row.left_on is None:
        return
    at = calendar.local(row.left_on, MIDNIGHT)
    if isinstance(row, Staff):
        leaves_on(session, row, row.left_on, at=at)
    else:
        due(session, StayEnds(row.id, row.left_on), estate_id=row.estate_id, at=at)


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


def follower_of(session: Session, residency: Residency, *, on: date) -> Person | None:
    """Return who has what is the home's from that day: its owner, else who lives there."""
    rows = session.exec(
        select(Residency)
        .where(
            Residency.home_id == residency.home_id,
            Residency.person_id != residency.person_id,
            or_(col(Residency.left_on).is_(None), col(Residency.left_on) > on),
            or_(col(Residency.since).is_(None), col(Residency.since) <= on),
            col(Residency.role).in_(FOLLOWERS),
        )
        .order_by(col(Residency.id))
    ).all()
    first = sorted(rows, key=lambda row: FOLLOWERS.index(row.role))
    return session.get_one(Person, first[0].person_id) if first else None


def guests_of(session: Session, residency: Residency, *, on: date) -> Sequence[Residency]:
    """Return whom this resident let in and who is there on that day: they go along."""
    wanted = select(Residency).where(
        Residency.home_id == residency.home_id,
        Residency.invited_by == residency.person_id,
        or_(col(Residency.left_on).is_(None), col(Residency.left_on) > on),
    )
    return session.exec(wanted.order_by(col(Residency.id))).all()


def open_cases(session: Session, residency: Residency, *, on: date) -> Iterator[Case]:
    """Yield what this resident reported and is open: in the home, and all else with the last."""
    wanted = select(Case).where(Case.reporter_id == residency.person_id)
    here: Any = col(Case.home_id) == residency.home_id
    if not belongs(session, residency.person_id, on=on):
        here = or_(here, col(Case.home_id).is_(None))
    for case in session.exec(wanted.where(here).order_by(col(Case.id))).all():
        if case.status not in KINDS[case.kind].closed:
            yield case
