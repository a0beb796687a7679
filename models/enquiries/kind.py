"""What an enquiry, a suggestion and praise are to everything that handles cases of every kind."""

from datetime import datetime
from functools import partial

from sqlmodel import Session

from models.cases.kinds import CaseKind
from models.cases.lines import CaseLine, line_of, place_of_home
from models.cases.tables import Case
from models.cases.telling import tell_reporters
from models.enquiries.books import promises
from models.enquiries.cards import AskerCard, EnquiryCard, EnquiryOwnerCard
from models.enquiries.converting import turning
from models.enquiries.rules import FLOWS, UNANSWERED, WHOSE, Sort
from models.enquiries.tables import Enquiry
from models.enquiries.telling import desk_of
from models.people.tables import Person


def _line(session: Session, case: Case, reader: Person | None, *, now: datetime) -> CaseLine:
    answer_by = session.get_one(Enquiry, case.id).answer_by
    until = answer_by if case.status in UNANSWERED else None
    place = place_of_home(session, case.home_id)
    return line_of(session, case, case.kind, place, reader, until=until, now=now)


def kind_of_enquiry(sort: Sort) -> CaseKind:
    """Return what this sort is to the rest: its own table of states, all else in common."""
    return CaseKind(
        closed=FLOWS[sort].closed,
        whose=WHOSE,
        line=_line,
        for_reporter=lambda case, person: AskerCard(case.id, person.id),
        for_office=lambda case, staff: EnquiryOwnerCard(case.id, staff.id),
        desk=desk_of,
        tell=tell_reporters,
        turning=turning(sort),
        promises=partial(promises, sort),
        for_group=lambda case: EnquiryCard(case.id),
    )
