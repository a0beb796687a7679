"""The office decides on a suggestion: adopted with its measures, or not with the reason."""

from datetime import datetime

from sqlmodel import Session

from models.cases.lines import owner_of
from models.cases.operations import move
from models.cases.tables import Case
from models.cases.telling import tell_reporters
from models.enquiries.asking import answered, may
from models.enquiries.books import kept_by_answer
from models.enquiries.messages import EnquiryTold, Stage
from models.enquiries.rules import Action, Sort
from models.enquiries.tables import Enquiry
from models.events import Actor
from models.people.tables import Person


def adopt(session: Session, case_id: int, measures: str, *, by: Person, now: datetime) -> Case:
    """Adopt it, with method and measures: who suggested it is thanked, and hears them. ENQ-06.

    Raises NotAllowed.
    """
    return _decided(session, case_id, Action.ADOPT, Stage.ADOPTED, measures, by=by, now=now)


def not_adopt(session: Session, case_id: int, reason: str, *, by: Person, now: datetime) -> Case:
    """Say with thanks and the reason that it is not adopted. CB-10, ENQ-05. Raises NotAllowed."""
    return _decided(session, case_id, Action.NOT_ADOPT, Stage.NOT_ADOPTED, reason, by=by, now=now)


def carry_out(
    session: Session, case_id: int, result: str, *, notable: bool, by: Person, now: datetime
) -> Case:
    """Tell that it has been carried out; special thanks if it did much good. ENQ-07.

    Raises NotAllowed.
    """
    stage = Stage.NOTABLE if notable else Stage.CARRIED_OUT
    return _decided(session, case_id, Action.CARRY_OUT, stage, result, by=by, now=now)


def _decided(
    session: Session, case_id: int, action: Action, stage: Stage, words: str,
    *, by: Person, now: datetime,
) -> Case:  # fmt: skip
    case, status = may(session, case_id, action, by=by, now=now)
    enquiry = session.get_one(Enquiry, case.id)
    kept = kept_by_answer(enquiry)
    enquiry.answer = f"{enquiry.answer}\n{words}".strip()
    enquiry.answered_at = enquiry.answered_at or now
    session.add(enquiry)
    case.closed_at = None if stage is Stage.ADOPTED else now
    move(session, case, status, action, actor=Actor.STAFF, person=by, now=now, **kept)
    answered(session, case, now=now)
    owner = owner_of(session, case)
    told = EnquiryTold(case.id, case.number, stage, Sort(case.kind), owner, words=words)
    tell_reporters(session, case, told, now=now)
    return case
