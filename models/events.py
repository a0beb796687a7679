"""What happened to a case: an append-only row a change, ids and states only."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlmodel import Session, SQLModel, col, select

from models.fields import choice, json_value, key, link, one_of


class Actor(StrEnum):
    """Who or what made something happen."""

    RESIDENT = "resident"
    STAFF = "staff"
    CLOCK = "clock"


class Event(SQLModel, table=True):
    """One change of one case. `action` is an action word, `cause` names the press or due row."""

    __tablename__ = "events"
    __table_args__ = (one_of("actor", Actor),)

    id: int = key()
    estate_id: int = link("estates.id")
    case_id: int = link("cases.id")
    at: datetime
    actor: Actor = choice(Actor)
    person_id: int | None = link("people.id", optional=True)
    action: str
    before: str | None = None
    after: str
    facts: dict[str, Any] = json_value(default_factory=dict)


def events_of(session: Session, case_id: int) -> list[Event]:
    """Return what happened to the case, oldest first."""
    wanted = select(Event).where(Event.case_id == case_id).order_by(col(Event.id))
    return list(session.exec(wanted))
