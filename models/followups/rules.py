"""Follow-ups 回访: which questions follow a finished job, when, and what silence does. Pure."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum

from models.calendar import Calendar, Hours
from models.followups.policy import DeadlinePolicy, FollowUpPolicy
from models.values import frozen


class Answer(StrEnum):
    """What the resident says of the work. There is no answer for silence."""

    FIXED = "fixed"
    PARTLY = "partly"
    NOT = "not"
    SATISFIED = "satisfied"
    DISSATISFIED = "dissatisfied"


WELLBEING = (Answer.FIXED, Answer.NOT)  # of somebody: they are well, or somebody has to come
GOOD = frozenset({Answer.FIXED, Answer.SATISFIED})  # nothing is left to do
UNSURE = "unsure"  # kind of the words that answer something, and nobody knows what


class Reason(StrEnum):
    """Why, in one press."""

    WELL_DONE = "well_done"
    ON_TIME = "on_time"
    TIDY = "tidy"
    POLITE = "polite"
    SAME_FAULT = "same_fault"
    NEW_FAULT = "new_fault"
    LATE = "late"
    UNTIDY = "untidy"
    RUDE = "rude"
    SOLVED = "solved"
    FAIR = "fair"
    NOT_SOLVED = "not_solved"
    NOT_FAIR = "not_fair"
    NOT_HEARD = "not_heard"


_PRAISE = (Reason.WELL_DONE, Reason.ON_TIME, Reason.TIDY, Reason.POLITE)
_BLAME = (Reason.SAME_FAULT, Reason.NEW_FAULT, Reason.LATE, Reason.UNTIDY, Reason.RUDE)
REASONS: Mapping[Answer, tuple[Reason, ...]] = {
    Answer.FIXED: _PRAISE,
    Answer.PARTLY: _BLAME,
    Answer.NOT: _BLAME,
    Answer.SATISFIED: (Reason.SOLVED, Reason.ON_TIME, Reason.POLITE, Reason.FAIR),
    Answer.DISSATISFIED: (
        *(Reason.NOT_SOLVED, Reason.LATE, Reason.NOT_FAIR, Reason.NOT_HEARD, Reason.RUDE),
    ),
}


class FollowUpKind(StrEnum):
    """What is asked about a finished job."""

    GENERAL = "general"
    SAFETY = "safety"  # as the general one, but an officer goes to the door
    PUBLIC = "public"  # the reply about a common part carries the question
    LEAK = "leak"  # once more, after the leak test
    IMPORTANT = "important"  # once more, within a month
    HANDLED = "handled"  # the result of a complaint
    LASTING = "lasting"  # of class A and B once more, within a month


_OF_WORK = (Answer.FIXED, Answer.PARTLY, Answer.NOT)
_OF_COMPLAINTS = (Answer.SATISFIED, Answer.DISSATISFIED)


def answers(kind: FollowUpKind) -> tuple[Answer, ...]:
    """Return what can be answered to the question, the good one first."""
    about_complaint = kind in {FollowUpKind.HANDLED, FollowUpKind.LASTING}
    return _OF_COMPLAINTS if about_complaint else _OF_WORK


def meant_by(said: frozenset[str], questions: int) -> Answer | None:
    """Return the one answer that words of these kinds give, when one question waits.

    Nothing is good while anything casts doubt on it.
    """
    meant = [each for each in Answer if each in said]
    if questions != 1 or len(meant) != 1 or (UNSURE in said and meant[0] in GOOD):
        return None
    return meant[0]


@frozen
class Job:
    """What of a finished job decides which questions follow; `tested_at`: its leak test."""

    trade: str
    is_public: bool
    is_important: bool
    done_at: datetime
    tested_at: datetime | None = None


@frozen
class Counting:
    """How an estate counts: its calendar, its hours for residents, its ways with days."""

    calendar: Calendar
    hours: tuple[Hours, ...]
    deadlines: DeadlinePolicy

    def permitted(self, moment: datetime) -> datetime:
        """Return the first moment from `moment` on at which residents are written to. S-42."""
        return self.calendar.first_permitted(moment, self.hours)

    def days(self, moment: datetime, days: int) -> datetime:
        """Return the end of the `days`-th day after `moment`, or the same hour of it. S-29."""
        if self.deadlines.day_mode == "exact":
            return self.calendar.add(moment, timedelta(days=days))
        return self.calendar.end_of_day(moment, days)

    def a_month(self, moment: datetime) -> datetime:
        """Return the end of the same date a month later, or of the 30th day. S-29."""
        if self.deadlines.month_mode == "thirty_days":
            return self.days(moment, 30)
        return self.calendar.same_date_after(moment, 1)

    def opening(self, moment: datetime) -> datetime:
        """Return when residents are first written to on the day of `moment`."""
        opens = min(span.opens for span in self.hours)
        return self.calendar.local(self.calendar.day_of(moment), opens)


@frozen
class Plan:
    """The moments of one follow-up, counted from `since`."""

    since: datetime
    ask_at: datetime
    escalate_at: datetime
    limit_at: datetime
    final_at: datetime


Plans = Mapping[FollowUpKind, Plan]


def plans(job: Job, policy: FollowUpPolicy, counting: Counting) -> Plans:
    """Return the questions that follow a job, the first one first.

    A common part gets its reply the same day and no question later, any other job one within
    24 hours; a leak and an important need are asked about again. Source: CB-01 to CB-06, S-03.
    """
    found = {}
    if job.is_public and policy.same_day_reply:
        found[FollowUpKind.PUBLIC] = reply(job.done_at, policy, counting)
    elif job.trade in policy.safety_trades:
        found[FollowUpKind.SAFETY] = general(job.done_at, policy, counting)
    else:
        found[FollowUpKind.GENERAL] = general(job.done_at, policy, counting)
    if job.trade in policy.leak_trades:
        found[FollowUpKind.LEAK] = leak(job.tested_at or job.done_at, policy, counting)
    if matters_long(job, policy):
        found[FollowUpKind.IMPORTANT] = important(job.done_at, policy, counting)
    return found


def matters_long(job: Job, policy: FollowUpPolicy) -> bool:
    """Tell whether it is an important need: flagged, or of itself. Source: CB-06, S-05."""
    return job.is_important or job.trade in {*policy.safety_trades, *policy.leak_trades}


def general(done_at: datetime, policy: FollowUpPolicy, counting: Counting) -> Plan:
    """Return when to ask, when silence becomes an officer's task, and when that is late.

    Asked at the first permitted hour, two hours or more after the work; nobody telephones before
    that, unless the limit comes first. Hours run round the clock, days end with the day (S-29).
    Source: CB-01, CB-02, CB-04, S-01.
    """
    ask_at = counting.permitted(done_at + timedelta(hours=policy.delay_hours))
    limit = done_at + timedelta(hours=policy.limit_hours)
    return Plan(
        since=done_at,
        ask_at=ask_at,
        escalate_at=min(max(done_at + timedelta(hours=policy.escalate_hours), ask_at), limit),
        limit_at=limit,
        final_at=counting.days(done_at, policy.final_days),
    )


def reply(done_at: datetime, policy: FollowUpPolicy, counting: Counting) -> Plan:
    """Return when the reply about a common part reaches its reporters: at once, as S-42 permits.

    Source: CB-05, REP-17, S-03.
    """
    at = counting.permitted(done_at)
    limit = counting.days(done_at, 0)
    return Plan(done_at, ask_at=at, escalate_at=at, limit_at=limit, final_at=limit)


def leak(tested_at: datetime, policy: FollowUpPolicy, counting: Counting) -> Plan:
    """Return when to ask whether it stays dry: a day before the limit, so that a person can ask.

    Silence becomes a task on the morning of the last day. Source: CB-03, S-02.
    """
    dry = timedelta(days=policy.leak_days - 1, hours=policy.delay_hours)
    limit = counting.days(tested_at, policy.leak_days)
    ask_at = counting.permitted(tested_at + dry)
    return Plan(
        since=tested_at,
        ask_at=ask_at,
        escalate_at=min(max(counting.opening(limit), ask_at), limit),
        limit_at=limit,
        final_at=counting.days(limit, 1),
    )


def important(done_at: datetime, policy: FollowUpPolicy, counting: Counting) -> Plan:
    """Return when to ask how it does in use: on day 25; the month is the limit. CB-06, S-05."""
    day = counting.opening(counting.calendar.end_of_day(done_at, policy.important_day))
    ask_at = counting.permitted(day)
    limit = counting.a_month(done_at)
    return Plan(
        since=done_at,
        ask_at=ask_at,
        escalate_at=counting.opening(ask_at + timedelta(days=1)),
        limit_at=limit,
        final_at=counting.days(limit, 1),
    )
