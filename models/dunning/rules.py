"""The ladder of a home: which rung stands on which day, and what makes it rest. Pure.

Months are counted from the arrears day of the oldest charge that is open: with a charge due on
1 January and arrears from the 16th, month 0 begins on 16 January and month 6 on 16 July.
"""

from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from models.calendar import months_after
from models.dunning.policy import DunningPolicy
from models.dunning.words import ON_PAPER, Mode, Paper, Rung
from models.fees.rules import Line
from models.values import frozen

WATCHED_AFTER = 3  # months; the sale or a change of the home is watched. FEE-09


@frozen
class Step:
    """One rung, the month it belongs to, and its day."""

    rung: Rung
    month: int
    on: date


def arrears_from(due_on: date, policy: DunningPolicy) -> date:
    """Return the first day on which a charge due on that day is in arrears. Source: S-38."""
    day = due_on.replace(day=policy.arrears_day)
    return day if day >= due_on else months_after(day, 1)


def ladder(due_on: date, policy: DunningPolicy, *, is_large: bool = False) -> tuple[Step, ...]:
    """Return every rung for a home whose oldest open charge was due on that day, in order.

    Where conduct alone decides, reminders go on until the suit, and no month brings a letter.
    Source: FEE-05, FEE-06, FEE-07, S-37; of a large payer FEE-08.
    """
    letters, suit = policy.letter_months, policy.suit_month
    if is_large:
        letters, suit = policy.large_months[:1], policy.large_months[1]
    if policy.mode is Mode.CONDUCT:
        letters = ()
    rungs = dict.fromkeys(range(min((*letters, suit))), Rung.REMINDER)
    rungs |= dict.fromkeys((month for month in letters if month < suit), Rung.LETTER)
    rungs[suit] = Rung.SUIT
    first = arrears_from(due_on, policy)
    return tuple(
        Step(rung, month, months_after(first, month)) for month, rung in sorted(rungs.items())
    )


def months_behind(due_on: date, today: date, policy: DunningPolicy) -> int | None:
    """Return the month of arrears that runs today; None before the first."""
    first = arrears_from(due_on, policy)
    if today < first:
        return None
    months = (today.year - first.year) * 12 + today.month - first.month
    return months - (today < months_after(first, months))


def is_watched(due_on: date, today: date, policy: DunningPolicy) -> bool:
    """Tell whether sale and change of the home are watched: over three months. Source: FEE-09."""
    return (months_behind(due_on, today, policy) or 0) >= WATCHED_AFTER


def step_on(
    due_on: date, day: date, policy: DunningPolicy, *, is_large: bool = False
) -> Step | None:
    """Return the rung that stands on that very day; None on any other."""
    steps = ladder(due_on, policy, is_large=is_large)
    return next((step for step in steps if step.on == day), None)


def next_step(
    due_on: date, day: date, policy: DunningPolicy, *, is_large: bool = False
) -> Step | None:
    """Return the first rung after that day; None beyond the last."""
    steps = ladder(due_on, policy, is_large=is_large)
    return next((step for step in steps if step.on > day), None)


def penalty(lines: Iterable[Line], today: date, permille: Decimal | None) -> int | None:
    """Return in fen what the contract adds by today at so many ‰ a day; None where none is set.

    Source: FEE-05, S-40.
    """
    if permille is None:
        return None
    late = sum(line.open * (today - line.charge.due_on).days for line in lines)
    return int((late * permille / 1000).to_integral_value(ROUND_HALF_UP))


def open_papers(rung: Rung, paper: Paper) -> tuple[Paper, ...]:
    """Return what may still be noted of a step: what comes after that which was noted."""
    known = ON_PAPER[rung]
    return known[known.index(paper) + 1 :] if paper in known else known
