"""What came by voice or on paper and was keyed in: by which way, and whether in time."""

from datetime import datetime, timedelta
from enum import StrEnum

from sqlmodel import Session

from models.cases.operations import note
from models.cases.policy import EntryPolicy
from models.cases.tables import Case
from models.errors import DomainError
from models.estate.settings import policy_of
from models.events import Actor
from models.people.tables import Person


class Came(StrEnum):
    """How it reached the desk."""

    CALL = "call"
    VISIT = "visit"
    PATROL = "patrol"
    LETTER = "letter"
    MAIL = "mail"


class AboutYou(DomainError):
    """It is about the officer who would key it in."""

    text_key = "cases.about_you"


ON_PAPER = frozenset({Came.LETTER, Came.MAIL})


class Since(StrEnum):
    """How long ago it was told."""

    NOW = "now"
    ONE_HOUR = "one_hour"
    TWO_HOURS = "two_hours"
    LONGER = "longer"


AGO = {Since.NOW: 0, Since.ONE_HOUR: 1, Since.TWO_HOURS: 2, Since.LONGER: 24}  # hours


def entered(
    session: Session, case: Case, came: Came, ago: timedelta, *, by: Person, now: datetime
) -> bool:
    """Record by which way it came and who keyed it in; return whether that was late.

    Source: GEN-06, REP-03, S-08.
    """
    note(session, case, f"keyed_{came}", actor=Actor.STAFF, person=by, now=now)
    hours = policy_of(session, case.estate_id, EntryPolicy).case_hours
    is_late = ago > timedelta(hours=hours)
    if is_late:
        note(session, case, "keyed_late", actor=Actor.STAFF, person=by, now=now)
    return is_late
