"""Residents as the desk looks for them: by home, by name, by telephone number."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlmodel import Session, col, or_, select

from models.errors import DomainError
from models.estate.homes import homes_meant
from models.estate.tables import Home
from models.people.tables import HomeRole, Person, Residency
from models.values import frozen

AT_MOST = 8
SHORTEST_NUMBER = 4  # the last digits of a telephone number, as people say them


class ResidentUnknown(DomainError):
    """There is no such resident here."""

    text_key = "people.unknown"


@frozen
class Resident:
    """Somebody's role in a home, as the desk reads it."""

    residency_id: int
    person_id: int
    name: str
    role: HomeRole
    home: str
    is_linked: bool


def residents_meant(
    session: Session, estate_id: int, text: str, *, on: date | None
) -> list[Resident]:
    """Return who lives in the home that was written, has that name or number that day; a few.

    Without a day, who ever did.
    """
    said, digits = text.strip(), "".join(sign for sign in text if sign.isdecimal())
    homes = [home.id for home in homes_meant(session, estate_id, text)]
    meant = (
        col(Residency.home_id).in_(homes)
        if homes
        else col(Residency.name).contains(said, autoescape=True)
    )
    if len(digits) >= SHORTEST_NUMBER and not homes:
        meant = or_(meant, col(Person.phone).endswith(digits, autoescape=True))
    return _read(session, (col(Residency.estate_id) == estate_id, meant, *_here(on)))


def residencies_of(session: Session, person_id: int, *, on: date) -> list[Resident]:
    """Return the person's roles in homes on that day."""
    return _read(session, (col(Residency.person_id) == person_id, *_here(on)))


def resident(session: Session, residency_id: int, estate_id: int) -> Resident:
    """Return the role in a home of that number. Raises ResidentUnknown."""
    this = (col(Residency.id) == residency_id, col(Residency.estate_id) == estate_id)
    for found in _read(session, this):
        return found
    raise ResidentUnknown


def person_of(session: Session, residency_id: int, estate_id: int) -> Person:
    """Return whose role in a home that is. Raises ResidentUnknown."""
    return session.get_one(Person, resident(session, residency_id, estate_id).person_id)


def _here(on: date | None) -> tuple[Any, ...]:
    if on is None:
        return ()
    return (
        or_(col(Residency.left_on).is_(None), col(Residency.left_on) > on),
        or_(col(Residency.since).is_(None), col(Residency.since) <= on),
    )


def _read(session: Session, conditions: Sequence[Any]) -> list[Resident]:
    found = session.exec(
        select(Residency, Person, Home)
        .join(Person, col(Person.id) == col(Residency.person_id))
        .join(Home, col(Home.id) == col(Residency.home_id))
        .where(*conditions)
        .order_by(col(Home.code), col(Residency.id))
        .limit(AT_MOST)
    )
    return [
        Resident(
            row.id, person.id, row.name, row.role, home.address,
            person.telegram_id is not None,
        )
        for row, person, home in found
    ]  # fmt: skip
