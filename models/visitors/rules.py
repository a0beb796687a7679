"""Visitors' passes: the table of what may follow what, and what a pass is worth now. Pure."""

from datetime import datetime
from enum import StrEnum

from models.flow import Arrow, Flow


class Status(StrEnum):
    """Where a pass is; only an open one opens the gate, and only once."""

    OPEN = "open"
    IN = "in"
    GONE = "gone"
    REFUSED = "refused"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


class Action(StrEnum):
    """What can be done with a pass."""

    LET_IN = "let_in"
    REFUSE = "refuse"
    LEAVE = "leave"
    CANCEL = "cancel"
    EXPIRE = "expire"


class Part(StrEnum):
    """What a person is to a pass."""

    HOST = "host"
    GATE = "gate"
    CLOCK = "clock"


class Standing(StrEnum):
    """What a pass is worth at this moment."""

    GOOD = "good"
    EARLY = "early"
    USED = "used"
    REFUSED = "refused"
    CANCELLED = "cancelled"
    OVER = "over"


class Why(StrEnum):
    """Why a guest was not let in; `full` is said with an apology (PRK-07)."""

    OTHER_PLATE = "other_plate"
    OTHER_GUEST = "other_guest"
    FULL = "full"
    UNSURE = "unsure"


_HOST, _GATE = frozenset({Part.HOST}), frozenset({Part.GATE})

# fmt: off
PASS_FLOW = Flow("pass", Status.OPEN, (
    Arrow(Status.OPEN, Action.LET_IN, Status.IN,        by=_GATE),
    Arrow(Status.OPEN, Action.REFUSE, Status.REFUSED,   by=_GATE),
    Arrow(Status.OPEN, Action.CANCEL, Status.CANCELLED, by=_HOST),
    Arrow(Status.OPEN, Action.EXPIRE, Status.EXPIRED,   by=frozenset({Part.CLOCK})),
    Arrow(Status.IN,   Action.LEAVE,  Status.GONE,      by=_GATE),
), closed=frozenset({
    Status.IN, Status.GONE, Status.REFUSED, Status.CANCELLED, Status.EXPIRED,
}))
# fmt: on

_WORTH = {
    Status.IN: Standing.USED,
    Status.GONE: Standing.USED,
    Status.REFUSED: Standing.REFUSED,
    Status.CANCELLED: Standing.CANCELLED,
    Status.EXPIRED: Standing.OVER,
}


def standing(
    status: Status, valid_from: datetime, valid_until: datetime, *, now: datetime
) -> Standing:
    """Return what the pass is worth now: it is good once, within its time. VIS-01."""
    if status is not Status.OPEN:
        return _WORTH[status]
    if now >= valid_until:
        return Standing.OVER
    return Standing.EARLY if now < valid_from else Standing.GOOD
