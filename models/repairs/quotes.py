"""The price of paid work: told and accepted before it is taken on, reduced only by the approver."""

from datetime import datetime
from decimal import Decimal

from sqlmodel import Session, col, select

from models.cases.operations import locked, move, note
from models.cases.parts import Part
from models.cases.tables import Case
from models.cases.words import masked
from models.emergencies.arrival import await_help
from models.errors import DomainError
from models.estate.settings import policy_of
from models.estate.tables import Home, SheetRow
from models.events import Actor
from models.intents.messages import Message
from models.intents.operations import post, private, redraw
from models.people.tables import Department, Person, Staff, StaffRole
from models.permissions import parts_in, require_staff
from models.repairs.cards import place_of
from models.repairs.classes import ORDERS, PRICE_STANDS, QuoteState, order_for
from models.repairs.policy import PaidPolicy
from models.repairs.prices import ask_for_answer, waits_no_longer
from models.repairs.quote_messages import (
    AnsweredByPhone,
    PriceAnswered,
    PriceReduced,
    ReductionAsked,
    ReductionDecided,
)
from models.repairs.rebooking import offer_times
from models.repairs.record import newest_quote
from models.repairs.reporters import tell_resident
from models.repairs.reporting import dispatch, nobody_is_called
from models.repairs.rules import REPAIR_FLOW, Action, Status
from models.repairs.tables import Quote, Repair
from models.repairs.visit_messages import Why
from models.repairs.visits import NONE_YET, keep_visit
from models.repairs.working import moved, worked
from models.tasks.operations import tell_office
from models.values import frozen

MOST = 100_000_000  # minor units: a price beyond it is a slip of the finger


class PriceGone(DomainError):
    """The price has been answered, or another one has been told since."""

    text_key = "quotes.already_answered"


class CostsNothing(DomainError):
    """It is a public order: no resident pays for it."""

    text_key = "orders.costs_nothing"


class OnlyByApprover(DomainError):
    """A price that was told is lowered by its approver, whatever else is told. SEC-03."""

    text_key = "quotes.only_by_approver"


class NoPrice(DomainError):
    """There is no price that could be reduced so."""

    text_key = "quotes.already_lower"


@frozen
class Tariff:
    """A price of the office's list of paid work. Source: PAY-01, PAY-02, S-17."""

    key: str  # of a row of the sheet, or of the setting
    title: str
    unit: str
    amount: int | None  # in minor units; empty where it has to be seen first
    note: str


def tariffs(session: Session, estate_id: int) -> list[Tariff]:
    """Return the tariffs of paid work: the workbook's sheet, then those of the setting."""
    rows = session.exec(
        select(SheetRow)
        .where(SheetRow.estate_id == estate_id, SheetRow.sheet == "tariffs")
        .order_by(col(SheetRow.id))
    )
    listed = [
        Tariff(
            f"row-{row.id}", str(row.values["title"]), row.values.get("unit") or "",
            _fen(row.values.get("price")), row.values.get("note") or "",
        )
        for row in rows
        if row.values.get("kind") == "paid_work"
    ]  # fmt: skip
    policy = policy_of(session, estate_id, PaidPolicy)
    return listed + [
        Tariff(f"set-{n}", t, "", _fen(p), "") for n, (t, p) in enumerate(policy.tariffs)
    ]


def may_quote(session: Session, case_id: int, *, by: Person, now: datetime) -> Case:
    """Return the case for which this person may tell a price now.

    Raises NotAllowed, CostsNothing for a common part.
    """
    case, _ = worked(session, case_id, Action.QUOTE, by, now)
    if not ORDERS[session.get_one(Repair, case.id).order_kind].may_cost:
        raise CostsNothing
    return case


def quote(
    session: Session, case_id: int, tariff: Tariff | None, amount: int, *, by: Person, now: datetime
) -> Case:
    """Tell the resident a price; until it is accepted nothing is dispatched or finished.

    A price told before is void. Source: PAY-01, PAY-02, S-17.

    Raises NoPrice, CostsNothing, and OnlyByApprover for a lower sum of one's own.
    """
    case, staff = may_quote(session, case_id, by=by, now=now), require_staff(session, by, now=now)
    if not 0 < amount <= MOST:
        raise NoPrice
    before = newest_quote(session, case.id)
    if (
        tariff is None
        and before is not None
        and before.state in PRICE_STANDS
        and amount < before.amount
    ):
        raise OnlyByApprover
    if before is not None:
        before.state = QuoteState.REPLACED
        session.add(before)
    price = Quote(
        estate_id=case.estate_id, case_id=case.id, amount=amount, quoted_at=now, asked_by=staff.id,
        service=tariff.title if tariff else "", unit=tariff.unit if tariff else "",
        note=tariff.note if tariff else "",
    )  # fmt: skip
    session.add(price)
    session.flush()
    waits_no_longer(session, case, before, now=now)
    reckon_kind(session, case, price)
    moved(session, case, Action.QUOTE, by, now)
    nobody_is_called(session, case, now=now)
    ask_for_answer(session, case, price, now=now)
    return case


def may_answer(
    session: Session, case_id: int, action: Action, *, by: Person, now: datetime
) -> tuple[Case, Quote]:
    """Return the case and the price that this person may answer. Raises NotAllowed, PriceGone."""
    case = locked(session, case_id)
    REPAIR_FLOW.after(case.status, action, by=parts_in(session, case, by, now=now))
    price = newest_quote(session, case.id)
    if price is None or price.state is not QuoteState.ASKED:
        raise PriceGone
    return case, price


def answer(
    session: Session, case_id: int, quote_id: int, action: Action, *, by: Person, now: datetime
) -> Case:
    """Let the resident accept or refuse the price; only then the work goes on, or is dispatched.

    An officer enters what was said by telephone; the resident reads it. Raises NotAllowed for
    everybody else, PriceGone for a price that is void.
    """
    case, price = may_answer(session, case_id, action, by=by, now=now)
    if price.id != quote_id:
        raise PriceGone
    parts = parts_in(session, case, by, now=now)
    status = REPAIR_FLOW.after(case.status, action, by=parts)
    own = Part.REPORTER in parts
    accepted = action is Action.ACCEPT
    price.state = QuoteState.ACCEPTED if accepted else QuoteState.REFUSED
    price.answered_at = now
    session.add(price)
    reckon_kind(session, case, price)
    if status is Status.WITHDRAWN:
        case.closed_at = now
    waits_no_longer(session, case, price, now=now)
    actor = Actor.RESIDENT if own else Actor.STAFF
    move(session, case, status, action, actor=actor, person=by, now=now)
    if status is Status.REPORTED:
        dispatch(session, case, now=now, again=True)
        _agree_anew(session, case, now=now)
    await_help(session, case, now=now)
    message = PriceAnswered(case.id, case.number, price.amount, accepted)
    for staff_id in {price.asked_by, case.owner_id} - {None}:
        _tell(session, session.get_one(Staff, staff_id), message, now=now)
    if not own:
        place = place_of(session, case, repair := session.get_one(Repair, case.id))
        kept = AnsweredByPhone(case.id, case.number, repair.trade, place, price.amount, accepted)
        tell_resident(session, case, kept, now=now)
    return case


def reduce(
    session: Session, case_id: int, amount: int, reason: str, *, by: Person, now: datetime
) -> Case:
    """Ask the approver for a lower price. Source: REP-16, S-17. Raises NoPrice."""
    case, staff = worked(session, case_id, Action.REDUCE, by, now)
    price = may_be_reduced(session, case)
    if not 0 <= amount < price.amount:
        raise NoPrice
    price.reduced_to, price.asked_by = amount, staff.id
    session.add(price)
    note(session, case, Action.REDUCE, actor=Actor.STAFF, person=by, now=now)
    home = None if case.home_id is None else session.get_one(Home, case.home_id)
    message = ReductionAsked(
        case.id, case.number, case.rev, staff.name, price.amount, amount,
        bool(home and home.key_customer), masked(reason),
    )  # fmt: skip
    roles = (StaffRole(policy_of(session, case.estate_id, PaidPolicy).reduction_approver),)
    tell_office(session, message, case, roles, department=Department.KF, now=now)
    return case


def may_be_reduced(session: Session, case: Case) -> Quote:
    """Return the price of the case that may still be reduced. Raises NoPrice."""
    price = newest_quote(session, case.id)
    if price is None or price.state not in {QuoteState.ASKED, QuoteState.ACCEPTED}:
        raise NoPrice
    return price


def may_reduce(session: Session, case_id: int, *, by: Person, now: datetime) -> Case:
    """Return the case whose price this person may ask to reduce. Raises NotAllowed, NoPrice."""
    case, _ = worked(session, case_id, Action.REDUCE, by, now)
    may_be_reduced(session, case)
    return case


def decide_reduction(
    session: Session, case_id: int, amount: int, action: Action, *, by: Person, now: datetime
) -> Case:
    """Approve or reject the reduction that was asked for; the resident hears the lower price.

    Raises NotAllowed for everybody but the approver (S-17), PriceGone when there is none to decide.
    """
    case = locked(session, case_id)
    staff = require_staff(session, by, now=now)
    policy = policy_of(session, case.estate_id, PaidPolicy)
    approves = {Part.HEAD} if staff.role == policy.reduction_approver else set()
    REPAIR_FLOW.after(case.status, action, by=approves)
    price = newest_quote(session, case.id)
    if price is None or price.reduced_to is None or price.reduced_to != amount:
        raise PriceGone
    approved = action is Action.APPROVE_REDUCTION
    if approved:
        price.amount = price.reduced_to
    price.reduced_to = None
    session.add(price)
    note(session, case, action, actor=Actor.STAFF, person=by, now=now)
    redraw(session, case.id, now=now)
    if price.asked_by is not None:
        told = ReductionDecided(case.id, case.number, amount, approved)
        _tell(session, session.get_one(Staff, price.asked_by), told, now=now)
    if approved and price.state is QuoteState.ASKED:
        ask_for_answer(session, case, price, now=now)
    elif approved:
        place = place_of(session, case, repair := session.get_one(Repair, case.id))
        lower = PriceReduced(case.id, case.number, repair.trade, place, amount, price.service)
        tell_resident(session, case, lower, now=now)
    return case


def reckon_kind(session: Session, case: Case, price: Quote) -> None:
    """Let the kind of the order follow its price: paid, or no longer. REP-05, S-06."""
    repair = session.get_one(Repair, case.id)
    repair.order_kind = order_for(is_common=case.home_id is None, price=price.state)
    session.add(repair)


def _agree_anew(session: Session, case: Case, *, now: datetime) -> None:
    """Offer new times where the agreed one passed while the price waited. GEN-07."""
    repair = session.get_one(Repair, case.id)
    if repair.visit_until is not None and repair.visit_until <= now:
        keep_visit(session, case, repair, NONE_YET, now=now)
        offer_times(session, case, Why.PROPOSED, now=now)


def _tell(session: Session, staff: Staff, message: Message, *, now: datetime) -> None:
    address = private(session.get_one(Person, staff.person_id))
    if address is not None:
        post(session, message, to=address, now=now)


def _fen(yuan: str | Decimal | None) -> int | None:
    return None if yuan in (None, "") else int(Decimal(str(yuan)) * 100)
