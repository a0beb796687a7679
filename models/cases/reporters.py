"""Everybody who reported a case: its first reporter, and those who joined in."""

from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from models.cases.tables import Case, CaseReporter
from models.people.operations import homes_of
from models.people.tables import Person
from models.prepared import Rows, prepared


def joined(session: Session, case_id: int) -> list[CaseReporter]:
    """Return who joined in, in the order they came."""
    return list(_joined(session, case_id))


def joining(session: Session, case: Case, person: Person) -> CaseReporter | None:
    """Return how the person joined in; None for the first reporter and everybody else."""
    return next((row for row in _joined(session, case.id) if row.person_id == person.id), None)


def reports_today(session: Session, case: Case, person: Person, *, on: date) -> bool:
    """Tell whether the person reported the case, and lives where they reported it from."""
    row = joining(session, case, person)
    if row is None and case.reporter_id != person.id:
        return False
    home_id = case.home_id if row is None else row.home_id
    homes = {home.id for home in homes_of(session, person.id, on=on)}
    return home_id in homes if home_id is not None else bool(homes)


def reporters_of(session: Session, case: Case, *, on: date) -> list[Person]:
    """Return the first reporter, then whoever joined in and lives there on that day."""
    first = session.get_one(Person, case.reporter_id)
    others = (session.get_one(Person, row.person_id) for row in joined(session, case.id))
    return [first] + [
        each for each in others if each.id != first.id and reports_today(session, case, each, on=on)
    ]


def households(session: Session, case: Case) -> int:
    """Return from how many homes it was reported; without a home, each person is one."""
    homes = {row.person_id: row.home_id for row in joined(session, case.id)}
    homes.setdefault(case.reporter_id, case.home_id)
    return len({home_id or -person_id for person_id, home_id in homes.items()})


@prepared
def _joined(case_id: Any) -> Rows[CaseReporter]:
    wanted = select(CaseReporter).where(CaseReporter.case_id == case_id)
    return wanted.order_by(col(CaseReporter.id))
