"""Complaints: the table of what may follow what, limits, codes and authority. Pure."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta

from models.cases.parts import Part
from models.cases.rules import Whose
from models.complaints.policy import AuthorityPolicy, ComplaintPolicy
from models.complaints.words import Action, Fault, Importance, Status, Wished, Work
from models.flow import Arrow, Flow
from models.followups.rules import Answer, Counting, FollowUpKind, Plan, Plans
from models.values import frozen

__all__ = ["Action", "Importance", "Status"]  # the words belong to the table

REVIEWS = frozenset({Part.SUPERVISOR})
JUDGES = frozenset({Part.JUDGE})
HANDLES = frozenset({Part.ASSIGNEE, Part.SUPERVISOR})
HEADS = frozenset({Part.HEAD})
APPROVES = frozenset({Part.SUPERVISOR, Part.COMPANY})
DECIDES = frozenset({Part.HEAD, Part.COMPANY})
STOPS = HANDLES | {Part.OFFICER}  # whoever is nearest
COMPLAINANT = frozenset({Part.REPORTER})
ANSWERS = frozenset({Part.REPORTER, Part.OFFICER, Part.ASSIGNEE, Part.SUPERVISOR})
AT_WORK = (Status.HANDLING, Status.HANDED_ON)
UNSOLVED = (Status.ACCEPTED, *AT_WORK)

# fmt: off
COMPLAINT_FLOW = Flow(
    "complaint",
    Status.ACCEPTED,
    (
        #     in status          who does what       leads to           who may
        Arrow(Status.ACCEPTED,   Action.ADMIT,       Status.HANDLING,   by=REVIEWS),
        Arrow(Status.ACCEPTED,   Action.EXPLAIN,     Status.EXPLAINED,  by=JUDGES),
        Arrow(Status.HANDLING,   Action.EXPLAIN,     Status.EXPLAINED,  by=JUDGES),
        # Slight and clear: what can be made good now is done now, without a plan.
        *(Arrow(status,          Action.RESOLVE,     Status.HANDLED,    by=HANDLES)
          for status in AT_WORK),
        Arrow(Status.HANDLING,   Action.PLAN,        Status.HANDLING,   by=HANDLES),
        Arrow(Status.HANDLING,   Action.HAND_ON,     Status.HANDED_ON,  by=HANDLES),
        *(Arrow(status,          action,             status,            by=may)
          for status in AT_WORK for action, may in (
              (Action.SETTLE, HANDLES), (Action.OVERRUN, HANDLES), (Action.ENTRUST, REVIEWS),
              (Action.APPROVE_SETTLEMENT, APPROVES), (Action.REJECT_SETTLEMENT, APPROVES),
              (Action.APPROVE_OVERRUN, DECIDES), (Action.REJECT_OVERRUN, DECIDES))),
        *(Arrow(status,          action,             status,            by=may)
          for status in UNSOLVED for action, may in (
              (Action.RECLASSIFY, REVIEWS), (Action.NAME, REVIEWS),
              (Action.TELL_FURTHER, COMPLAINANT), (Action.COSIGN, frozenset({Part.NEIGHBOUR})))),
        *(Arrow(status,          Action.RETRACT,     Status.RETRACTED,  by=COMPLAINANT)
          for status in UNSOLVED),
        # Harm is stopped before it is handed on. What it becomes begins in the table of that kind.
        *(Arrow(status,          action,             status,            by=may)
          for status in (Status.ACCEPTED, Status.HANDLING) for action, may in (
              (Action.STOP, STOPS), (Action.CONVERT, REVIEWS))),
        # Silence never satisfies; who was satisfied may find within the month that it did not last.
        *(Arrow(status,          Action.SATISFIED,   Status.FILED,      by=ANSWERS)
          for status in (Status.HANDLED, Status.EXPLAINED, Status.FILED)),
        *(Arrow(status,          Action.DISSATISFIED, Status.HANDLING,  by=ANSWERS)
          for status in (Status.HANDLED, Status.EXPLAINED, Status.FILED)),
        *(Arrow(status,          Action.FILE,        Status.FILED,      by=REVIEWS)
          for status in (Status.HANDLED, Status.EXPLAINED)),
    ),
    closed=frozenset({Status.FILED, Status.RETRACTED}),
)
WHOSE: Mapping[str, Whose] = {
    Status.ACCEPTED:  Whose.OFFICE,
    Status.HANDLING:  Whose.OWNER,
    Status.HANDED_ON: Whose.OUTSIDE,
    Status.HANDLED:   Whose.RESIDENT,
    Status.EXPLAINED: Whose.RESIDENT,
    Status.FILED:     Whose.NOBODY,
    Status.RETRACTED: Whose.NOBODY,
}
# What the card of who has it offers at once; everything else stands behind "more".
ON_CARDS: Mapping[Status, tuple[Action, ...]] = {
    Status.ACCEPTED:  (Action.ADMIT, Action.RECLASSIFY, Action.EXPLAIN),
    Status.HANDLING:  (Action.PLAN, Action.RESOLVE),
    Status.HANDED_ON: (Action.RESOLVE,),
    Status.HANDLED:   (Action.FILE,),
    Status.EXPLAINED: (Action.FILE,),
}
# fmt: on
ASKED_OTHERWISE = frozenset(
    {
        *(Action.SATISFIED, Action.DISSATISFIED, Action.COSIGN),
        *(Action.APPROVE_SETTLEMENT, Action.REJECT_SETTLEMENT),
        *(Action.APPROVE_OVERRUN, Action.REJECT_OVERRUN),
    }
)
MEANS: Mapping[Answer, Action] = {
    Answer.SATISFIED: Action.SATISFIED,
    Answer.DISSATISFIED: Action.DISSATISFIED,
}


# What waits until the harm that is going on has been stopped. Source: CMP-10.
AFTER_THE_HARM = frozenset(
    {Action.PLAN, Action.RESOLVE, Action.EXPLAIN, Action.SETTLE, Action.OVERRUN, Action.HAND_ON}
)


def goes_on(wished: Wished, stopped_at: datetime | None) -> bool:
    """Tell whether it does harm at this moment, as was told, and nobody has stopped it yet."""
    return wished is Wished.NOW and stopped_at is None


def waits_for_harm(action: Action, *, harm: bool) -> bool:
    """Tell whether this cannot be done now: harm is stopped first, then handled. CMP-10."""
    return action in AFTER_THE_HARM if harm else action is Action.STOP


def days_asked(wished: Wished) -> int | None:
    """Return within how many days the complainant asks for a solution; None without a wish."""
    return None if wished in {Wished.ANY, Wished.NOW} else int(wished)


@frozen
class Promise:
    """By when there is a definite answer, and by when it is solved."""

    answer_by: datetime
    solve_by: datetime


def promised(
    importance: Importance,
    since: datetime,
    asked_days: int | None,
    policy: ComplaintPolicy,
    counting: Counting,
) -> Promise:
    """Return the limits of a complaint of this class, counted from `since`; days end with the day.

    A: answered in 2 days, solved within 10; B: 3 days; C: 2 days, or the time asked for if that is
    no longer than a week. Source: S-20, S-21, S-29.
    """
    if importance is Importance.A:
        answer = counting.days(since, policy.a_answer_days)
        return Promise(answer, counting.days(since, policy.a_limit_days))
    if importance is Importance.B:
        solve = counting.days(since, policy.b_limit_days)
    else:
        days = policy.c_limit_days if asked_days is None else min(asked_days, policy.asked_max_days)
        solve = counting.days(since, days)
    return Promise(solve, solve)


def received_at(now: datetime, days_ago: int, counting: Counting) -> datetime:
    """Return when what came on paper so many days ago was received; of today's, now."""
    calendar = counting.calendar
    return calendar.local(calendar.day_of(now) - timedelta(days_ago), time()) if days_ago else now


def acknowledged_by(received: datetime, policy: ComplaintPolicy, counting: Counting) -> datetime:
    """Return by when the sender of a letter is told that it arrived. Source: CMP-07, S-25."""
    return counting.days(received, policy.ack_days)


def no_later(told: Promise, computed: Promise) -> Promise:
    """Return the promise that breaks none that was told: a change of class may only hasten it."""
    return Promise(min(told.answer_by, computed.answer_by), min(told.solve_by, computed.solve_by))


# fmt: off
# What is done besides what is told, by whose fault it is. Source: CMP-15.
MEETS = frozenset({                            # the parties, at a time that is told
    Fault.NEIGHBOUR,                           # both sides, with us between them
    Fault.SEVERAL,                             # all responsible, on the spot
})
HANDED_TO: Mapping[Work, str] = {              # the division of work; our own stays here
    Work.DEVELOPER: "developer",
    Work.VENDOR:    "vendor",
}
# fmt: on


def meets(fault: Fault, *, unnamed: bool) -> bool:
    """Tell whether the parties are brought together; a neighbour never to who stays unnamed."""
    return fault in MEETS and not (unnamed and fault is Fault.NEIGHBOUR)


def may_be_granted(fault: Fault, wish: str) -> bool:
    """Tell whether what is asked for can be granted now: our fault, and no money. CMP-15, CMP-17.

    An amount is promised by who has the authority, in its own way.
    """
    return fault is Fault.COMPANY and wish not in {"", "make_good"}


def granted(told: Promise, today_ends: datetime) -> Promise:
    """Return the promise of what is granted now: it is met the same day. CMP-15, CMP-16."""
    return no_later(told, Promise(today_ends, today_ends))


def warned_at(limit: datetime, now: datetime, policy: ComplaintPolicy) -> datetime:
    """Return when who has it is warned; of a short limit, half of it before."""
    return max(limit - timedelta(hours=policy.warn_hours), now + (limit - now) / 2)


def questions(
    importance: Importance, told_at: datetime, policy: ComplaintPolicy, counting: Counting
) -> Plans:
    """Return what is asked after the result was told. Source: CB-08, CB-09, S-22.

    Within three days, a day before the limit so that a person can still ask; A and B once more
    on day 25, within the month.
    """
    asked = counting.permitted(told_at + timedelta(days=policy.callback_days - 1))
    limit = counting.days(told_at, policy.callback_days)
    silent = min(max(counting.opening(limit), asked), limit)
    found = {
        FollowUpKind.HANDLED: Plan(told_at, asked, silent, limit, counting.days(limit, 1)),
    }
    if importance is not Importance.C:
        day = counting.permitted(
            counting.opening(counting.calendar.end_of_day(told_at, policy.followup_day))
        )
        month = counting.a_month(told_at)
        again = counting.opening(day + timedelta(days=1))
        found[FollowUpKind.LASTING] = Plan(told_at, day, again, month, counting.days(month, 1))
    return found


def code(form: str, office: str, importance: Importance, department: str, serial: int) -> str:
    """Return the code of a complaint: office, class, department, serial. Source: S-24."""
    return form.format(office=office, **{"class": importance.value}, dept=department, serial=serial)


def joint(signers: int, policy: ComplaintPolicy) -> tuple[bool, bool]:
    """Tell whether so many signers make it class A, and whether the company hears. CMP-08, S-23."""
    return signers >= policy.joint_a_min, signers >= policy.joint_company_min


# The ladder that a complaint climbs; the head's rung is the last within the office.
RUNGS = ("supervisor", "quality_supervisor", "manager", "office_head", "company")


def within_authority(role: str, yuan_fen: int, policy: AuthorityPolicy) -> bool:
    """Tell whether this role may promise so much alone. Amounts in fen. Source: CMP-17, S-27.

    Without a figure in the head's mandate, the head's own word approves any sum.
    """
    limits: dict[str, int | None] = {
        "supervisor": policy.supervisor, "quality_supervisor": policy.quality,
        "manager": policy.supervisor, "office_head": policy.head,
    }  # fmt: skip
    if role == "company":
        return True
    if role not in limits:
        return yuan_fen == 0
    limit = limits[role]
    return role == "office_head" if limit is None else yuan_fen <= limit * 100


def gaps_in(
    status: str, *, has_owner: bool, cause: str, result: str, explanation: str, valid: bool | None
) -> tuple[str, ...]:
    """Return what the handling record should hold in this status and does not.

    Somebody named while it is open; cause and result of what was handled, the explanation of what
    was not upheld. Source: CMP-09, CMP-14, CMP-23.
    """
    if status in UNSOLVED:
        return () if has_owner else ("owner",)
    if status == Status.RETRACTED:
        return ()
    if valid is False:
        return () if explanation.strip() else ("explanation",)
    told = {"cause": cause, "result": result}
    return tuple(name for name, words in told.items() if not words.strip())
