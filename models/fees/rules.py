"""What is still owed: charges and payments of one home, settled. Pure, in whole fen."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from models.fees.policy import FeesPolicy

Named = tuple[str, str]  # month and item


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class Paid:
    """What was paid, and for which charges, if it names any."""

    reference: str
    amount: int
    paid_on: date
    covers: tuple[Named, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A charge, and how much of it is paid."""

    charge: Owed
    paid: int

    @property
    def open(self) -> int:
        """Return what is still owed of it."""
        return self.charge.amount - self.paid


@dataclass(frozen=True, slots=True)
class Share:
    """The part of a payment that went to a charge."""

    reference: str
    named: Named
    amount: int


@dataclass(frozen=True, slots=True)
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
    shares = [
        share
        for wanted in (_those_it_names, _every_one)
        for each in paid
        for share in _spread(each, wanted(each, owed), is_open, left)
    ]
    lines = tuple(Line(each, each.amount - is_open[each.named]) for each in owed)
    return Account(lines, sum(left.values()), tuple(shares))


def _those_it_names(payment: Paid, owed: Sequence[Owed]) -> list[Named]:
    return [each.named for each in owed if each.named in payment.covers]


def _every_one(_payment: Paid, owed: Sequence[Owed]) -> list[Named]:
    return [each.named for each in owed]


def _spread(
    payment: Paid, wanted: Collection[Named], is_open: dict[Named, int], left: dict[str, int]
) -> list[Share]:
    shares = []
    for named in wanted:
        part = min(left[payment.reference], is_open[named])
        if part:
            left[payment.reference] -= part
            is_open[named] -= part
            shares.append(Share(payment.reference, named, part))
    return shares


def paid_for(account: Account, reference: str) -> tuple[Share, ...]:
    """Return what a payment paid, in the order of the charges."""
    return tuple(share for share in account.shares if share.reference == reference)


def days_spoken_of(since: date, on: date, policy: FeesPolicy) -> set[date]:
    """Return the due days that are spoken of between these two days, both included."""
    days = [on - timedelta(days=back) for back in range((on - since).days + 1)]
    ahead = [-before for before in policy.announce_days]
    return {day - timedelta(days=late) for day in days for late in (*ahead, *policy.remind_days)}
