"""A blocked car: the table of what may follow what, whose turn it is, who is called when. Pure."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum

from models.blocked.policy import BlockedPolicy
from models.cases.parts import Part
from models.cases.rules import Whose
from models.flow import Arrow, Flow

DRIVER, GUARD, CLOCK = "driver", "guard", "clock"  # parts that only this kind of case has
MINUTES = (5, 10, 15)  # in which a driver can say to be there


class Status(StrEnum):
    """Where it is. While nobody has answered it is the same for every plate. SEC-01."""

    LOOKING = "looking"
    COMING = "coming"
    UNABLE = "unable"
    SEEN_TO = "seen_to"
    FREE = "free"


class Action(StrEnum):
    """What can be done about it."""

    COME = "come"
    CANNOT = "cannot_come"
    STILL = "still_blocked"
    SEE_TO = "see_to"
    LET_GO = "let_go_again"
    FREE = "way_free"


_DRIVER, _ASKER = frozenset({DRIVER}), frozenset({Part.REPORTER})
_GATE, _CLOCK = frozenset({GUARD, Part.OFFICER}), frozenset({CLOCK})
_EITHER = frozenset({Part.REPORTER, Part.ASSIGNEE})

# fmt: off
BLOCKED_FLOW: Flow[Status, Action] = Flow("blocked", Status.LOOKING, (
    Arrow(Status.LOOKING, Action.COME,   Status.COMING,  by=_DRIVER),
    Arrow(Status.LOOKING, Action.CANNOT, Status.UNABLE,  by=_DRIVER),
    Arrow(Status.LOOKING, Action.SEE_TO, Status.SEEN_TO, by=_GATE),
    Arrow(Status.LOOKING, Action.FREE,   Status.FREE,    by=_ASKER),
    Arrow(Status.COMING,  Action.COME,   Status.COMING,  by=_DRIVER),
    Arrow(Status.COMING,  Action.CANNOT, Status.UNABLE,  by=_DRIVER),
    Arrow(Status.COMING,  Action.STILL,  Status.UNABLE,  by=_ASKER | _CLOCK),
    Arrow(Status.COMING,  Action.SEE_TO, Status.SEEN_TO, by=_GATE),
    Arrow(Status.COMING,  Action.FREE,   Status.FREE,    by=_ASKER),
    Arrow(Status.UNABLE,  Action.COME,   Status.COMING,  by=_DRIVER),
    Arrow(Status.UNABLE,  Action.SEE_TO, Status.SEEN_TO, by=_GATE),
    Arrow(Status.UNABLE,  Action.FREE,   Status.FREE,    by=_ASKER),
    Arrow(Status.SEEN_TO, Action.COME,   Status.SEEN_TO, by=_DRIVER),
    Arrow(Status.SEEN_TO, Action.STILL,  Status.UNABLE,  by=_ASKER),
    Arrow(Status.SEEN_TO, Action.LET_GO, Status.UNABLE,  by=_CLOCK),
    Arrow(Status.SEEN_TO, Action.FREE,   Status.FREE,    by=_EITHER),
), closed=frozenset({Status.FREE}))
# fmt: on

UNANSWERED = frozenset({Status.LOOKING, Status.UNABLE})
WHOSE: Mapping[str, Whose] = {
    Status.LOOKING: Whose.OFFICE,
    Status.COMING: Whose.OUTSIDE,
    Status.UNABLE: Whose.OFFICE,
    Status.SEEN_TO: Whose.OWNER,
    Status.FREE: Whose.NOBODY,
}
DUTY = 2  # from this call on it is for who is on duty; one later for those above


def next_call(step: int, policy: BlockedPolicy, *, now: datetime) -> datetime:
    """Return when it rings again if nobody has it then: ever later, but it never falls silent.

    The hours are the same whether or not we know the driver, so they tell nothing. GEN-07, SEC-01.
    """
    return now + timedelta(minutes=policy.answer_minutes * max(1, step))
