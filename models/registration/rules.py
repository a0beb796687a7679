"""Registration without a code: the table of what may follow what. Pure."""

from datetime import datetime, timedelta
from enum import StrEnum

from models.calendar import Calendar
from models.flow import Arrow, Flow

UNDO_FOR = timedelta(hours=24)
LATE_AFTER = timedelta(hours=2)


class Stage(StrEnum):
    """Where a request is."""

    BEGUN = "begun"
    WAITING = "waiting"
    APPROVED = "approved"
    REFUSED = "refused"


class Decision(StrEnum):
    """What can be done with a request."""

    SEND = "send"
    APPROVE = "approve"
    REFUSE = "refuse"
    UNDO = "undo"
    HOME = "home"  # which one was meant


class Decider(StrEnum):
    """Who may do it; the register decides where the office has set that its number is enough."""

    APPLICANT = "applicant"
    OFFICER = "officer"
    REGISTER = "register"


_APPLICANT = frozenset({Decider.APPLICANT})
_OFFICER = frozenset({Decider.OFFICER})
_REGISTER = frozenset({Decider.REGISTER})

# fmt: off
REQUEST_FLOW = Flow(
    "registration",
    Stage.BEGUN,
    (
        #     at stage         who does what      leads to         who may
        Arrow(Stage.BEGUN,     Decision.SEND,     Stage.WAITING,   by=_APPLICANT),
        Arrow(Stage.BEGUN,     Decision.APPROVE,  Stage.APPROVED,  by=_REGISTER),
        Arrow(Stage.WAITING,   Decision.APPROVE,  Stage.APPROVED,  by=_OFFICER),
        Arrow(Stage.WAITING,   Decision.REFUSE,   Stage.REFUSED,   by=_OFFICER),
        Arrow(Stage.WAITING,   Decision.HOME,     Stage.WAITING,   by=_OFFICER),
        Arrow(Stage.APPROVED,  Decision.UNDO,     Stage.WAITING,   by=_OFFICER),
    ),
    closed=frozenset({Stage.REFUSED}),
)
# fmt: on


def answered_by(asked_at: datetime, calendar: Calendar) -> datetime:
    """Return by when the office answers: the end of the next workday."""
    return calendar.end_of_day(asked_at, 1, workdays_only=True)


def overdue_at(asked_at: datetime, calendar: Calendar) -> datetime:
    """Return when a request that nobody decided climbs: after two hours of shift."""
    return calendar.add(asked_at, LATE_AFTER, hours=calendar.shift)
