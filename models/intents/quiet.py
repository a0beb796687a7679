"""When what nobody waits for may reach a person. S-42."""

from datetime import datetime

from sqlmodel import Session

from models.estate.calendars import calendar_of
from models.estate.settings import policy_of
from models.estate.tables import Estate
from models.intents.policy import NoticePolicy
from models.intents.tables import Outbox
from models.people.rules import permitted_hours
from models.people.tables import Person


def permitted_from(session: Session, row: Outbox, now: datetime) -> datetime:
    """Return the first moment at which the message may go, as its reader wishes now."""
    estate = session.get_one(Estate, row.estate_id)
    hours = permitted_hours(
        session.get_one(Person, row.person_id).written_at,
        policy_of(session, estate.id, NoticePolicy).resident_hours,
    )
    return calendar_of(session, estate).first_permitted(now, hours)
