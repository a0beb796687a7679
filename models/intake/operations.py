"""Floods are met with kind words and a telephone number; nobody in danger is ever asked to wait."""

from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session, col, func, select

from models.cases.tables import Case
from models.errors import DomainError
from models.estate.settings import policy_of
from models.inbox import Inbox
from models.intake.policy import IntakePolicy
from models.people.operations import staff_of
from models.people.tables import Person
from models.permissions import today_in
from models.prepared import Rows, prepared
from models.repairs.rules import BEFORE_DONE

HOUR = timedelta(hours=1)


class TooManyOpen(DomainError):
    """The person has more open reports than one person may have."""

    text_key = "limits.too_many_open"


def refuse_if_too_many(session: Session, by: Person, *, now: datetime) -> None:
    """Raise TooManyOpen when a resident has as many open reports as the estate allows. GEN-11."""
    at_most = policy_of(session, by.estate_id, IntakePolicy).open_reports
    if _open_of(session, by.id).one() < at_most:
        return
    if staff_of(session, by.id, on=today_in(session, by.estate_id, now=now)) is None:
        raise TooManyOpen(count=at_most)


def over_the_limit(session: Session, estate_id: int, telegram_id: int, *, now: datetime) -> int:
    """Return by how many messages the account is over what one may send in an hour."""
    at_most = policy_of(session, estate_id, IntakePolicy).messages_per_hour
    lane, since = f"from:{telegram_id}", now - HOUR
    return max(0, _lately(session, lane, since).one() - at_most)


@prepared
def _open_of(person_id: Any) -> Rows[int]:
    mine = (Case.reporter_id == person_id, col(Case.status).in_(BEFORE_DONE))
    return select(func.count()).where(*mine)


@prepared
def _lately(lane: Any, since: Any) -> Rows[int]:
    return select(func.count()).where(Inbox.lane == lane, col(Inbox.received_at) > since)
