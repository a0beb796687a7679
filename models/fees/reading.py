"""Accounts as the rows have them, and who may look at which."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import select as columns
from sqlmodel import Session, col, select

from models.errors import NotAllowed
from models.estate.calendars import sheet_rows
from models.estate.tables import Home
from models.fees.rules import Account, Named, Owed, Paid, settled
from models.fees.tables import Charge, Payment
from models.fees.words import TAKES_MONEY, PaymentState
from models.household.limits import NotYourMatter, roles_in
from models.household.rules import Matter, may_act
from models.people.operations import homes_of
from models.people.tables import Person, Residency, Staff
from models.permissions import require_staff, today_in
from models.prepared import Rows, prepared
from models.values import frozen


@frozen
class Tariff:
    """An item of the public list of fees; without a price it is as posted at the desk."""

    title: str
    price: int | None = None
    unit: str = ""
    note: str = ""


def tariffs_of(session: Session, estate_id: int) -> Mapping[str, Tariff]:
    """Return the list of fees by the codes of its items. FEE-01, GEN-13."""
    rows = [row.values for row in sheet_rows(session, estate_id, "tariffs")]
    return {
        row["code"]: Tariff(
            row["title"], None if row.get("price") is None else int(Decimal(row["price"]) * 100),
            row.get("unit") or "", row.get("note") or "",
        )
        for row in rows
    }  # fmt: skip


def charges_of(session: Session, home_id: int) -> Sequence[Charge]:
    """Return what was charged to the home, oldest first."""
    return _charges(session, home_id).all()


def payments_of(session: Session, home_id: int) -> Sequence[Payment]:
    """Return what was paid for the home, newest first, the cancelled too."""
    return _payments(session, home_id).all()


def account_of(session: Session, home_id: int, *, paid_by: date = date.max) -> Account:
    """Return what the home owes, as it was paid by that day; a cancelled payment paid nothing."""
    counted = (
        (each.period, each.item, each.reference, each.amount, each.paid_on)
        for each in payments_of(session, home_id)
        if each.state is not PaymentState.CANCELLED and each.paid_on <= paid_by
    )
    charges = charges_of(session, home_id)
    return _settled([Owed(e.period, e.item, e.amount, e.due_on) for e in charges], counted)


def accounts_of(
    session: Session, estate_id: int, *, paid_by: date = date.max, until: datetime | None = None
) -> Iterator[tuple[int, Account]]:
    """Yield every home of the estate and what it owes, as it was paid by that day, in two queries.

    A payment that was cancelled only at `until` or later is still counted.
    """
    charged: dict[int, list[Owed]] = defaultdict(list)
    paid: dict[int, list[Any]] = defaultdict(list)
    for home_id, *charge in session.execute(_charged(estate_id)):
        charged[home_id].append(Owed(*charge))
    for home_id, *payment in session.execute(_paid(estate_id, paid_by, until)):
        paid[home_id].append(payment)
    for home_id in charged.keys() | paid.keys():
        yield home_id, _settled(charged.pop(home_id, []), paid.pop(home_id, []))


def _charged(estate_id: int) -> Any:
    return columns(
        col(Charge.home_id), col(Charge.period), col(Charge.item), col(Charge.amount),
        col(Charge.due_on),
    ).where(col(Charge.estate_id) == estate_id)  # fmt: skip


def _paid(estate_id: int, paid_by: date, until: datetime | None) -> Any:
    counts = col(Payment.state) != PaymentState.CANCELLED
    if until is not None:
        counts |= col(Payment.cancelled_at) >= until
    wanted = columns(
        col(Payment.home_id), col(Payment.period), col(Payment.item), col(Payment.reference),
        col(Payment.amount), col(Payment.paid_on),
    )  # fmt: skip
    wanted = wanted.where(col(Payment.estate_id) == estate_id, counts)
    return wanted.where(col(Payment.paid_on) <= paid_by)


def homes_seen(session: Session, person: Person, *, now: datetime) -> list[tuple[Home, str]]:
    """Return the homes whose fees the person may see, each with the first month they may.

    Who came later sees nothing of who was there before. Raises NotAllowed for who is in no
    home, NotYourMatter for whose role does not go so far. SEC-01, OWN-06.
    """
    today = today_in(session, person.estate_id, now=now)
    homes = homes_of(session, person.id, on=today)
    seen = [
        (home, min(since))
        for home in homes
        if (since := months_seen(session, person, home.id, on=today))
    ]
    if homes and not seen:
        raise NotYourMatter
    if not seen:
        raise NotAllowed
    return seen


def payers_of(session: Session, home: Home, *, on: date) -> list[Person]:
    """Return who may see the home's fees: whom a receipt can go to."""
    here = select(Residency.person_id).where(Residency.home_id == home.id)
    found = session.exec(select(Person).where(col(Person.id).in_(here)).order_by(col(Person.id)))
    return [each for each in found if months_seen(session, each, home.id, on=on)]


def require_money(session: Session, person: Person, *, now: datetime) -> Staff:
    """Return the place in the office of who takes money. Raises NotStaff, NotAllowed. FEE-02."""
    staff = require_staff(session, person, now=now)
    if staff.role not in TAKES_MONEY:
        raise NotAllowed
    return staff


def months_seen(session: Session, person: Person, home_id: int, *, on: date) -> list[str]:
    """Return the months from which the person's roles let them see the home's fees."""
    return [
        f"{row.since:%Y-%m}" if row.since else ""
        for row in roles_in(session, person.id, home_id, on=on)
        if may_act(row.role, row.matters, Matter.FEES)
    ]


@prepared
def _charges(home_id: Any) -> Rows[Charge]:
    wanted = select(Charge).where(Charge.home_id == home_id)
    return wanted.order_by(col(Charge.due_on), col(Charge.id))


@prepared
def _payments(home_id: Any) -> Rows[Payment]:
    wanted = select(Payment).where(Payment.home_id == home_id)
    return wanted.order_by(col(Payment.paid_on).desc(), col(Payment.id).desc())


def _settled(charges: Sequence[Owed], payments: Iterable[Any]) -> Account:
    """Return the account; a payment names one charge, all of an item, all of a month, or none."""
    named: dict[tuple[str | None, str | None], list[Named]] = defaultdict(list)
    for each in charges:
        for wanted in (each.named, (each.period, None), (None, each.item)):
            named[wanted].append(each.named)
    covers = {wanted: tuple(found) for wanted, found in named.items()}
    paid = (
        Paid(reference, amount, paid_on, covers.get((period, item), ()))
        for period, item, reference, amount, paid_on in payments
    )
    return settled(charges, paid)
