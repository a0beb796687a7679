"""Repairs: the table of what may follow what, and the moments that belong to it. Pure."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum

from models.calendar import Calendar, Hours
from models.cases.parts import Part
from models.cases.rules import Whose
from models.flow import Arrow, Flow
from models.repairs.policy import RepairPolicy
from models.repairs.words import Action, Status

__all__ = ["Action", "Status"]  # the words belong to the table

VISITS_OFFERED_FOR = 7  # days, today included


class RecordClass(StrEnum):
    """The class word of the record; a repair of our own has none (CLS-01 to CLS-05)."""

    OWN = "own"
    OVERDUE = "overdue"
    WARRANTY = "warranty"
    VENDOR = "vendor"
    COORDINATION = "coordination"


class Entry(StrEnum):
    """How the technician gets in."""

    SOMEBODY_HOME = "somebody_home"
    RING_FIRST = "ring_first"
    KEY_AT_DESK = "key_at_desk"


class Reason(StrEnum):
    """Why a technician cannot keep a job; anything else is told in words."""

    OTHER_TRADE = "other_trade"
    NO_TIME = "no_time"
    NO_MATERIAL = "no_material"
    UNWELL = "unwell"


class CommonPart(StrEnum):
    """A place that belongs to everybody."""

    LOBBY = "lobby"
    LIFT = "lift"
    CORRIDOR = "corridor"
    GARAGE = "garage"
    GROUNDS = "grounds"


TAKES_JOBS = frozenset({Part.TECHNICIAN, Part.OFFICER})
HAS_IT = frozenset({Part.ASSIGNEE})
SEES_TO_IT = frozenset({Part.ASSIGNEE, Part.OFFICER})
ANSWERS = frozenset({Part.REPORTER, Part.OFFICER})
TESTS = frozenset({Part.ASSIGNEE, Part.OFFICER})
OFFICE = frozenset({Part.OFFICER})
CHECKS = frozenset({Part.SUPERVISOR})
RESIDENT = frozenset({Part.REPORTER})
TAKEN = frozenset(
    {
        Status.CLAIMED,
        Status.ON_THE_WAY,
        Status.AT_HOME,
        Status.WAITING_PARTS,
        Status.WAITING_RESIDENT,
        Status.QUOTED,
    }
)
IN_HAND = tuple(status for status in Status if status in TAKEN)
BEFORE_DONE = (Status.REPORTED, *IN_HAND)
UNDER_WAY = frozenset({Status.ON_THE_WAY, Status.AT_HOME})  # somebody is expected at this moment
HEADS = frozenset({Part.HEAD})
TAKES_BACK = frozenset({Part.ASSIGNEE, Part.OFFICER})
LEFT_TO = {  # whoever is not of the office
    Action.TO_DEVELOPER: Status.SHEET_WRITTEN,
    Action.TO_VENDOR: Status.WITH_VENDOR,
    Action.COORDINATE: Status.COORDINATING,
}
OUTSIDE = (*LEFT_TO.values(), Status.WITH_DEVELOPER)
PRICED = (Status.OFFERED, Status.QUOTED, Status.CLAIMED, Status.ON_THE_WAY, Status.AT_HOME)
DECIDED = (Action.APPROVE_REDUCTION, Action.REJECT_REDUCTION)  # of a request, by its buttons
PAPERS = {
    Action.SIGN: RESIDENT,
    **dict.fromkeys((Action.SHEET_PHOTO, Action.RETURN_SHEET), TAKES_BACK),
}
REDUCTION = {Action.REDUCE: OFFICE, **dict.fromkeys(DECIDED, HEADS)}

WHOSE: Mapping[str, Whose] = {
    **dict.fromkeys((Status.REPORTED, Status.SHEET_WRITTEN), Whose.OFFICE),
    **dict.fromkeys(TAKEN, Whose.OWNER),
    **dict.fromkeys((Status.WAITING_RESIDENT, Status.QUOTED, Status.OFFERED), Whose.RESIDENT),
    **dict.fromkeys(
        (Status.WITH_DEVELOPER, Status.WITH_VENDOR, Status.COORDINATING), Whose.OUTSIDE
    ),
    Status.DONE: Whose.RESIDENT,
    **dict.fromkeys(
        (Status.CLOSED, Status.JOINED, Status.WITHDRAWN, Status.DECLINED), Whose.NOBODY
    ),
}

# Silence never confirms; what is partly mended stays with its technician, what is not climbs.
# fmt: off
REPAIR_FLOW = Flow(
    "repair",
    Status.REPORTED,
    (
        #     in status             who does what      leads to              who may
        Arrow(Status.REPORTED,        Action.CLAIM,      Status.CLAIMED,        by=TAKES_JOBS),
        Arrow(Status.ON_THE_WAY,      Action.NOBODY_HOME, Status.WAITING_RESIDENT, by=HAS_IT),
        Arrow(Status.AT_HOME,         Action.NOBODY_HOME, Status.WAITING_RESIDENT, by=HAS_IT),
        # A promise moves only when it is agreed: staff propose, the resident says yes.
        Arrow(Status.REPORTED,        Action.PROPOSE,    Status.REPORTED,       by=OFFICE),
        Arrow(Status.CLAIMED,         Action.PROPOSE,    Status.CLAIMED,        by=SEES_TO_IT),
        Arrow(Status.WAITING_PARTS,   Action.PROPOSE,    Status.WAITING_PARTS,  by=SEES_TO_IT),
        Arrow(Status.WAITING_RESIDENT, Action.PROPOSE,   Status.WAITING_RESIDENT, by=SEES_TO_IT),
        Arrow(Status.REPORTED,        Action.REBOOK,     Status.REPORTED,       by=ANSWERS),
        Arrow(Status.CLAIMED,         Action.REBOOK,     Status.CLAIMED,        by=ANSWERS),
        Arrow(Status.ON_THE_WAY,      Action.REBOOK,     Status.CLAIMED,        by=ANSWERS),
        Arrow(Status.WAITING_PARTS,   Action.REBOOK,     Status.WAITING_PARTS,  by=ANSWERS),
        Arrow(Status.WAITING_RESIDENT, Action.REBOOK,    Status.CLAIMED,        by=ANSWERS),
        Arrow(Status.CLAIMED,         Action.SET_OFF,    Status.ON_THE_WAY,     by=HAS_IT),
        Arrow(Status.CLAIMED,         Action.ARRIVE,     Status.AT_HOME,        by=HAS_IT),
        Arrow(Status.ON_THE_WAY,      Action.ARRIVE,     Status.AT_HOME,        by=HAS_IT),
        Arrow(Status.WAITING_PARTS,   Action.SET_OFF,    Status.ON_THE_WAY,     by=HAS_IT),
        Arrow(Status.WAITING_PARTS,   Action.ARRIVE,     Status.AT_HOME,        by=HAS_IT),
        Arrow(Status.CLAIMED,         Action.FINISH,     Status.DONE,           by=HAS_IT),
        Arrow(Status.ON_THE_WAY,      Action.FINISH,     Status.DONE,           by=HAS_IT),
        Arrow(Status.AT_HOME,         Action.FINISH,     Status.DONE,           by=HAS_IT),
        Arrow(Status.CLAIMED,         Action.NEED_PARTS, Status.WAITING_PARTS,  by=HAS_IT),
        Arrow(Status.ON_THE_WAY,      Action.NEED_PARTS, Status.WAITING_PARTS,  by=HAS_IT),
        Arrow(Status.AT_HOME,         Action.NEED_PARTS, Status.WAITING_PARTS,  by=HAS_IT),
        Arrow(Status.WAITING_PARTS,   Action.GO_ON,      Status.CLAIMED,        by=HAS_IT),
        Arrow(Status.ON_THE_WAY,      Action.ETA,        Status.ON_THE_WAY,     by=HAS_IT),
        # Paid work is neither dispatched nor finished before its price is accepted.
        *(Arrow(status,               Action.QUOTE,      Status.QUOTED,         by=TAKES_BACK)
          for status in (Status.CLAIMED, Status.AT_HOME, Status.QUOTED)),
        Arrow(Status.QUOTED,          Action.ACCEPT,     Status.CLAIMED,        by=ANSWERS),
        Arrow(Status.QUOTED,          Action.REFUSE,     Status.CLAIMED,        by=ANSWERS),
        Arrow(Status.REPORTED,        Action.QUOTE,      Status.OFFERED,        by=OFFICE),
        Arrow(Status.OFFERED,         Action.QUOTE,      Status.OFFERED,        by=OFFICE),
        Arrow(Status.OFFERED,         Action.ACCEPT,     Status.REPORTED,       by=ANSWERS),
        Arrow(Status.OFFERED,         Action.REFUSE,     Status.WITHDRAWN,      by=ANSWERS),
        *(Arrow(status,               action,            to,                    by=OFFICE)
          for status in (Status.REPORTED, Status.CLAIMED, Status.AT_HOME)
          for action, to in LEFT_TO.items()),
        Arrow(Status.SHEET_WRITTEN,   Action.APPROVE,    Status.WITH_DEVELOPER, by=HEADS),
        Arrow(Status.SHEET_WRITTEN,   Action.REJECT,     Status.REPORTED,       by=HEADS),
        Arrow(Status.WITH_DEVELOPER,  Action.RECEIVED,   Status.WITH_DEVELOPER, by=OFFICE),
        Arrow(Status.WITH_DEVELOPER,  Action.OUTCOME,    Status.DONE,           by=OFFICE),
        Arrow(Status.WITH_VENDOR,     Action.URGE_VENDOR, Status.WITH_VENDOR,   by=OFFICE),
        Arrow(Status.WITH_VENDOR,     Action.OUTCOME,    Status.DONE,           by=OFFICE),
        Arrow(Status.COORDINATING,    Action.OUTCOME,    Status.DONE,           by=OFFICE),
        *(Arrow(status,               Action.TAKE_BACK,  Status.REPORTED,       by=OFFICE)
          for status in OUTSIDE),
        *(Arrow(status,               action,            status,                by=may)
          for status in PRICED for action, may in REDUCTION.items()),
        *(Arrow(status,               action,            status,                by=may)
          for status in (Status.DONE, Status.CLOSED) for action, may in PAPERS.items()),
        *(Arrow(status,               Action.RETURN_SHEET, status,              by=TAKES_BACK)
          for status in (Status.CLAIMED, Status.ON_THE_WAY, Status.AT_HOME)),
        Arrow(Status.DONE,            Action.ADD_PARTS,  Status.DONE,           by=HAS_IT),
        Arrow(Status.DONE,            Action.CONFIRM,    Status.CLOSED,         by=ANSWERS),
        Arrow(Status.DONE,            Action.CONTINUE,   Status.CLAIMED,        by=ANSWERS),
        Arrow(Status.DONE,            Action.REOPEN,     Status.REPORTED,       by=ANSWERS),
        # Who is asked again, after a leak test or within the month, may still say otherwise.
        Arrow(Status.CLOSED,          Action.CONFIRM,    Status.CLOSED,         by=ANSWERS),
        Arrow(Status.CLOSED,          Action.CONTINUE,   Status.CLAIMED,        by=ANSWERS),
        Arrow(Status.CLOSED,          Action.REOPEN,     Status.REPORTED,       by=ANSWERS),
        Arrow(Status.DONE,            Action.STRIKE_OFF, Status.CLOSED,         by=CHECKS),
        Arrow(Status.DONE,            Action.TEST_LEAK,  Status.DONE,           by=TESTS),
        Arrow(Status.CLOSED,          Action.TEST_LEAK,  Status.CLOSED,         by=TESTS),
        Arrow(Status.REPORTED,        Action.IMPORTANT,  Status.REPORTED,       by=OFFICE),
        Arrow(Status.CLAIMED,         Action.IMPORTANT,  Status.CLAIMED,        by=OFFICE),
        Arrow(Status.DONE,            Action.IMPORTANT,  Status.DONE,           by=OFFICE),
        Arrow(Status.CLOSED,          Action.IMPORTANT,  Status.CLOSED,         by=OFFICE),
        *(Arrow(status,               Action.ORDER_KIND, status,                by=OFFICE)
          for status in (Status.REPORTED, Status.CLAIMED, Status.AT_HOME)),
        Arrow(Status.REPORTED,        Action.ASSIGN,     Status.CLAIMED,        by=OFFICE),
        # A price that waits for its answer goes on waiting, whoever has the job, or nobody.
        *(Arrow(status,               Action.ASSIGN,
                Status.QUOTED if status is Status.QUOTED else Status.CLAIMED,   by=OFFICE)
          for status in IN_HAND),
        *(Arrow(status,               Action.HAND_OVER,
                Status.OFFERED if status is Status.QUOTED else Status.REPORTED, by=HAS_IT)
          for status in IN_HAND),
        *(Arrow(status,               Action.TO_COLLEAGUE,
                Status.CLAIMED if status in UNDER_WAY else status,              by=HAS_IT)
          for status in IN_HAND),
        *(Arrow(status,               Action.CALM,       status,                by=ANSWERS)
          for status in BEFORE_DONE),
        Arrow(Status.REPORTED,        Action.JOIN,       Status.JOINED,         by=OFFICE),
        Arrow(Status.CLAIMED,         Action.JOIN,       Status.JOINED,         by=OFFICE),
        *(Arrow(status,               Action.ADD,        status,                by=RESIDENT)
          for status in BEFORE_DONE),
        *(Arrow(status,               Action.URGE,       status,                by=RESIDENT)
          for status in BEFORE_DONE),
        *(Arrow(status,               Action.WITHDRAW,   Status.WITHDRAWN,      by=ANSWERS)
          for status in BEFORE_DONE),
        Arrow(Status.REPORTED,        Action.DECLINE,    Status.DECLINED,       by=OFFICE),
        Arrow(Status.CLAIMED,         Action.DECLINE,    Status.DECLINED,       by=OFFICE),
        # What it becomes begins in the table of that kind.
        *(Arrow(status,               Action.CONVERT,    status,                by=OFFICE)
          for status in (Status.REPORTED, Status.CLAIMED)),
    ),
    closed=frozenset({Status.CLOSED, Status.JOINED, Status.WITHDRAWN, Status.DECLINED}),
)
# What a card offers at once; everything else a person may do stands behind "more".
ON_CARDS: Mapping[Status, tuple[Action, ...]] = {
    Status.REPORTED:      (Action.CLAIM,),
    Status.CLAIMED:       (Action.SET_OFF, Action.FINISH),
    Status.ON_THE_WAY:    (Action.ARRIVE, Action.FINISH),
    Status.AT_HOME:       (Action.FINISH, Action.NEED_PARTS),
    Status.WAITING_PARTS: (Action.GO_ON,),
    Status.QUOTED:        (Action.QUOTE,),
    Status.SHEET_WRITTEN: (Action.TAKE_BACK,),
    Status.WITH_DEVELOPER: (Action.RECEIVED, Action.OUTCOME),
    Status.WITH_VENDOR:   (Action.URGE_VENDOR, Action.OUTCOME),
    Status.COORDINATING:  (Action.OUTCOME,),
}
STRUCK_OFF = REPAIR_FLOW.closed | {Status.DONE}  # nobody works on it any more
# Pressed elsewhere: on the question, on a finished job whose leak test is awaited, in a hand-over,
# and below the words of safety.
ASKED_OTHERWISE = frozenset(
    {
        *(Action.CONFIRM, Action.CONTINUE, Action.REOPEN, Action.TEST_LEAK),
        *(Action.TO_COLLEAGUE, Action.CALM),
        *(Action.SIGN, *DECIDED),
    }
)
# Done to things: none of it is offered for a person in danger.
OF_THINGS = frozenset(
    {
        *(Action.NEED_PARTS, Action.ADD_PARTS, Action.SHEET_PHOTO, Action.RETURN_SHEET),
        *(Action.QUOTE, Action.REDUCE, Action.ORDER_KIND, *LEFT_TO),
    }
)
# fmt: on


def calls(reported_at: datetime, policy: RepairPolicy, calendar: Calendar) -> tuple[datetime, ...]:
    """Return when an unclaimed dispatch rings again; the last time it climbs to the supervisor.

    Counted in `dispatch.hours`: a drip reported at 23:00 waits for the morning shift.
    Source: REP-06, S-13.
    """
    return tuple(
        calendar.add(reported_at, timedelta(minutes=minutes), hours=policy.ringing(calendar))
        for minutes in policy.unclaimed_minutes
    )


def climbs(since: datetime, policy: RepairPolicy, calendar: Calendar) -> tuple[datetime, ...]:
    """Return when a dispatch that the supervisor left lying is told further up. Source: S-13."""
    return tuple(
        calendar.add(since, timedelta(minutes=minutes), hours=policy.ringing(calendar))
        for minutes in policy.climb_minutes
    )


def next_morning(now: datetime, policy: RepairPolicy, calendar: Calendar) -> datetime:
    """Return when the dispatch hours of the next day begin."""
    tomorrow = calendar.end_of_day(now, 0) + timedelta(seconds=1)
    return calendar.first_permitted(tomorrow, policy.ringing(calendar))


def lateness(
    status: str, claim_by: datetime, visit_until: datetime | None, now: datetime
) -> str | None:
    """Return what is late about an open repair: unclaimed, or its visit has passed. REP-18."""
    if status == Status.REPORTED and claim_by <= now:
        return "unclaimed"
    waits = status == Status.REPORTED or status in IN_HAND
    return "visit" if waits and visit_until is not None and visit_until <= now else None


def slots_offered(
    now: datetime, policy: RepairPolicy, calendar: Calendar
) -> Mapping[date, tuple[Hours, ...]]:
    """Return the visit slots that have not begun, by day. Source: REP-02, S-09."""
    today = calendar.day_of(now)
    offered = {}
    for ahead in range(VISITS_OFFERED_FOR):
        day = today + timedelta(days=ahead)
        free = policy.slots if ahead else _to_come(now, policy, calendar)
        if free:
            offered[day] = free
    return offered


def _to_come(now: datetime, policy: RepairPolicy, calendar: Calendar) -> tuple[Hours, ...]:
    """Return the slots of today that have not begun."""
    today = calendar.day_of(now)
    return tuple(span for span in policy.slots if calendar.local(today, span.opens) > now)
