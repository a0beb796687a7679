"""What was moved in a month: charged, collected, cancelled; in sums, and one by one."""

from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import select as columns
from sqlmodel import Session, col, func, select

from models.arrears.rules import Part
from models.arrears.words import Movement
from models.books.rules import Month
from models.calendar import Calendar
from models.estate.tables import Home
from models.fees.reading import tariffs_of
from models.fees.tables import Charge, Payment
from models.fees.words import Method, PaymentState
from models.values import frozen


@frozen
class Span:
    """The days of a month up to `on`, and the moments between which they lie."""

    month: Month
    on: date
    since: datetime
    until: datetime

    @property
    def first(self) -> date:
        """Return its first day."""
        return self.month.first


def span_of(calendar: Calendar, month: Month, *, now: datetime) -> Span:
    """Return the days of the month that have begun."""
    last = month.after.first - timedelta(days=1)
    on = max(month.first, min(last, calendar.day_of(now)))
    return Span(
        month, on, calendar.local(month.first, time()),
        calendar.local(on + timedelta(days=1), time()),
    )  # fmt: skip


def balance(session: Session, estate_id: int, before: date, until: datetime) -> int:
    """Return what was due before that day, less what was paid before it."""
    due = select(func.sum(Charge.amount)).where(
        Charge.estate_id == estate_id, Charge.due_on < before
    )
    paid = select(func.sum(Payment.amount)).where(
        Payment.estate_id == estate_id, Payment.paid_on < before, _counts(until)
    )
    return int(session.exec(due).one() or 0) - int(session.exec(paid).one() or 0)


def charged(session: Session, estate_id: int, span: Span) -> tuple[Part, ...]:
    """Return what came due in the span, by item."""
    wanted = (
        columns(col(Charge.item), func.count(), func.sum(Charge.amount))
        .where(col(Charge.estate_id) == estate_id)
        .where(col(Charge.due_on) >= span.first, col(Charge.due_on) <= span.on)
        .group_by(col(Charge.item))
        .order_by(col(Charge.item))
    )
    tariffs = tariffs_of(session, estate_id)
    return tuple(
        Part(tariffs[item].title if item in tariffs else item, count, int(amount))
        for item, count, amount in session.execute(wanted)
    )


def collected(session: Session, estate_id: int, span: Span) -> tuple[Part, ...]:
    """Return what was paid in the span by way of payment, cancelled since or not."""
    wanted = (
        columns(col(Payment.method), func.count(), func.sum(Payment.amount))
        .where(col(Payment.estate_id) == estate_id)
        .where(col(Payment.paid_on) >= span.first, col(Payment.paid_on) <= span.on)
        .group_by(col(Payment.method))
        .order_by(col(Payment.method))
    )
    return tuple(
        Part(Method(way), count, int(amount)) for way, count, amount in session.execute(wanted)
    )


def cancelled(session: Session, estate_id: int, span: Span) -> Part:
    """Return the payments that were cancelled in the span, whenever they were paid."""
    wanted = columns(func.count(), func.sum(Payment.amount)).where(
        col(Payment.estate_id) == estate_id, *cancelled_in(span)
    )
    count, amount = session.execute(wanted).one()
    return Part("", count, int(amount or 0))


def cancelled_in(span: Span) -> tuple[Any, ...]:
    """Return what holds of a payment that was cancelled in the span."""
    return (
        col(Payment.cancelled_at) >= span.since, col(Payment.cancelled_at) < span.until,
        col(Payment.state) == PaymentState.CANCELLED,
    )  # fmt: skip


def _counts(until: datetime) -> Any:
    return (col(Payment.state) != PaymentState.CANCELLED) | (col(Payment.cancelled_at) >= until)


def cash(session: Session, estate_id: int, span: Span) -> Part:
    """Return the cash that was taken and not yet counted by finance when the span ended. FEE-04."""
    out = (col(Payment.state) == PaymentState.TAKEN) | (col(Payment.received_at) >= span.until)
    wanted = columns(func.count(), func.sum(Payment.amount)).where(
        col(Payment.estate_id) == estate_id, col(Payment.method) == Method.CASH,
        col(Payment.taken_at) < span.until, out,
    )  # fmt: skip
    count, amount = session.execute(wanted).one()
    return Part("", count, int(amount or 0))


@frozen
class Move:
    """A charge, a payment, or one that was cancelled; of a payment its receipt and its way."""

    on: date
    kind: Movement
    home: str
    period: str
    item: str
    reference: str
    method: str
    amount: int


def moves_of(session: Session, estate_id: int, span: Span, calendar: Calendar) -> tuple[Move, ...]:
    """Return all that was moved in the span, in its order."""
    tariffs = tariffs_of(session, estate_id)
    titles = {code: tariff.title for code, tariff in tariffs.items()}
    charges = (
        select(Charge, Home)
        .join(Home, col(Home.id) == col(Charge.home_id))
        .where(Charge.estate_id == estate_id, Charge.due_on >= span.first, Charge.due_on <= span.on)
    )
    payments = (
        select(Payment, Home)
        .join(Home, col(Home.id) == col(Payment.home_id))
        .where(Payment.estate_id == estate_id)
    )
    in_month = payments.where(Payment.paid_on >= span.first, Payment.paid_on <= span.on)

    def paid(each: Payment, home: Home, on: date, kind: Movement) -> Move:
        item = each.item or ""
        return Move(
            on, kind, home.address, each.period or "", titles.get(item, item),
            each.reference, each.method, each.amount,
        )  # fmt: skip

    found = [
        *(
            Move(e.due_on, Movement.CHARGED, home.address, e.period,
                 titles.get(e.item, e.item), "", "", e.amount)
            for e, home in session.exec(charges)
        ),
        *(paid(e, h, e.paid_on, Movement.COLLECTED) for e, h in session.exec(in_month)),
        *(
            paid(e, h, calendar.day_of(e.cancelled_at), Movement.CANCELLED)
            for e, h in session.exec(payments.where(*cancelled_in(span)))
            if e.cancelled_at
        ),
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda e: (e.on, e.kind, e.home, e.period, e.item, e.reference)))
