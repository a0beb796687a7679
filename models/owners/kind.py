"""What a change of the file is to everything that handles cases of every kind."""

from datetime import datetime

from sqlmodel import Session

from models.cases.kinds import CaseKind
from models.cases.lines import CaseLine, Late
from models.cases.tables import Case, Kind
from models.cases.telling import tell_reporters
from models.events import Event
from models.owners.cards import ChangeCard, ChangeOfficeCard, place_of
from models.owners.effects import said_now
from models.owners.rules import CLOSED, WHOSE, Action, Status
from models.owners.tables import FileChange
from models.owners.telling import desk_of
from models.people.tables import Person, Staff


def _line(session: Session, case: Case, reader: Person | None, *, now: datetime) -> CaseLine:
    change = session.get_one(FileChange, case.id)
    owner = session.get(Staff, case.owner_id or 0)
    by = change.decide_by
    late = reader is None and case.status == Status.APPROVING and by is not None and by <= now
    return CaseLine(
        case.id, case.number, Kind.FILE_CHANGE, change.subject, place_of(session, case.home_id),
        case.status, case.opened_at, owner.name if owner else "",
        late=Late.PROMISE if late else Late.NO,
    )  # fmt: skip


def _retold(session: Session, case: Case, event: Event) -> tuple[str, str]:
    """Return, of the proposal and of the approval, what the file said and what it is to say."""
    change = session.get_one(FileChange, case.id)
    told = event.action in ("report", Action.APPROVE, Action.TAKE_EFFECT)
    return (change.before or said_now(session, change), change.proposed) if told else ("", "")


FILE_CHANGES = CaseKind(
    closed=CLOSED,
    whose=WHOSE,
    line=_line,
    for_reporter=lambda case, person: ChangeCard(case.id, person.id),
    for_office=lambda case, staff: ChangeOfficeCard(case.id, staff.id),
    desk=desk_of,
    tell=tell_reporters,
    retold=_retold,
)
