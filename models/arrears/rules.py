"""A month in figures: what came in, what is owed by age, and that nothing vanished. Pure, in fen.

What was owed before, as it was stated, and what was corrected of it since, and charged, less what
was collected, and what was cancelled, is what is owed less what is paid ahead.
"""

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date

from models.books.rules import permille, tenths
from models.dunning.policy import DunningPolicy
from models.dunning.rules import WATCHED_AFTER
from models.fees.rules import Account
from models.values import frozen

FIRST = 1  # month of arrears after which an age begins, whatever the ladder says


@frozen
class Part:
    """A sum under a name: an item, a way of payment, a brake, a rung."""

    name: str
    count: int
    amount: int = 0


@frozen
class BuildingLine:
    """What the homes of a building owe by age, and what of the month's charges is paid."""

    building: str
    homes: int  # that owe
    ages: tuple[int, ...]
    came_due: int
    paid_of_it: int

    @property
    def owed(self) -> int:
        """Return what is owed in all."""
        return sum(self.ages)

    @property
    def rate(self) -> int | None:
        """Return how much of the month's charges is paid, in tenths of a per cent."""
        return permille(self.paid_of_it, self.came_due)


@frozen
class Statement:
    """A month of an estate, up to the day `on`: its last, or today."""

    month: str
    on: date
    opening: int  # owed less paid ahead, as it was stated of the month before
    corrected: int  # what earlier months turned out to be since they were stated
    charged: tuple[Part, ...]  # by item
    collected: tuple[Part, ...]  # by way of payment
    cancelled: Part  # payments of any month, cancelled in this one
    owed: int
    ahead: int
    came_due: int
    paid_of_it: int
    earlier: int  # what was due before the month and open in it
    earlier_paid: int
    since: tuple[int, ...]  # the months of arrears with which the ages begin
    ages: tuple[int, ...]  # before the first of them, and from each of them on
    buildings: tuple[BuildingLine, ...]
    homes: int  # that owe
    rests: tuple[Part, ...]
    steps: tuple[Part, ...]
    cash: Part  # taken, and not yet with finance

    @property
    def closing(self) -> int:
        """Return what is owed less what is paid ahead."""
        return self.owed - self.ahead

    @property
    def all_charged(self) -> int:
        """Return what came due in the month."""
        return sum(each.amount for each in self.charged)

    @property
    def all_collected(self) -> int:
        """Return what was paid in the month, cancelled since or not."""
        return sum(each.amount for each in self.collected)

    @property
    def balances(self) -> bool:
        """Tell whether what was moved explains what is owed. FEE-12."""
        moved = self.all_charged - self.all_collected + self.cancelled.amount
        return self.opening + self.corrected + moved == self.closing == sum(self.ages) - self.ahead

    @property
    def rate(self) -> int | None:
        """Return how much of the month's charges is paid, in tenths of a per cent."""
        return permille(self.paid_of_it, self.came_due)

    @property
    def percent(self) -> str:
        """Return the same in per cent; nothing where nothing came due."""
        return tenths(self.rate)

    @property
    def percent_earlier(self) -> str:
        """Return how much of what was owed from before was paid in the month, in per cent."""
        return tenths(permille(self.earlier_paid, self.earlier))

    @property
    def aged(self) -> tuple["Age", ...]:
        """Return what is owed by age, every age in its order."""
        return tuple(
            Age(begin, end, amount, permille(amount, self.owed) or 0)
            for begin, end, amount in zip(
                (None, *self.since), (*self.since, None), self.ages, strict=True
            )
        )


@frozen
class Age:
    """What is owed since so many months of arrears; without a beginning it is in none yet."""

    since: int | None
    until: int | None
    amount: int
    permille: int  # of all that is owed


@frozen
class HomeSums:
    """What a home is to the statement."""

    owed: int
    ahead: int
    ages: tuple[int, ...]
    oldest: tuple[str, date] | None  # month, and due day
    came_due: int
    paid_of_it: int
    earlier: int
    earlier_paid: int


def ages_of(policy: DunningPolicy) -> tuple[int, ...]:
    """Return the months of arrears with which each age begins: the ladder's own. S-38."""
    own = {0, FIRST, WATCHED_AFTER, *policy.letter_months, policy.suit_month}
    return tuple(sorted(own))


def age_in(months: int | None, since: Sequence[int]) -> int:
    """Return the place of the age: 0 before the first month of arrears."""
    return 0 if months is None else bisect_right(since, months)


def home_sums(
    account: Account,
    first: date,
    on: date,
    *,
    paid_in: Collection[str],
    age: Callable[[date], int],
    ages: int,
) -> HomeSums:
    """Return a home's part of a month that began on `first`, up to the day `on`.

    `paid_in` are the payments of the month, `age` is the place of a due day among so many `ages`.
    What is paid of a charge that is not due yet is ahead, as credit is.
    """
    aged, came_due, paid_of_it, earlier, ahead = [0] * ages, 0, 0, 0, account.credit
    oldest = None
    old = set()
    for line in account.lines:
        due_on = line.charge.due_on
        if due_on > on:
            ahead += line.paid
            continue
        aged[age(due_on)] += line.open
        if line.open and oldest is None:
            oldest = line.charge.period, due_on
        if due_on >= first:
            came_due += line.charge.amount
            paid_of_it += line.paid
        else:
            earlier += line.open
            old.add(line.charge.named)
    paid = sum(e.amount for e in account.shares if e.reference in paid_in and e.named in old)
    return HomeSums(
        sum(aged), ahead, tuple(aged), oldest, came_due, paid_of_it, earlier + paid, paid
    )


def added(rows: Iterable[Sequence[int]], width: int) -> tuple[int, ...]:
    """Return the sums of the columns; nothing adds up to noughts."""
    return tuple(map(sum, zip(*rows, strict=True))) or (0,) * width
