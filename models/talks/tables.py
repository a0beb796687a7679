"""Who wished to talk, who has the talk, and who was asked to take it."""

from datetime import datetime

from sqlmodel import SQLModel

from models.fields import choice, json_value, key, link, one_of
from models.talks.rules import Status


class Talk(SQLModel, table=True):
    """A wish to talk, until it has ended. `told` and `files` came before anybody had it.

    While the resident waits, `waits_since` says from when, `answer_by` what was promised, and
    `climbed` how often that was broken; `promises` counts them. `rev` counts changes of status.
    """

    __tablename__ = "talks"
    __table_args__ = (one_of("status", Status),)

    id: int = key()
    estate_id: int = link("estates.id")
    person_id: int = link("people.id")
    by_phone: bool = False
    told: str = ""
    files: list[int] = json_value(default_factory=list)
    status: Status = choice(Status, default=Status.ASKED)
    rev: int = 0
    owner_id: int | None = link("staff.id", optional=True)
    tries: int = 0
    opened_at: datetime
    answer_by: datetime
    waits_since: datetime | None = None
    promises: int = 0
    climbed: int = 0
    taken_at: datetime | None = None
    ended_at: datetime | None = None
    helped: bool | None = None


class TalkAsk(SQLModel, table=True):
    """Who was shown the talk, and in which message; without a person it was the group."""

    __tablename__ = "talk_asks"

    id: int = key()
    talk_id: int = link("talks.id")
    staff_id: int | None = link("staff.id", optional=True)
    outbox_id: int  # no foreign key: the outbox is purged, who was asked stays
    asked_at: datetime
