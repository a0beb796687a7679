"""What is late, and what clusters. Pure."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

from models.repairs.rules import IN_HAND, Status


class Late(StrEnum):
    """Why an open repair is late."""

    NO = "no"
    UNCLAIMED = "unclaimed"
    VISIT = "visit"


def lateness(status: str, claim_by: datetime, visit_until: datetime | None, now: datetime) -> Late:
    """Return what is late about an open repair: nobody took it, or the visit has passed. REP-18."""
    if status == Status.REPORTED and claim_by <= now:
        return Late.UNCLAIMED
    waits = status == Status.REPORTED or status in IN_HAND
    return Late.VISIT if waits and visit_until is not None and visit_until <= now else Late.NO


def clusters(
    reported: Iterable[tuple[str, str]], at_least: int
) -> tuple[tuple[str, str, int], ...]:
    """Return which trade and building came how often, most often first. Source: GEN-10."""
    counted = Counter(reported)
    found = [(trade, where, n) for (trade, where), n in counted.items() if n >= at_least]
    return tuple(sorted(found, key=lambda each: (-each[2], each)))
