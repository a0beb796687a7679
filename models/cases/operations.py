"""What holds for cases of every kind: numbers, changes of status, look-up."""

from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select, update

from models.cases.tables import Case, CaseFile, FileRole, Kind
from models.errors import DomainError
from models.estate.tables import Estate
from models.events import Actor, Event
from models.household.limits import acts_by_proxy
from models.intents.operations import redraw
from models.people.tables import Person
from models.prepared import Rows, prepared


class CaseUnknown(DomainError):
    """No such case, or not one that this person may see."""

    text_key = "errors.case_unknown"


def open_case(
    session: Session,
    *,
    kind: Kind,
    status: str,
    reporter: Person,
    home_id: int | None,
    now: datetime,
) -> Case:
    """Return a new case with the estate's next №."""
    following = (
        update(Estate)
        .where(col(Estate.id) == reporter.estate_id)
        .values(next_number=Estate.next_number + 1)
        .returning(col(Estate.next_number))
    )
    number = session.execute(following).scalar_one() - 1
    case = Case(
        estate_id=reporter.estate_id, number=number, kind=kind, status=status,
        reporter_id=reporter.id, home_id=home_id, opened_at=now,
    )  # fmt: skip
    session.add(case)
    session.flush()
    _record(session, case, "report", None, actor=Actor.RESIDENT, person=reporter, now=now, facts={})
    if acts_by_proxy(session, reporter, home_id, now=now):
        note(session, case, "by_proxy", actor=Actor.RESIDENT, person=reporter, now=now)
    return case


def move(
    session: Session,
    case: Case,
    status: str,
    action: str,
    *,
    actor: Actor,
    person: Person | None,
    now: datetime,
    **facts: Any,
) -> None:
    """Put the case into `status`: a new revision, an event, and its cards drawn again."""
    before, case.status = case.status, status
    case.rev += 1
    session.add(case)
    _record(session, case, action, before, actor=actor, person=person, now=now, facts=facts)
    redraw(session, case.id, now=now)


def note(
    session: Session,
    case: Case,
    action: str,
    *,
    actor: Actor,
    person: Person | None,
    now: datetime,
    **facts: Any,
) -> None:
    """Record that something happened to the case that left its status as it was."""
    _record(session, case, action, case.status, actor=actor, person=person, now=now, facts=facts)


def case_numbered(session: Session, estate_id: int, number: int) -> Case:
    """Return the case. Raises CaseUnknown."""
    case = session.exec(
        select(Case).where(Case.estate_id == estate_id, Case.number == number)
    ).first()
    if case is None:
        raise CaseUnknown
    return case


def locked(session: Session, case_id: int) -> Case:
    """Return the case, held against other workers until this transaction ends."""
    # As it is now, not as this transaction may have read it before it had to wait.
    case = _locked(session, case_id).first()
    if case is None:
        raise CaseUnknown
    return case


def attach(session: Session, case: Case, files: tuple[int, ...], role: FileRole) -> None:
    """Make the files part of the case; one that already is stays as it is."""
    known = {row.file_id for row in files_of(session, case.id)} if files else set()
    for file_id in files:
        if file_id not in known:
            session.add(CaseFile(case_id=case.id, file_id=file_id, role=role))
    session.flush()


def files_of(session: Session, case_id: int, role: FileRole | None = None) -> list[CaseFile]:
    """Return the case's files, in the order they came."""
    return [row for row in _files_of(session, case_id) if role in (None, row.role)]


@prepared
def _files_of(case_id: Any) -> Rows[CaseFile]:
    return select(CaseFile).where(CaseFile.case_id == case_id).order_by(col(CaseFile.id))


@prepared
def _locked(case_id: Any) -> Rows[Case]:
    here = select(Case).where(Case.id == case_id).with_for_update()
    return here.execution_options(populate_existing=True)


def _record(
    session: Session,
    case: Case,
    action: str,
    before: str | None,
    *,
    actor: Actor,
    person: Person | None,
    now: datetime,
    facts: dict[str, Any],
) -> None:
    session.add(
        Event(
            estate_id=case.estate_id,
            case_id=case.id,
            at=now,
            actor=actor,
            person_id=None if person is None else person.id,
            action=action,
            before=before,
            after=case.status,
            facts=facts,
        )
    )
    session.flush()
