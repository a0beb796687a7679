"""Why somebody wishes to talk, and by when they are called. Pure."""

from datetime import datetime, timedelta
from enum import StrEnum

from models.calendar import Calendar
from models.talks.policy import TalkPolicy


class About(StrEnum):
    """Why somebody wishes to talk."""

    PERSON = "person"
    COMPLAINT = "complaint"


def called_by(now: datetime, policy: TalkPolicy, calendar: Calendar) -> datetime:
    """Return by when a person calls: counted in service hours, so at night after the opening.

    Source: S-49, GEN-07.
    """
    return calendar.add(now, timedelta(minutes=policy.human_minutes), hours=calendar.shift)
