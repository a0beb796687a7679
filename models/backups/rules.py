"""On which days there is a backup. Pure."""

from calendar import monthrange
from datetime import date, timedelta

ATTEMPTS = 5
AGAIN_AFTER = timedelta(hours=1)


def day_in(month: date, day: int) -> date:
    """Return that day of the month; in a short one its last. Source: S-47."""
    return month.replace(day=min(day, monthrange(month.year, month.month)[1]))


def next_day(since: date, day: int) -> date:
    """Return the first such day, `since` or later. Source: OWN-07, S-47."""
    here = day_in(since, day)
    if here >= since:
        return here
    return day_in((since.replace(day=1) + timedelta(days=32)).replace(day=1), day)


def is_overdue(last: date, today: date, day: int) -> bool:
    """Tell whether the day of the one after the last has passed without it."""
    return next_day(last + timedelta(days=1), day) < today
