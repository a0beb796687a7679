"""What is still owed: charges and payments of one home, settled. Pure, in whole fen."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from models.fees.policy import FeesPolicy
from models.values import frozen

Named = tuple[str, str]  # month and item


@frozen
class Owed:
    """What was charged: for which month and item, how much, and by when it is due."""

    period: str
    item: str
    amount: int
    due_on: date

    @property
    def named(self) -> Named:
        """Return what tells it apart from the home's other charges."""
        return self.period, self.item


@frozen
class Paid:
    """What was paid, and for which charges, if it names any."""

    reference: str
    amount: int
    paid_on: date
    covers: tuple[Named, ...] = ()


@frozen
class Line:
    """A charge, and how much of it is paid."""

    charge: Owed
    paid: int

    @property
    def open(self) -> int:
        """Return what is still owed of it."""
        return self.charge.amount - self.paid


@frozen
class Share:
    """The part of a payment that went to a charge."""

    reference: str
    named: Named
    amount: int


@frozen
class Account:
    """What one home owes: its charges, oldest first, and what was paid beyond them."""

    lines: tuple[Line, ...]
    credit: int
    shares: tuple[Share, ...] = field(default=())

    @property
    def owed(self) -> int:
        """Return what is still owed in all."""
        return sum(line.open for line in self.lines)

    @property
    def open_lines(self) -> tuple[Line, ...]:
        """Return the charges that are not wholly paid."""
        return tuple(line for line in self.lines if line.open)

    def of(self, period: str) -> tuple[int, int]:
        """Return what was charged for that month, and what is still owed of it."""
        lines = [line for line in self.lines if line.charge.period == period]
        return sum(line.charge.amount for line in lines), sum(line.open for line in lines)

    def since(self, period: str) -> "Account":
        """Return what somebody may see of it who came in that month: nothing older. SEC-01."""
        lines = tuple(line for line in self.lines if line.charge.period >= period)
        seen = {line.charge.named for line in lines}
        shares = tuple(share for share in self.shares if share.named in seen)
        return Account(lines, self.credit, shares)


def settled(charges: Iterable[Owed], payments: Iterable[Paid]) -> Account:
    """Return what is owed after these payments, whatever their order of arrival.

    A payment that names charges pays those first, then what is left of it, as of one that names
    none, the oldest; what is beyond every charge is the home's credit. No fen appears or
    vanishes: charged and credit is paid and owed.
    """
    owed = sorted(charges, key=lambda each: (each.due_on, each.period, each.item))
    paid = sorted(payments, key=lambda each: (each.paid_on, each.reference))
    is_open = {each.named: each.amount for each in owed}
    left = {each.reference: each.amount for each in paid}
    shares: list[Share] = []
    for rows in (_those_they_name(paid, is_open), _every_one(paid, is_open)):
        for payment, row in zip(paid, rows, strict=True):
            row.pay(payment, is_open, left, shares)
    lines = tuple(Line(each, each.amount - is_open[each.named]) for each in owed)
    return Account(lines, sum(left.values()), tuple(shares))


@dataclass(slots=True)
class _Row:
    """Charges that are paid one after another: what is paid of them stays paid."""

    names: Sequence[Named]
    first: int = 0  # whatever stands before it is paid

    def pay(
        self, payment: Paid, is_open: dict[Named, int], left: dict[str, int], shares: list[Share]
    ) -> None:
        """Pay with what is left of the payment, from the first that is open."""
        while self.first < len(self.names) and left[payment.reference]:
            named = self.names[self.first]
            part = min(left[payment.reference], is_open[named])
            if part:
                left[payment.reference] -= part
                is_open[named] -= part
                shares.append(Share(payment.reference, named, part))
            self.first += not is_open[named]


def _those_they_name(paid: Iterable[Paid], owed: Iterable[Named]) -> Iterator[_Row]:
    """Yield for each payment the charges that it names; those who name the same share a row."""
    place = {named: at for at, named in enumerate(owed)}
    rows: dict[tuple[Named, ...], _Row] = {}
    for each in paid:
        if each.covers not in rows:
            known = {named for named in each.covers if named in place}
            rows[each.covers] = _Row(sorted(known, key=place.__getitem__))
        yield rows[each.covers]


def _every_one(paid: Iterable[Paid], owed: Iterable[Named]) -> Iterator[_Row]:
    row = _Row(tuple(owed))
    return (row for _ in paid)


def paid_for(account: Account, reference: str) -> tuple[Share, ...]:
    """Return what a payment paid, in the order of the charges."""
    return tuple(share for share in account.shares if share.reference == reference)


def days_spoken_of(since: date, on: date, policy: FeesPolicy) -> set[date]:
    """Return the due days that are spoken of between these two days, both included."""
    days = [on - timedelta(days=back) for back in range((on - since).days + 1)]
    ahead = [-before for before in policy.announce_days]
    return {day - timedelta(days=late) for day in days for late in (*ahead, *policy.remind_days)}
