"""What turns out to be an enquiry or a suggestion, and one that is something else. S-52."""

from datetime import datetime

from sqlalchemy import delete
from sqlmodel import Session, col

from models.cases.independence import note_about, staff_named
from models.cases.kinds import Carried, Turning
from models.cases.reporters import reporters_of
from models.cases.tables import Case
from models.conversions.limits import may_leave
from models.due import Due
from models.enquiries.asking import receive
from models.enquiries.cards import AskerCard, EnquiryCard, EnquiryOwnerCard
from models.enquiries.clock import AnswerIsLate, AnswerIsNear, TakeIsLate
from models.enquiries.rules import FLOWS, Sort
from models.enquiries.tables import Enquiry
from models.enquiries.telling import show_receipt
from models.permissions import today_in

MOMENTS = (TakeIsLate, AnswerIsNear, AnswerIsLate)


def leave(session: Session, case: Case, *, now: datetime) -> Carried:
    """Strike its promise off the book, as if it had never stood there: it may come back."""
    names = [moment.__name__ for moment in MOMENTS]
    session.execute(delete(Due).where(col(Due.subject) == case.id, col(Due.kind).in_(names)))
    return Carried(session.get_one(Enquiry, case.id).told)


def enter(session: Session, case: Case, carried: Carried, sort: str, *, now: datetime) -> datetime:
    """Bring it to the desk with a promise of its own; return by when it is answered. ENQ-01.

    Nothing is asked about it, so no `sort`. Whom the words name never sees it.
    """
    enquiry = session.get(Enquiry, case.id) or Enquiry(
        id=case.id, estate_id=case.estate_id, told="", asked_at=now
    )
    enquiry.told, enquiry.asked_of, enquiry.answer = carried.told, "", ""
    enquiry.answered_at = None
    session.add(enquiry)
    session.flush()
    note_about(session, case, staff_named(session, case.estate_id, carried.told))
    until = receive(session, case, now=now)
    for person in reporters_of(session, case, on=today_in(session, case.estate_id, now=now)):
        show_receipt(session, case, person, now=now)
    return until


def turning(sort: Sort) -> Turning | None:
    """Return how one of this sort is converted; praise, which waits for nothing, never is."""
    if sort is Sort.PRAISE:
        return None
    return Turning(
        flow=FLOWS[sort],
        may_leave=may_leave,
        leave=leave,
        enter=enter,
        cards=(EnquiryCard, EnquiryOwnerCard, AskerCard),
    )
