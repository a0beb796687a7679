"""Fees are shown, a payment is taken and its receipt given, a wrong one is cancelled."""

from collections.abc import Mapping
from datetime import date, datetime

from sqlmodel import Session, col, select

from models.dunning.reading import resting_for, standing_of
from models.errors import DomainError, NotAllowed
from models.estate.settings import policy_of
from models.estate.tables import Estate, Home
from models.fees.cash import plan_hand_over
from models.fees.messages import (
    FeeLine,
    FeeReceipt,
    FeesFace,
    PaymentCancelled,
    PaymentLine,
    ReceiptLine,
    TariffLine,
)
from models.fees.policy import CollectingPolicy
from models.fees.reading import (
    Tariff,
    account_of,
    homes_seen,
    payers_of,
    payments_of,
    require_money,
    tariffs_of,
)
from models.fees.rules import Account, paid_for
from models.fees.tables import Payment
from models.fees.words import CANCELS, PAYMENT_FLOW, Deed, Method, PaymentState, Teller
from models.household.limits import roles_in
from models.intents.messages import Message
from models.intents.operations import post, private
from models.people.tables import Person, Staff, StaffRole
from models.permissions import today_in

SHOWN = 24  # charges on one screen; what is older stands in a sum
PAYMENTS_SHOWN = 6
MOST = 99_999_999  # fen: more is a slip of the keys


class AmountImpossible(DomainError):
    """Nobody pays nothing, nor a million."""

    text_key = "fees.amount_impossible"


class OwnHome(DomainError):
    """Who takes money enters no payment for a home of their own."""

    text_key = "fees.own_home"


class PayerUnknown(DomainError):
    """The receipt can go only to somebody whose matter the home's fees are."""

    text_key = "fees.payer_unknown"


def require_money_for(session: Session, home_id: int, by: Person, *, now: datetime) -> Staff:
    """Return the place in the office of who may handle that home's money: never one's own.

    Raises NotStaff, NotAllowed, OwnHome. FEE-02, FEE-12.
    """
    staff = require_money(session, by, now=now)
    home = home_of(session, home_id, staff)
    if roles_in(session, by.id, home.id, on=today_in(session, home.estate_id, now=now)):
        raise OwnHome
    return staff


def faces_for(session: Session, *, by: Person, ask: str = "", now: datetime) -> list[FeesFace]:
    """Return what each of the person's homes owes, as far as they may see it.

    Raises NotAllowed, NotYourMatter. FEE-01, SEC-01.
    """
    today = today_in(session, by.estate_id, now=now)
    return [
        _face(session, home, account_of(session, home.id).since(since), on=today, ask=ask)
        for home, since in homes_seen(session, by, now=now)
    ]


def face_at_desk(session: Session, home_id: int, *, by: Person, now: datetime) -> FeesFace:
    """Return what a home owes and paid, for who takes money. Raises NotStaff, NotAllowed."""
    staff = require_money(session, by, now=now)
    home = home_of(session, home_id, staff)
    paid = tuple(
        PaymentLine(
            each.id, each.reference, each.amount, each.paid_on, each.method,
            is_cancelled=each.state is PaymentState.CANCELLED,
            may_cancel=Deed.CANCEL in PAYMENT_FLOW.actions(each.state, by=tellers(each, staff)),
        )
        for each in payments_of(session, home.id)[:PAYMENTS_SHOWN]
    )  # fmt: skip
    today = today_in(session, staff.estate_id, now=now)
    account = account_of(session, home.id)
    return _face(session, home, account, on=today, payments=paid, at_desk=True)


def home_of(session: Session, home_id: int, staff: Staff) -> Home:
    """Return the home, if it is of the estate. Raises NotAllowed."""
    home = session.get(Home, home_id)
    if home is None or home.estate_id != staff.estate_id:
        raise NotAllowed
    return home


def take_payment(
    session: Session,
    home_id: int,
    payer_id: int | None,
    covers: tuple[str | None, str | None],
    amount: int,
    method: Method,
    *,
    by: Person,
    now: datetime,
) -> Payment:
    """Keep what was paid for the month and item in `covers`; the receipt goes out at once.

    Without either the oldest charges are paid first; what is beyond them is the home's credit.
    Raises NotStaff, NotAllowed, OwnHome, AmountImpossible, PayerUnknown. FEE-02, FEE-04.
    """
    staff = require_money_for(session, home_id, by, now=now)
    home = session.get_one(Home, home_id)
    session.exec(select(Estate.id).where(Estate.id == home.estate_id).with_for_update()).one()
    today = today_in(session, home.estate_id, now=now)
    if not 0 < amount <= MOST:
        raise AmountImpossible
    if payer_id is not None and payer_id not in {e.id for e in payers_of(session, home, on=today)}:
        raise PayerUnknown
    payment = Payment(
        estate_id=home.estate_id, home_id=home.id, reference=_reference(session, home, today),
        paid_on=today, amount=amount, method=method, period=covers[0], item=covers[1],
        payer_id=payer_id, taken_by=staff.id, taken_at=now,
    )  # fmt: skip
    is_out = method is Method.CASH and staff.role is not StaffRole.FINANCE
    payment.state = PaymentState.TAKEN if is_out else PaymentState.KEPT
    session.add(payment)
    session.flush()
    if is_out:
        plan_hand_over(session, payment, now=now)
    _give_receipt(session, payment, home, staff, by=by, now=now)
    return payment


def cancel_payment(
    session: Session, payment_id: int, reason: str, *, by: Person, now: datetime
) -> Payment:
    """Let a wrong payment count no more, and say why to who paid and who took it; it stays.

    Raises NotStaff, NotAllowed: never by who took it, nor for what accounting keeps. FEE-12.
    """
    payment, staff = payment_to_cancel(session, payment_id, by=by, now=now)
    payment.state = PAYMENT_FLOW.after(payment.state, Deed.CANCEL, by=tellers(payment, staff))
    payment.cancelled_at, payment.cancelled_by, payment.reason = now, staff.id, reason
    session.add(payment)
    session.flush()
    home = session.get_one(Home, payment.home_id)
    owed = account_of(session, home.id).owed
    taker = session.get_one(Staff, payment.taken_by or 0)
    for person_id, to_payer in ((payment.payer_id, True), (taker.person_id, False)):
        told = PaymentCancelled(
            payment.reference, home.address, payment.amount, reason, owed, to_payer
        )
        _tell(session, told, person_id, now=now)
    return payment


def payment_to_cancel(
    session: Session, payment_id: int, *, by: Person, now: datetime
) -> tuple[Payment, Staff]:
    """Return the payment and who would cancel it. Raises NotStaff, NotAllowed."""
    staff = require_money(session, by, now=now)
    payment = session.get(Payment, payment_id, with_for_update=True, populate_existing=True)
    if payment is None or payment.estate_id != staff.estate_id:
        raise NotAllowed
    PAYMENT_FLOW.after(payment.state, Deed.CANCEL, by=tellers(payment, staff))
    return payment, staff


def tellers(payment: Payment, staff: Staff) -> frozenset[Teller]:
    """Return what somebody of the office is to a payment: never both. SEC-03."""
    if payment.taken_by is None:
        return frozenset()
    if payment.taken_by == staff.id:
        return frozenset({Teller.TOOK_IT})
    return frozenset({Teller.CHECKS}) if staff.role in CANCELS else frozenset()


def _give_receipt(
    session: Session, payment: Payment, home: Home, staff: Staff, *, by: Person, now: datetime
) -> None:
    account = account_of(session, home.id)
    shares = paid_for(account, payment.reference)
    tariffs = tariffs_of(session, home.estate_id)
    lines = tuple(
        ReceiptLine(share.named[0], _title(tariffs, share.named[1]), share.amount)
        for share in shares
    )
    payer = session.get(Person, payment.payer_id or 0)
    for person_id, to_payer in ((payment.payer_id, True), (by.id, False)):
        receipt = FeeReceipt(
            payment.reference, home.address, payer.name if payer else "", payment.paid_on,
            payment.amount, payment.method, lines,
            payment.amount - sum(share.amount for share in shares),
            account.owed, staff.name, to_payer,
        )  # fmt: skip
        _tell(session, receipt, person_id, now=now)


def _tell(session: Session, message: Message, person_id: int | None, *, now: datetime) -> None:
    person = session.get(Person, person_id or 0)
    address = None if person is None else private(person)
    if address is not None:
        post(session, message, to=address, now=now, at_once=True)  # they stand at the desk


def _reference(session: Session, home: Home, today: date) -> str:
    """Return the next free number of a receipt of that day."""
    begins = f"R{today:%y%m%d}-"
    wanted = select(Payment.reference).where(
        Payment.estate_id == home.estate_id, col(Payment.reference).startswith(begins)
    )
    known = set(session.exec(wanted))
    number = len(known) + 1
    while f"{begins}{number:03d}" in known:
        number += 1
    return f"{begins}{number:03d}"


def _face(
    session: Session,
    home: Home,
    account: Account,
    *,
    on: date,
    payments: tuple[PaymentLine, ...] = (),
    at_desk: bool = False,
    ask: str = "",
) -> FeesFace:
    tariffs = tariffs_of(session, home.estate_id)
    estate = session.get_one(Estate, home.estate_id)
    is_open = account.open_lines
    lines = tuple(
        FeeLine(
            each.charge.period, _title(tariffs, each.charge.item), each.charge.amount, each.open,
            each.charge.due_on, each.charge.due_on < on,
        )
        for each in is_open[:SHOWN]
    )  # fmt: skip
    items = dict.fromkeys(each.charge.item for each in (is_open or account.lines))
    basis = tuple(
        TariffLine(each.title, each.price, each.unit, each.note)
        for each in (tariffs[item] for item in items if item in tariffs)
    )
    rest = resting_for(session, standing_of(session, home, on=on)) if account.owed else None
    return FeesFace(
        home.id, home.address, account.owed, account.credit, lines,
        len(is_open[SHOWN:]), sum(each.open for each in is_open[SHOWN:]), basis,
        estate.shift_start, estate.shift_end, estate.address or "",
        payments, at_desk, ask, rest.brake if rest else None, rest.until if rest else None,
        policy_of(session, home.estate_id, CollectingPolicy).at_home,
    )  # fmt: skip


def _title(tariffs: Mapping[str, Tariff], item: str) -> str:
    return tariffs[item].title if item in tariffs else item
