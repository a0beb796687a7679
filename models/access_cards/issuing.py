"""The desk looks at the papers, explains the fee, notes its payment, hands out. CRD-01."""

from datetime import datetime

from sqlmodel import Session, select

from models.access_cards.applying import (
    end,
    go_on,
    lacking,
    may,
    promise,
    wait_for_applicant,
)
from models.access_cards.cards import papers_of_kind
from models.access_cards.clock import CardIsLate
from models.access_cards.fees import fee_of
from models.access_cards.messages import AccessStage
from models.access_cards.policy import CardPolicy
from models.access_cards.tables import AccessCard, CardApplication
from models.access_cards.telling import in_private, tell
from models.access_cards.words import Action, Status
from models.cases.operations import move
from models.cases.serving import served_from
from models.cases.tables import Case
from models.due import called_off
from models.errors import DomainError
from models.estate.settings import policy_of
from models.events import Actor
from models.papers.checking import faulty
from models.papers.operations import require_here
from models.papers.words import Flaw, PaperKind
from models.people.absences import takes
from models.people.tables import Person
from models.permissions import require_staff


class PaperWanted(DomainError):
    """A paper is not here, or not to be read: the resident is asked for it first."""

    text_key = "access_cards.paper_wanted"


class NumberTaken(DomainError):
    """Another card has that number."""

    text_key = "access_cards.number_taken"


def take(session: Session, case_id: int, *, by: Person, now: datetime) -> Case:
    """Let the officer have it: the papers come in private. Raises NotAllowed. SEC-02."""
    case, status = may(session, case_id, Action.TAKE, by=by, now=now)
    staff = require_staff(session, by, now=now)
    takes(session, staff, now=now)
    case.owner_id = staff.id
    _moved(session, case, status, Action.TAKE, by=by, now=now)
    in_private(session, case, staff, now=now)
    return case


def fail(
    session: Session, case_id: int, kind: PaperKind, flaw: Flaw, *, by: Person, now: datetime
) -> Case:
    """Say which paper does not do and why; the others are not asked again. Raises NotAllowed."""
    case, status = may(session, case_id, Action.FAIL, by=by, now=now)
    faulty(session, case, kind, flaw, by=require_staff(session, by, now=now), now=now)
    _moved(session, case, status, Action.FAIL, by=by, now=now, kind=kind, flaw=flaw)
    go_on(session, case, by=by, now=now)
    tell(session, case, AccessStage.MISSING, now=now)
    return case


def checked(session: Session, case_id: int, *, by: Person, now: datetime) -> Case:
    """Find the papers right: the fee is explained, with its basis, or there is none. GEN-13.

    Raises NotAllowed, PaperWanted, PaperNotHere.
    """
    case, _ = may(session, case_id, Action.CHECKED, by=by, now=now)
    if gaps := lacking(session, case):
        raise PaperWanted(kind=gaps[0].value)
    application = session.get_one(CardApplication, case.id)
    require_here(session, case, papers_of_kind(session, application))
    policy = policy_of(session, case.estate_id, CardPolicy)
    application.fee = fee_of(session, case.estate_id, application.card_kind).amount
    action = Action.FREE if application.fee == 0 else Action.CHECKED
    _, status = may(session, case_id, action, by=by, now=now)
    _moved(session, case, status, action, by=by, now=now)
    if action is Action.FREE:
        promise(session, case, application, policy.ready_days, now=now)
        tell(session, case, AccessStage.MAKING, now=now)
    else:
        wait_for_applicant(session, case, application, policy.incomplete_days, now=now)
        tell(session, case, AccessStage.FEE, now=now)
    return case


def pay(session: Session, case_id: int, receipt: str, *, by: Person, now: datetime) -> Case:
    """Note the payment; the receipt goes to who paid, with the line that invites opinions.

    Raises NotAllowed. CRD-01, CMP-03.
    """
    case, status = may(session, case_id, Action.PAY, by=by, now=now)
    application = session.get_one(CardApplication, case.id)
    application.receipt_no = receipt
    _moved(session, case, status, Action.PAY, by=by, now=now)
    policy = policy_of(session, case.estate_id, CardPolicy)
    promise(session, case, application, policy.ready_days, now=now)
    tell(session, case, AccessStage.PAID, words=receipt, now=now)
    return case


def make(session: Session, case_id: int, card_no: str, *, by: Person, now: datetime) -> Case:
    """Note the card's number: where and when it can be collected is told. ETQ-06.

    Raises NotAllowed, NumberTaken.
    """
    case, status = may(session, case_id, Action.MAKE, by=by, now=now)
    known = select(AccessCard.id).where(
        AccessCard.estate_id == case.estate_id, AccessCard.number == card_no
    )
    if session.exec(known).first() is not None:
        raise NumberTaken(card_no=card_no)
    application = session.get_one(CardApplication, case.id)
    application.card_no, application.promised_by = card_no, None
    session.add(application)
    called_off(session, CardIsLate, subject=case.id, now=now)
    _moved(session, case, status, Action.MAKE, by=by, now=now)
    until = served_from(session, case, now)
    tell(session, case, AccessStage.READY, words=card_no, until=until, now=now)
    return case


def hand_out(session: Session, case_id: int, *, by: Person, now: datetime) -> Case:
    """Hand the card over with thanks: it is the home's from now on. Raises NotAllowed. CRD-01."""
    case, status = may(session, case_id, Action.HAND_OUT, by=by, now=now)
    application = session.get_one(CardApplication, case.id)
    session.add(
        AccessCard(
            estate_id=case.estate_id, home_id=case.home_id or 0, person_id=case.reporter_id,
            case_id=case.id, kind=application.card_kind, number=application.card_no,
            holder=application.holder,
        )
    )  # fmt: skip
    end(session, case, status, Action.HAND_OUT, actor=Actor.STAFF, by=by, now=now)
    tell(session, case, AccessStage.ISSUED, words=application.card_no, now=now)
    return case


def _moved(
    session: Session, case: Case, status: Status, action: Action,
    *, by: Person, now: datetime, **facts: str,
) -> None:  # fmt: skip
    move(session, case, status, action, actor=Actor.STAFF, person=by, now=now, **facts)
