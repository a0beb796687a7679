"""What an agreed visit puts into the book: reminders, lateness, and the end of its day. Pure."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from enum import StrEnum

from models.calendar import DAY, Calendar, Hours
from models.repairs.visit_policy import VisitPolicy
from models.values import frozen


class LateCause(StrEnum):
    """Why a technician was late."""

    TRAFFIC = "traffic"
    EARLIER_JOB = "earlier_job"
    PARTS = "parts"
    FORGOT = "forgot"
    OTHER = "other"


@frozen
class VisitPlan:
    """The moments of one agreed visit; those that had passed when it was agreed are not there."""

    remind_resident_at: datetime | None
    shift_begins_at: datetime | None
    remind_technician_at: datetime | None
    ends_at: datetime
    given_up_at: datetime
    overdue_at: datetime


def plan_visit(
    agreed_at: datetime,
    begins: datetime,
    ends: datetime,
    policy: VisitPolicy,
    calendar: Calendar,
    hours: tuple[Hours, ...],
) -> VisitPlan:
    """Return when each side is reminded and when the visit is late. GEN-07, S-09, S-12.

    `hours` are those in which residents are written to (S-42).
    """
    day = calendar.day_of(begins)
    shift = calendar.local(day, calendar.shift[0].opens)
    near = begins - timedelta(minutes=policy.reminder_technician_minutes)
    return VisitPlan(
        remind_resident_at=_reminder(agreed_at, begins, policy, calendar, hours),
        shift_begins_at=shift if agreed_at < shift < near else None,
        remind_technician_at=near if agreed_at < near else None,
        ends_at=ends,
        given_up_at=ends + timedelta(minutes=policy.late_grace_minutes),
        overdue_at=calendar.end_of_day(begins, 0),
    )


def _reminder(
    agreed_at: datetime,
    begins: datetime,
    policy: VisitPolicy,
    calendar: Calendar,
    hours: tuple[Hours, ...],
) -> datetime | None:
    """Return the evening before, else some hours before, when residents may be written to.

    Who agreed it only just now is not reminded.
    """
    evening = calendar.local(calendar.day_of(begins) - DAY, policy.reminder_evening)
    ahead = timedelta(hours=policy.reminder_hours)

    def wishes() -> Iterator[datetime]:
        if agreed_at < evening:
            yield evening
        if agreed_at <= begins - 2 * ahead:
            yield begins - ahead

    return next((each for each in wishes() if calendar.permitted(each, hours)), None)
