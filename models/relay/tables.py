"""What was said about a case, and which message carries it on the other side."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import SQLModel

from models.fields import key, link, telegram_id


class Remark(SQLModel, table=True):
    """Words about a case as somebody said them; `outbox_id` is the message that passes them on.

    One row for each chat they went to; none of the outbox for a note that stays inside.
    """

    __tablename__ = "remarks"
    __table_args__ = (UniqueConstraint("chat_id", "message_id", "outbox_id"),)

    id: int = key()
    estate_id: int = link("estates.id")
    case_id: int = link("cases.id")
    person_id: int = link("people.id")
    chat_id: int = telegram_id()
    message_id: int = telegram_id()
    outbox_id: int | None = None  # no foreign key: the outbox is purged, what was said stays
    words: str
    said_at: datetime
