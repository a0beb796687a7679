"""What was said about a case or in a talk, and which message carries it on the other side."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import SQLModel

from models.fields import key, link, telegram_id


class Remark(SQLModel, table=True):
    """Words about a case, or in a talk, as said; `outbox_id` is the message that passes them on.

    One row for each chat they went to; none of the outbox for a note that stays inside. `saved`
    names the reply that an officer pressed instead of writing.
    """

    __tablename__ = "remarks"
    __table_args__ = (UniqueConstraint("chat_id", "message_id", "outbox_id"),)

    id: int = key()
    estate_id: int = link("estates.id")
    case_id: int | None = link("cases.id", optional=True)
    talk_id: int | None = link("talks.id", optional=True)
    person_id: int = link("people.id")
    chat_id: int = telegram_id()
    message_id: int = telegram_id()
    album: str = ""  # Telegram's mark of pictures that came together
    outbox_id: int | None = None  # no foreign key: the outbox is purged, what was said stays
    words: str
    saved: str = ""
    said_at: datetime
