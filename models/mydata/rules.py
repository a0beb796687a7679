"""When something goes, and how a copy is divided. Pure."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from models.mydata.policy import MyDataPolicy
from models.mydata.words import Why

PART_AT_MOST = 45 * 1024 * 1024  # bytes: the Bot API takes documents of 50 MB
WINDOW = timedelta(days=1)


def in_parts(sizes: Iterable[tuple[int, int]], at_most: int = PART_AT_MOST) -> list[list[int]]:
    """Return the files (id, bytes) in as few documents as their order allows; at least one."""
    parts: list[list[int]] = [[]]
    filled = 0
    for file_id, size in sizes:
        if parts[-1] and filled + size > at_most:
            parts.append([])
            filled = 0
        parts[-1].append(file_id)
        filled += size
    return parts


def may_have_another(given: Iterable[datetime], policy: MyDataPolicy, now: datetime) -> bool:
    """Tell whether one more copy may be given, after those of the last day."""
    return sum(each > now - WINDOW for each in given) < policy.copies_a_day


def years_of(policy: MyDataPolicy) -> Mapping[Why, int]:
    """Return for how many years after its end each is kept; what is not here has no end."""
    return {Why.CONTRACT: policy.contract_years, Why.ACCOUNTS: policy.accounts_years}


def kept_until(ended: date, years: int) -> date:
    """Return the same day that many years later; of the 29th of February the 28th."""
    try:
        return ended.replace(year=ended.year + years)
    except ValueError:
        return ended.replace(year=ended.year + years, day=28)
