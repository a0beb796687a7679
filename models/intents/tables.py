"""Messages that wait to be sent, and cards that are edited in place."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from models.fields import choice, json_value, key, link, one_of, telegram_id


class OutboxState(StrEnum):
    """Where a message is; the last four are final and can be seen by people."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    REFUSED = "refused"
    UNCONFIRMED = "unconfirmed"
    EXPIRED = "expired"


class CardPlace(SQLModel, table=True):
    """The one message of a case in one chat. `message_id` is empty until Telegram named it."""

    __tablename__ = "cards"
    __table_args__ = (UniqueConstraint("case_id", "kind", "chat_id", "thread_id"),)

    id: int = key()
    case_id: int = link("cases.id")
    kind: str
    chat_id: int = telegram_id()
    thread_id: int = 0
    message_id: int | None = telegram_id(optional=True)


class Outbox(SQLModel, table=True):
    """One message to one chat. Waiting rows of a person go out in the order of their ids.

    A `quiet` one goes in permitted hours only. `not_before` is office time (the next of these
    hours), `held_until` real time (Telegram asked to wait). What waits with a `reason` was refused
    for now; `stumbles` counts the times that Telegram could not take it.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        one_of("state", OutboxState),
        Index("ix_outbox_state_chat_id_id", "state", "chat_id", "id"),
        Index("ix_outbox_state_priority_id", "state", "priority", "id"),
        Index("ix_outbox_chat_id_message_id", "chat_id", "message_id"),
        Index(
            "uq_outbox_card_waiting", "card_id", unique=True,
            sqlite_where=text("state = 'waiting'"), postgresql_where=text("state = 'waiting'"),
        ),
    )  # fmt: skip

    id: int = key()
    estate_id: int | None = link("estates.id", optional=True)
    chat_id: int = telegram_id()
    thread_id: int = 0
    person_id: int | None = link("people.id", optional=True)
    group_id: int | None = link("staff_groups.id", optional=True)
    language: str | None = None
    kind: str
    facts: dict[str, Any] = json_value()
    card_id: int | None = link("cards.id", optional=True, index=False)
    edits: int | None = telegram_id(optional=True)
    priority: int = 1
    state: OutboxState = choice(OutboxState, default=OutboxState.WAITING)
    attempts: int = 0
    stumbles: int = 0
    reason: str | None = None
    message_id: int | None = telegram_id(optional=True)
    quiet: bool = False
    not_before: datetime | None = None
    held_until: datetime | None = None
    created_at: datetime = Field()
    ended_at: datetime | None = None
