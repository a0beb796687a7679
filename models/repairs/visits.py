"""The agreed visit: what a resident chose, checked against what is still offered."""

from dataclasses import dataclass
from datetime import date, datetime, time

from sqlmodel import Session

from models.errors import DomainError
from models.estate.calendars import calendar_of
from models.estate.settings import policy_of
from models.estate.tables import Estate
from models.repairs.policy import RepairPolicy
from models.repairs.rules import slots_offered


class VisitTaken(DomainError):
    """The visit time is no longer to be had."""

    text_key = "repairs.visit_taken"


@dataclass(frozen=True)
class Visit:
    """An agreed visit, in the estate's local time."""

    day: date
    begins: time
    ends: time


def agreed(
    session: Session, estate_id: int, visit: Visit | None, *, now: datetime
) -> tuple[datetime | None, datetime | None]:
    """Return the visit as moments. Raises VisitTaken when its time is no longer offered."""
    if visit is None:
        return None, None
    calendar = calendar_of(session, session.get_one(Estate, estate_id))
    policy = policy_of(session, estate_id, RepairPolicy)
    offered = slots_offered(now, policy, calendar).get(visit.day, ())
    if not any((span.opens, span.closes) == (visit.begins, visit.ends) for span in offered):
        raise VisitTaken
    return calendar.local(visit.day, visit.begins), calendar.local(visit.day, visit.ends)
