"""Staff groups: bound chats, or topics of a chat, with what they are for."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from models.fields import choice, json_value, key, link, one_of, telegram_id
from models.people.tables import Language


class Purpose(StrEnum):
    """What a group is for."""

    DISPATCH = "dispatch"
    MANAGEMENT = "management"
    FINANCE = "finance"
    OPERATOR = "operator"


class StaffGroup(SQLModel, table=True):
    """A chat (or topic, `thread_id` > 0) that gets the cards of its trades and buildings.

    Empty `trades` or `buildings` mean all. `lost_at` is set when the bot was removed from it,
    `shut_at` while it may not speak there.
    """

    __tablename__ = "staff_groups"
    __table_args__ = (
        UniqueConstraint("chat_id", "thread_id", "purpose"),
        one_of("purpose", Purpose),
        one_of("language", Language),
    )

    id: int = key()
    estate_id: int = link("estates.id")
    chat_id: int = telegram_id(index=True)
    thread_id: int = Field(default=0)
    title: str = ""
    purpose: Purpose = choice(Purpose)
    trades: list[str] = json_value(default_factory=list)
    buildings: list[str] = json_value(default_factory=list)
    language: Language = choice(Language, default=Language.SIMPLIFIED)
    bound_at: datetime
    lost_at: datetime | None = None
    shut_at: datetime | None = None
