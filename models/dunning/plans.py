"""Instalments: what is owed in equal parts, a month apart. Pure, in whole fen."""

from collections.abc import Iterable, Sequence
from datetime import date

from models.calendar import months_after
from models.values import frozen


@frozen
class Part:
    """What is to be paid by the end of that day."""

    on: date
    amount: int


def plan_of(owed: int, count: int, first: date) -> tuple[Part, ...]:
    """Return that many parts, together exactly what is owed; the last is the odd one.

    The others are whole yuan, so that they can be paid in cash.
    """
    each = owed // count // 100 * 100 or owed // count
    amounts = [each] * (count - 1) + [owed - each * (count - 1)]
    return tuple(Part(months_after(first, nth), amount) for nth, amount in enumerate(amounts))


def is_kept(parts: Iterable[Part], paid: int, left: int, on: date) -> bool:
    """Tell whether what was to be paid by the end of that day was paid since, or nothing is left.

    A charge that is corrected meanwhile breaks no plan. FEE-12.
    """
    return left == 0 or paid >= sum(part.amount for part in parts if part.on <= on)


def next_part(parts: Sequence[Part], on: date) -> Part | None:
    """Return the first part after that day; None when the last has passed."""
    return next((part for part in parts if part.on > on), None)
