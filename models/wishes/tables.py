"""Which message told a case: when it is changed, the case hears of it."""

from sqlalchemy import UniqueConstraint
from sqlmodel import SQLModel

from models.fields import key, link, telegram_id


class Telling(SQLModel, table=True):
    """A message of a resident's that became part of a case."""

    __tablename__ = "tellings"
    __table_args__ = (UniqueConstraint("chat_id", "message_id", "case_id"),)

    id: int = key()
    case_id: int = link("cases.id")
    chat_id: int = telegram_id()
    message_id: int = telegram_id()
