"""The limits of a role in a home, asked at the act itself."""

from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, or_, select

from models.cases.tables import Case
from models.errors import NotAllowed
from models.estate.calendars import calendar_of
from models.estate.tables import Estate
from models.household.rules import Matter, may_act
from models.people.tables import HomeRole, Person, Residency
from models.prepared import Rows, prepared


class NotYourMatter(NotAllowed):
    """The role in the home does not go so far, or the mandate does not name it."""

    text_key = "household.not_your_matter"


def roles_in(session: Session, person_id: int, home_id: int, *, on: date) -> list[Residency]:
    """Return the person's roles in that home on that day."""
    return list(_roles_in(session, person_id, home_id, on))


def require_matter(
    session: Session, person: Person, home_id: int | None, matter: Matter, *, now: datetime
) -> None:
    """Raise NotYourMatter for who is in the home, but not for this. Source: OWN-06, SEC-02.

    Who is nothing to the home is refused elsewhere; staff report what they see.
    """
    if home_id is None:
        return
    roles = _roles_now(session, person, home_id, now)
    if roles and not any(may_act(row.role, row.matters, matter) for row in roles):
        raise NotYourMatter


def acts_by_proxy(session: Session, person: Person, home_id: int | None, *, now: datetime) -> bool:
    """Tell whether the person is in that home for its owner only."""
    roles = [] if home_id is None else _roles_now(session, person, home_id, now)
    return bool(roles) and all(row.role is HomeRole.PROXY for row in roles)


def on_behalf_of(session: Session, case: Case) -> str:
    """Return the owner for whom a proxy has the case; empty for everybody else's. SEC-02."""
    return _named_by(session, case.reporter_id, case.home_id).first() or ""


@prepared
def _named_by(person_id: Any, home_id: Any) -> Rows[str]:
    wanted = select(Person.name).join(Residency, col(Residency.invited_by) == col(Person.id))
    return wanted.where(
        Residency.person_id == person_id, Residency.home_id == home_id,
        Residency.role == HomeRole.PROXY,
    )  # fmt: skip


@prepared
def _roles_in(person_id: Any, home_id: Any, on: Any) -> Rows[Residency]:
    wanted = select(Residency).where(
        Residency.person_id == person_id, Residency.home_id == home_id,
        or_(col(Residency.left_on).is_(None), col(Residency.left_on) > on),
        or_(col(Residency.since).is_(None), col(Residency.since) <= on),
    )  # fmt: skip
    return wanted.order_by(col(Residency.id))


def _roles_now(session: Session, person: Person, home_id: int, now: datetime) -> list[Residency]:
    calendar = calendar_of(session, session.get_one(Estate, person.estate_id))
    return roles_in(session, person.id, home_id, on=calendar.day_of(now))
