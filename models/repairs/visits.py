"""The agreed visit: what a resident chose, checked against what is still offered."""

from dataclasses import dataclass
from datetime import date, datetime, time

from sqlmodel import Session

from models.errors import NoLonger
from models.estate.calendars import calendar_of
from models.estate.tables import Estate
from models.people.tables import Trade
from models.repairs.slots import hold_book, slots_with_room


class VisitTaken(NoLonger):
    """The visit time is no longer to be had: it has begun, or another has the last place."""

    text_key = "repairs.visit_taken"


@dataclass(frozen=True)
class Visit:
    """An agreed visit, in the estate's local time."""

    day: date
    begins: time
    ends: time


def agreed(
    session: Session,
    estate_id: int,
    visit: Visit | None,
    *,
    trade: Trade,
    now: datetime,
    besides: int = 0,
) -> tuple[datetime | None, datetime | None]:
    """Return the visit as moments; its place is held until this transaction ends. REP-02, S-09.

    `besides` is the case whose own visit it replaces. Raises VisitTaken when it is not offered.
    """
    if visit is None:
        return None, None
    hold_book(session, estate_id)
    offered = slots_with_room(session, estate_id, trade, now=now, besides=besides)
    free = offered.get(visit.day, ())
    if not any((span.opens, span.closes) == (visit.begins, visit.ends) for span in free):
        raise VisitTaken
    calendar = calendar_of(session, session.get_one(Estate, estate_id))
    return calendar.local(visit.day, visit.begins), calendar.local(visit.day, visit.ends)
