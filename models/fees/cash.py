"""Cash goes to finance before the shift ends: asked for, counted, and kept on record. FEE-04."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import ClassVar

from sqlmodel import Session, col, select

from models.due import Moment, called_off, due
from models.errors import DomainError, NotAllowed
from models.estate.calendars import calendar_of
from models.estate.tables import Estate
from models.fees.messages import CashNews, CashNotice
from models.fees.tables import Payment
from models.fees.words import PAYMENT_FLOW, Deed, Method, PaymentState, Teller
from models.groups.asked import put_in_place
from models.groups.desk import ABOVE, above_the_desk
from models.intents.operations import post, private
from models.people.roster import staff_in
from models.people.tables import Person, Staff, StaffRole
from models.permissions import require_staff
from models.values import frozen

BEFORE = timedelta(minutes=30)  # the end of the shift


class CashHasChanged(DomainError):
    """What the button named is not what is out: it is counted anew."""

    text_key = "fees.cash_has_changed"


@frozen
class CashIsOut(Moment):
    """The shift of who took cash is about to end (step 0), or has ended (1). FEE-04."""

    subject: int  # of staff
    day: str
    step: int
    rings: ClassVar[str] = "fees"

    def identity(self) -> str:
        return f"{self.day}.{self.step}"


def plan_hand_over(session: Session, payment: Payment, *, now: datetime) -> None:
    """See that the cash is asked for before the shift ends; after it, before the next one ends."""
    estate = session.get_one(Estate, payment.estate_id)
    calendar = calendar_of(session, estate)
    day, ends = calendar.day_of(now), time.fromisoformat(estate.shift_end)
    if calendar.local(day, ends) <= now:
        day += timedelta(days=1)
    end = calendar.local(day, ends)
    for step, at in enumerate((max(now, end - BEFORE), end)):
        moment = CashIsOut(payment.taken_by or 0, day.isoformat(), step)
        due(session, moment, estate_id=estate.id, at=at)


def ask_for_cash(session: Session, moment: CashIsOut, *, now: datetime) -> None:
    """Remind who has cash, and let finance count it; after the shift their superior is told."""
    taker = session.get_one(Staff, moment.subject)
    if not cash_of(session, taker):
        return
    if moment.step == 0:
        _tell(session, taker, taker, CashNews.BRING, now=now)
        offer_cash(session, taker, now=now)
        return
    address = above_the_desk(session, taker.estate_id, now=now)
    if address is not None:
        post(session, _notice(session, taker, CashNews.LATE), to=address, now=now)


def offer_cash(session: Session, taker: Staff, *, now: datetime) -> None:
    """Let whoever keeps the money count what this one has."""
    for each in _keepers(session, taker, now=now):
        _tell(session, each, taker, CashNews.COUNT, now=now)


def bring(session: Session, *, by: Person, now: datetime) -> None:
    """Tell finance that somebody brings their cash. Raises NotStaff, NotAllowed."""
    taker = require_staff(session, by, now=now)
    if not cash_of(session, taker):
        raise NotAllowed
    offer_cash(session, taker, now=now)


def receive_cash(
    session: Session, taker_id: int, amount: int, *, by: Person, now: datetime
) -> None:
    """Keep who counted whose cash, and when; nobody else is asked any more.

    Never by who took it. Raises NotStaff, NotAllowed, CashHasChanged.
    """
    staff = require_staff(session, by, now=now)
    taker = session.get(Staff, taker_id)
    if taker is None or staff.id not in {e.id for e in _keepers(session, taker, now=now)}:
        raise NotAllowed
    payments = cash_of(session, taker)
    if sum(each.amount for each in payments) != amount or not payments:
        raise CashHasChanged
    told = _notice(session, taker, CashNews.COUNTED, by=staff.name)
    put_in_place(
        session, taker.estate_id, replace(told, news=CashNews.KEPT), CashNotice,
        since=payments[0].taken_at, now=now, news=CashNews.COUNT, taker_id=taker.id,
    )  # fmt: skip
    for each in payments:
        each.state = PAYMENT_FLOW.after(each.state, Deed.CASH_IN, by={Teller.CHECKS})
        each.received_by, each.received_at = staff.id, now
        session.add(each)
    called_off(session, CashIsOut, subject=taker.id, now=now)
    address = private(session.get_one(Person, taker.person_id))
    if address is not None:
        post(session, told, to=address, now=now)


def cash_of(session: Session, taker: Staff) -> Sequence[Payment]:
    """Return the cash that this one has not handed over."""
    wanted = select(Payment).where(
        Payment.taken_by == taker.id, Payment.method == Method.CASH,
        Payment.state == PaymentState.TAKEN,
    )  # fmt: skip
    return session.exec(wanted.order_by(col(Payment.id)).with_for_update()).all()


def _keepers(session: Session, taker: Staff, *, now: datetime) -> list[Staff]:
    """Return finance; where there is nobody else, who stands above the desk."""
    for roles in ((StaffRole.FINANCE,), ABOVE):
        found = [e for e in staff_in(session, taker.estate_id, *roles, now=now) if e.id != taker.id]
        if found:
            return found
    return []


def _tell(session: Session, to: Staff, taker: Staff, news: CashNews, *, now: datetime) -> None:
    address = private(session.get_one(Person, to.person_id))
    if address is not None:
        post(session, _notice(session, taker, news), to=address, now=now)


def _notice(session: Session, taker: Staff, news: CashNews, *, by: str = "") -> CashNotice:
    payments = cash_of(session, taker)
    estate = session.get_one(Estate, taker.estate_id)
    return CashNotice(
        news, taker.id, taker.name, sum(each.amount for each in payments), len(payments),
        estate.shift_end, by,
    )  # fmt: skip
