"""The moments of an estate's day: its morning, the end of its shift."""

from datetime import datetime, time, timedelta
from typing import ClassVar

from sqlmodel import Session

from models.due import Moment, all_due
from models.estate.calendars import calendar_of
from models.estate.settings import policy_of
from models.estate.tables import Estate
from models.handovers.policy import HandoverPolicy
from models.values import frozen


@frozen
class MorningComes(Moment):
    """Officers are to see what is open. Source: REP-18, SHF-02, S-45."""

    subject: int
    day: str
    rings: ClassVar[str] = "handovers"

    def identity(self) -> str:
        return self.day


@frozen
class ShiftEnds(Moment):
    """What is open is to be handed over. Source: SHF-01, REP-19, S-45."""

    subject: int
    day: str
    rings: ClassVar[str] = "handovers"

    def identity(self) -> str:
        return self.day


def plan_days(session: Session, estate_id: int, *, now: datetime) -> None:
    """Enter the next morning and the next end of the shift in the book, once."""
    estate = session.get_one(Estate, estate_id)
    calendar = calendar_of(session, estate)
    policy = policy_of(session, estate_id, HandoverPolicy)
    ends = calendar.shift[-1].closes
    moments: list[tuple[Moment, datetime]] = []
    for kind, at in ((MorningComes, policy.digest_at), (ShiftEnds, ends)):
        today = calendar.day_of(now)
        days = (today + timedelta(days=ahead) for ahead in range(3))
        day = next(each for each in days if calendar.local(each, _end(at)) > now)
        moment = calendar.local(day, _end(at))
        moments.append((kind(estate_id, day.isoformat()), moment))
    all_due(session, moments, estate_id=estate_id)


def _end(at: time) -> time:
    """Return the time of day; a shift until midnight ends a minute before it."""
    return at if at != time() else time(23, 59)
