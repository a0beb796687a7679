"""The contract in duplicate, the head's signature, the card, the ledger, the hand-over. PRK-03."""

from datetime import datetime

from sqlmodel import Session

from models.cases.office import chat_of, head_of
from models.cases.operations import move
from models.cases.serving import served_from
from models.cases.tables import Case
from models.due import called_off
from models.estate.tables import Estate
from models.events import Actor
from models.papers.checking import NotCompared, uncompared
from models.papers.operations import keep_until
from models.parking.applying import end, lacking, may, papers_of_kind
from models.parking.checking import PapersMissing
from models.parking.clock import FormalityIsLate
from models.parking.documents import bring_to_sign, contract_of, term_of, to_both
from models.parking.ledger import enter, file_car, lease_of
from models.parking.messages import LeaseContract, Notice, Stage
from models.parking.rules import Action, Status, contract_no
from models.parking.tables import Application
from models.parking.telling import notify, show_card, tell
from models.parking.terms import plan_end
from models.parking.vip import let_choose
from models.people.tables import Person, Staff
from models.permissions import require_staff, today_in


def fill_in(session: Session, case_id: int, months: int, *, by: Person, now: datetime) -> Case:
    """Fill the contract in; it goes to the office head, who signs. PRK-03.

    Raises NotAllowed, NotCompared until every copy is compared with its original. PRK-01.
    """
    case, status = may(session, case_id, Action.FILL_IN, by=by, now=now)
    if gaps := uncompared(session, case, papers_of_kind(session, case)):
        raise NotCompared(kind=gaps[0].value)
    if gaps := lacking(session, case):
        raise PapersMissing(kind=gaps[0].value)
    application = session.get_one(Application, case.id)
    estate = session.get_one(Estate, case.estate_id)
    year = today_in(session, case.estate_id, now=now).year
    application.months = months
    application.contract_no = contract_no(estate.office_code, year, case.number)
    session.add(application)
    move(session, case, status, Action.FILL_IN, actor=Actor.STAFF, person=by, now=now)
    head = chat_of(session, head_of(session, case, now=now))
    bring_to_sign(session, case, head, now=now)
    return case


def sign(session: Session, case_id: int, *, by: Person, now: datetime) -> Case:
    """Sign the contract: one copy goes to the desk, one to who leases it. PRK-03.

    Raises NotAllowed for everybody but the office head.
    """
    case, status = may(session, case_id, Action.SIGN, by=by, now=now)
    application = session.get_one(Application, case.id)
    application.signed_at, application.signed_by = now, require_staff(session, by, now=now).id
    session.add(application)
    move(session, case, status, Action.SIGN, actor=Actor.STAFF, person=by, now=now)
    owner = session.get(Staff, case.owner_id or 0)
    if case.status == Status.CHOOSING:
        let_choose(session, case, now=now)
    else:
        to_both(session, case, contract_of(session, case, LeaseContract, now=now), now=now)
    about = Notice.APPROVED if case.status == Status.CHOOSING else Notice.SIGNED
    notify(session, case, owner, about, now=now)
    show_card(session, case, owner, now=now)
    return case


def refuse(session: Session, case_id: int, reason: str, *, by: Person, now: datetime) -> Case:
    """Do not sign: who applied hears the reason, and the space passes on. Raises NotAllowed."""
    case, status = may(session, case_id, Action.REFUSE, by=by, now=now)
    application = session.get_one(Application, case.id)
    application.reason = reason
    session.add(application)
    tell(session, case, Stage.REFUSED, words=reason, now=now)
    owner = session.get(Staff, case.owner_id or 0)
    notify(session, case, owner, Notice.REFUSED, reason, now=now)
    end(session, case, status, Action.REFUSE, actor=Actor.STAFF, by=by, now=now)
    return case


def issue_card(session: Session, case_id: int, card_no: str, *, by: Person, now: datetime) -> Case:
    """Note the card's number: ledger and the home's file have it, and it can be collected.

    Where and when is told to who leases it. Raises NotAllowed. PRK-03, PRK-08.
    """
    case, status = may(session, case_id, Action.ISSUE_CARD, by=by, now=now)
    application = session.get_one(Application, case.id)
    application.card_no = card_no
    session.add(application)
    begins, ends = term_of(session, case, application, now=now)
    lease = enter(session, application, begins=begins, ends=ends)
    file_car(session, case, application, owner=session.get_one(Person, case.reporter_id).name)
    plan_end(session, lease)
    move(session, case, status, Action.ISSUE_CARD, actor=Actor.STAFF, person=by, now=now)
    if case.status == Status.READY:  # a VIP space has its plate made and tested first
        tell(session, case, Stage.CARD_READY, words=card_no, until=served_from(session, case, now),
             now=now)  # fmt: skip
    return case


def hand_out(session: Session, case_id: int, *, by: Person, now: datetime) -> Case:
    """Hand the card over: the formality ends, and how long it took is kept. PRK-04, S-33.

    Raises NotAllowed.
    """
    case, status = may(session, case_id, Action.HAND_OUT, by=by, now=now)
    application = session.get_one(Application, case.id)
    application.handed_at, case.closed_at = now, now
    session.add(application)
    called_off(session, FormalityIsLate, subject=case.id, now=now)
    took = now - (application.shown_at or now)
    move(
        session, case, status, Action.HAND_OUT, actor=Actor.STAFF, person=by, now=now,
        minutes=int(took.total_seconds()) // 60,
    )  # fmt: skip
    lease = lease_of(session, application)
    if lease is not None and lease.ends_on is not None:
        keep_until(session, case, lease.ends_on)
    tell(session, case, Stage.LEASED, now=now)
    return case
