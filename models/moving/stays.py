"""Who follows whoever leaves a home, who goes along, and what is still open."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from sqlmodel import Session, col, or_, select

from models.cases.registry import KINDS
from models.cases.tables import Case
from models.people.operations import belongs
from models.people.tables import HomeRole, Person, Residency

FOLLOWERS = (HomeRole.OWNER, HomeRole.TENANT, HomeRole.FAMILY)  # whoever comes first has it


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
