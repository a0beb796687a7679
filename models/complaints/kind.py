"""What a complaint is to everything that handles cases of every kind."""

from datetime import datetime

from sqlmodel import Session

from models.cases.kinds import CaseKind
from models.cases.lines import CaseLine, line_of
from models.cases.tables import Case
from models.cases.telling import tell_reporters
from models.complaints.answers import answered, ask, follow
from models.complaints.books import gaps, promises
from models.complaints.cards import ComplainantCard, ComplaintCard, place_of
from models.complaints.converting import TURNING
from models.complaints.rules import COMPLAINT_FLOW, MEANS, UNSOLVED, WHOSE
from models.complaints.tables import Complaint
from models.intents.operations import Address, private
from models.people.tables import Person, Staff


def _line(session: Session, case: Case, reader: Person | None, *, now: datetime) -> CaseLine:
    complaint = session.get_one(Complaint, case.id)
    until = complaint.solve_by if case.status in UNSOLVED else None
    place = place_of(session, case, complaint)
    return line_of(session, case, complaint.code, place, reader, until=until, now=now)


def _desk(session: Session, case: Case, _now: datetime) -> Address | None:
    """Return the private chat of who has it: no complaint goes to a group."""
    owner = session.get(Staff, case.owner_id or 0)
    return None if owner is None else private(session.get_one(Person, owner.person_id))


COMPLAINTS = CaseKind(
    closed=COMPLAINT_FLOW.closed,
    whose=WHOSE,
    line=_line,
    for_reporter=lambda case, person: ComplainantCard(case.id, person.id),
    for_office=lambda case, staff: ComplaintCard(case.id, staff.id),
    desk=_desk,
    tell=tell_reporters,
    ask=ask,
    answers=frozenset(MEANS.values()),
    answered=answered,
    follow=follow,
    turning=TURNING,
    promises=promises,
    gaps=gaps,
)
