"""What family sees of a home when its owner allows: repairs, who comes and when; no words."""

from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, or_, select

from models.cases.lines import CaseLine
from models.cases.registry import kind_of
from models.cases.reporters import joining
from models.cases.tables import Case, Kind
from models.errors import NotAllowed
from models.household.limits import roles_in
from models.people.tables import HomeRole, Person, Residency
from models.permissions import today_in

AT_MOST = 20
OF_THE_HOUSEHOLD = (HomeRole.OWNER, HomeRole.FAMILY, HomeRole.PROXY)


def share(session: Session, home_id: int, *, shares: bool, by: Person, now: datetime) -> None:
    """Let the family see the home's repairs, or no more. Raises NotAllowed for all but owners."""
    today = today_in(session, by.estate_id, now=now)
    owned = [
        row for row in roles_in(session, by.id, home_id, on=today) if row.role is HomeRole.OWNER
    ]
    if not owned:
        raise NotAllowed
    for row in owned:
        row.shares = shares
        session.add(row)
    session.flush()


def is_shared(session: Session, home_id: int, *, on: date) -> bool:
    """Tell whether its owner allows it, and nobody rents the home: theirs is another's. SEC-01."""
    rows = session.exec(select(Residency).where(Residency.home_id == home_id, _here(on))).all()
    lets = any(row.role is HomeRole.TENANT for row in rows)
    return not lets and any(row.shares for row in rows if row.role is HomeRole.OWNER)


def shared_with(session: Session, person: Person, *, now: datetime) -> list[CaseLine]:
    """Return the repairs of the person's family that they may see, newest first. SEC-01.

    Only what the household reported: nobody's complaint, application or question.
    """
    today = today_in(session, person.estate_id, now=now)
    family = Residency.role == HomeRole.FAMILY
    mine = select(Residency.home_id).where(Residency.person_id == person.id, family, _here(today))
    homes = [each for each in session.exec(mine) if is_shared(session, each, on=today)]
    theirs = select(Residency.person_id).where(
        col(Residency.home_id).in_(homes), col(Residency.role).in_(OF_THE_HOUSEHOLD), _here(today)
    )
    wanted = select(Case).where(
        Case.kind == Kind.REPAIR, col(Case.home_id).in_(homes), col(Case.reporter_id).in_(theirs),
        Case.reporter_id != person.id,
    )  # fmt: skip
    found = session.exec(wanted.order_by(col(Case.id).desc()).limit(AT_MOST)).all() if homes else []
    return [
        kind_of(case).line(session, case, None, now=now)
        for case in found
        if joining(session, case, person) is None
    ]


def _here(on: date) -> Any:
    until = or_(col(Residency.left_on).is_(None), col(Residency.left_on) > on)
    return until & or_(col(Residency.since).is_(None), col(Residency.since) <= on)
