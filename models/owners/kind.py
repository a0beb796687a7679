"""What a change of the file is to everything that handles cases of every kind."""

from datetime import datetime

from sqlmodel import Session

from models.cases.kinds import CaseKind
from models.cases.lines import CaseLine, line_of, place_of_home
from models.cases.tables import Case
from models.cases.telling import tell_reporters
from models.events import Event
from models.owners.cards import ChangeCard, ChangeOfficeCard
from models.owners.effects import said_now
from models.owners.rules import CLOSED, WHOSE, Action, Status
from models.owners.tables import FileChange
from models.owners.telling import desk_of
from models.people.tables import Person


def _line(session: Session, case: Case, reader: Person | None, *, now: datetime) -> CaseLine:
    change = session.get_one(FileChange, case.id)
    until = change.decide_by if case.status == Status.APPROVING else None
    place = place_of_home(session, case.home_id)
    return line_of(session, case, change.subject, place, reader, until=until, now=now)


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
