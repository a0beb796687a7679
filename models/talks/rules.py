"""Talks: the table of what may follow what, and by when somebody answers. Pure."""

from datetime import datetime, timedelta
from enum import StrEnum

from models.calendar import Calendar
from models.flow import Arrow, Flow
from models.talks.policy import TalkPolicy


class Status(StrEnum):
    """Where a talk is."""

    ASKED = "asked"  # nobody has it yet
    TALKING = "talking"  # one named person has it, in the chat
    CALLING = "calling"  # the same person rings up
    ENDED = "ended"


class Action(StrEnum):
    """What can be done with a talk."""

    TAKE = "take"
    CALL = "call"
    REACHED = "reached"
    MISSED = "missed"
    PASS = "pass"  # noqa: S105 - to a colleague
    LEAVE = "leave"
    END = "end"
    UNHELPED = "unhelped"


class Part(StrEnum):
    """What a person is to a talk."""

    RESIDENT = "resident"
    OFFICER = "officer"
    SUPERIOR = "superior"
    HOLDER = "holder"
    CLOCK = "clock"


class Reply(StrEnum):
    """The office's saved replies; their words are texts, so each reads them in their language."""

    WAIT = "wait"
    NOTED = "noted"
    ASKING = "asking"
    DETAILS = "details"
    THANKS = "thanks"


IN_HAND = frozenset({Status.TALKING, Status.CALLING})
_WHO_HAS_IT = frozenset({Part.HOLDER, Part.SUPERIOR})
_EITHER = frozenset({Part.HOLDER, Part.RESIDENT})

# fmt: off
TALK_FLOW = Flow("talk", Status.ASKED, (
    Arrow(Status.ASKED,   Action.TAKE,     Status.TALKING, by=frozenset({Part.OFFICER})),
    Arrow(Status.ASKED,   Action.CALL,     Status.CALLING, by=frozenset({Part.OFFICER})),
    Arrow(Status.ASKED,   Action.END,      Status.ENDED,   by=frozenset({Part.RESIDENT})),
    Arrow(Status.TALKING, Action.TAKE,     Status.TALKING, by=frozenset({Part.SUPERIOR})),
    Arrow(Status.TALKING, Action.CALL,     Status.CALLING, by=frozenset({Part.HOLDER})),
    Arrow(Status.TALKING, Action.PASS,     Status.TALKING, by=_WHO_HAS_IT),
    Arrow(Status.TALKING, Action.LEAVE,    Status.ASKED,   by=frozenset({Part.CLOCK})),
    Arrow(Status.TALKING, Action.END,      Status.ENDED,   by=_EITHER),
    Arrow(Status.CALLING, Action.REACHED,  Status.ENDED,   by=frozenset({Part.HOLDER})),
    Arrow(Status.CALLING, Action.MISSED,   Status.TALKING, by=frozenset({Part.HOLDER})),
    Arrow(Status.CALLING, Action.TAKE,     Status.TALKING, by=frozenset({Part.SUPERIOR})),
    Arrow(Status.CALLING, Action.PASS,     Status.TALKING, by=_WHO_HAS_IT),
    Arrow(Status.CALLING, Action.LEAVE,    Status.ASKED,   by=frozenset({Part.CLOCK})),
    Arrow(Status.CALLING, Action.END,      Status.ENDED,   by=_EITHER),
    Arrow(Status.ENDED,   Action.UNHELPED, Status.ASKED,   by=frozenset({Part.RESIDENT})),
), closed=frozenset({Status.ENDED}))
# fmt: on


def answer_by(since: datetime, policy: TalkPolicy, calendar: Calendar, step: int = 0) -> datetime:
    """Return by when a person answers, or the `step`-th above them: counted in service hours.

    At night it is after the opening. Source: S-49, GEN-07.
    """
    minutes = policy.human_minutes * (step + 1)
    return calendar.add(since, timedelta(minutes=minutes), hours=calendar.shift)
