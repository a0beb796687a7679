"""Tasks: what a person of the office has to do by telephone or on paper."""

from datetime import datetime
from enum import StrEnum

from sqlmodel import Field, SQLModel

from models.fields import choice, json_value, key, link, one_of
from models.tasks.rules import Outcome


class TaskKind(StrEnum):
    """What is to be done."""

    PHONE_FOLLOW_UP = "phone_follow_up"  # the resident did not answer the question
    LETTER = "letter"  # no chat, no number: printed, and put into the letter box
    PHONE_VISIT = "phone_visit"  # a visit is to be agreed, and buttons did not do it
    PHONE_PRICE = "phone_price"  # a price was told, and nobody has answered it
    PHONE_MESSAGE = "phone_message"  # Telegram refuses our messages to the resident


class Task(SQLModel, table=True):
    """A task about a case, open until somebody has said how it went; `last` is the last try.

    `people`: who is to be told, where it is not who reported the case.
    """

    __tablename__ = "tasks"
    __table_args__ = (one_of("kind", TaskKind), one_of("last", Outcome))

    id: int = key()
    estate_id: int = link("estates.id")
    kind: TaskKind = choice(TaskKind)
    case_id: int = link("cases.id")
    followup_id: int | None = link("followups.id", optional=True)
    text_key: str | None = Field(default=None)  # the message that could not be delivered
    people: list[int] = json_value(default_factory=list)
    given_to: int | None = link("staff.id", optional=True)
    rev: int = 0
    tries: int = 0
    last: Outcome | None = choice(Outcome, default=None, nullable=True)
    at_door: bool = False
    due_at: datetime
    opened_at: datetime
    closed_at: datetime | None = None
    closed_by: int | None = link("staff.id", optional=True)
