"""What the clock does to an enquiry or a suggestion: it is not taken, soon due, late."""

from dataclasses import replace
from datetime import datetime, timedelta

from sqlmodel import Session

from models.cases.lines import owner_of
from models.cases.operations import locked, note
from models.cases.tables import Case
from models.cases.telling import tell_reporters
from models.due import due
from models.enquiries.clock import AnswerIsLate, AnswerIsNear, TakeIsLate
from models.enquiries.messages import EnquiryTold, Notice, Stage
from models.enquiries.rules import UNANSWERED, Sort, Status
from models.enquiries.tables import Enquiry
from models.enquiries.telling import first_reader, notify, show_card, superior
from models.events import Actor
from models.people.tables import Staff


def not_taken(session: Session, moment: TakeIsLate, *, now: datetime) -> None:
    """Pass what nobody has taken to the next one up, who handles it or gives it. ENQ-05."""
    case = locked(session, moment.subject)
    if case.status != Status.RECEIVED or case.level != moment.level:
        return
    note(session, case, "not_taken", actor=Actor.CLOCK, person=None, now=now)
    above = superior(session, case, now=now)
    notify(session, case, above, Notice.NOT_TAKEN, now=now)
    show_card(session, case, above, now=now)


def remind(session: Session, moment: AnswerIsNear, *, now: datetime) -> None:
    """Remind who has it, or the desk, before the promise breaks. GEN-07."""
    case = locked(session, moment.subject)
    if _stands(session, case, moment):
        owner = session.get(Staff, case.owner_id or 0)
        notify(session, case, owner or first_reader(session, case, now=now), Notice.NEAR, now=now)


def climb(session: Session, moment: AnswerIsLate, *, now: datetime) -> None:
    """Let it climb when the promise breaks, and apologise before who asked does. GEN-07, ETQ-06.

    Each day another rung hears of it, until there is an answer.
    """
    case = locked(session, moment.subject)
    if not _stands(session, case, moment):
        return
    note(session, case, "late", actor=Actor.CLOCK, person=None, now=now)
    notify(session, case, session.get(Staff, case.owner_id or 0), Notice.LATE, now=now)
    above = superior(session, case, step=moment.step, now=now)
    notify(session, case, above, Notice.LATE_ABOVE, now=now)
    tomorrow = now + timedelta(days=1)
    owner = owner_of(session, case)
    told = EnquiryTold(case.id, case.number, Stage.LATE, Sort(case.kind), owner, tomorrow)
    tell_reporters(session, case, told, now=now)
    again = replace(moment, step=moment.step + 1)
    due(session, again, estate_id=case.estate_id, at=tomorrow)


def _stands(session: Session, case: Case, moment: AnswerIsNear) -> bool:
    """Tell whether the promise is still the one that was told, and not kept yet."""
    until = session.get_one(Enquiry, case.id).answer_by
    is_open = case.status in UNANSWERED
    return is_open and until is not None and until.isoformat() == moment.until
