"""Follow-ups 回访: when the question is asked, and what follows silence. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from models.calendar import Calendar, Hours
from models.followups.policy import FollowUpPolicy


class Answer(StrEnum):
    """What the resident says of the work. There is no answer for silence."""

    FIXED = "fixed"
    PARTLY = "partly"
    NOT = "not"


@dataclass(frozen=True, slots=True)
class Plan:
    """The moments of one follow-up."""

    ask_at: datetime
    escalate_at: datetime
    limit_at: datetime
    final_at: datetime


def plan(
    done_at: datetime, policy: FollowUpPolicy, calendar: Calendar, hours: tuple[Hours, ...]
) -> Plan:
    """Return when to ask, when silence becomes an officer's task, and when that is late.

    Asked at the first permitted hour, two hours or more after the work; hours run round the
    clock, days end with the day (S-29). Source: CB-01, CB-04, S-01.
    """
    return Plan(
        ask_at=calendar.first_permitted(done_at + timedelta(hours=policy.delay_hours), hours),
        escalate_at=done_at + timedelta(hours=policy.escalate_hours),
        limit_at=done_at + timedelta(hours=policy.limit_hours),
        final_at=calendar.end_of_day(done_at, policy.final_days),
    )
