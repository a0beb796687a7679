"""How long it was whose turn in a case. Pure."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum

from models.values import frozen


class Whose(StrEnum):
    """Whose turn it is while a case has a status."""

    OFFICE = "office"  # to be taken, judged or approved: nobody of it yet, or a role
    OWNER = "owner"
    RESIDENT = "resident"
    OUTSIDE = "outside"  # developer, vendor, company
    NOBODY = "nobody"  # it is closed


@frozen
class Segment:
    """A span of a case's life in which it was the same one's turn."""

    whose: Whose
    begins: datetime
    ends: datetime


def segments(changes: Sequence[tuple[datetime, Whose]], until: datetime) -> list[Segment]:
    """Return whose turn it was from the first change until `until`: no gap, nothing twice.

    Each change says whose turn it is from then on. What a clock that was put back recorded out of
    order lasts no time.
    """
    found: list[Segment] = []
    for number, (at, whose) in enumerate(changes):
        begins = found[-1].ends if found else at
        following = changes[number + 1][0] if number + 1 < len(changes) else until
        ends = min(max(following, begins), max(until, begins))
        if found and found[-1].whose is whose:
            found[-1] = Segment(whose, found[-1].begins, ends)
        else:
            found.append(Segment(whose, begins, ends))
    return found


def shares(spent: Sequence[Segment]) -> dict[Whose, timedelta]:
    """Return how long it was whose turn in all; together as long as the whole."""
    found: dict[Whose, timedelta] = {}
    for each in spent:
        found[each.whose] = found.get(each.whose, timedelta()) + (each.ends - each.begins)
    return {whose: span for whose, span in found.items() if span}
