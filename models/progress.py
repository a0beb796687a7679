"""Half-told conversations: a row each, so that neither a restart nor a week loses a word."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Index, delete, text
from sqlmodel import Session, SQLModel, col, select

from models.fields import json_value, key, link
from models.prepared import Rows, prepared

DRAFT_KEPT_FOR = timedelta(days=30)


class Told(SQLModel, table=True):
    """What a person has told in one conversation so far. `open` rows take the person's next words.

    `rev` counts screens; `subject` is the case the conversation is about, when there is one.
    `page`: which of its screens a question shows; of words that answered no question, what they
    meant when that begins no conversation.
    `messages`: in which it was told, each with the question that it answered, its words and, of
    pictures, their album; none when it was answered, and only stands behind a button there.
    """

    __tablename__ = "progress"
    __table_args__ = (
        Index(
            "uq_progress_open", "person_id", unique=True,
            sqlite_where=text("open = 1"), postgresql_where=text("open"),
        ),
        {"sqlite_autoincrement": True},  # an id never comes again: old buttons name it
    )  # fmt: skip

    id: int = key()
    estate_id: int = link("estates.id")
    person_id: int = link("people.id")
    conversation: str
    subject: int = 0
    step: str
    rev: int = 0
    answers: dict[str, Any] = json_value(default_factory=dict)
    editing: bool = False
    page: str = ""
    messages: dict[str, list[str]] = json_value(default_factory=dict)
    open: bool = True
    touched_at: datetime

    @property
    def waits(self) -> bool:
        """Tell whether these are words that answered no question, and wait for their press."""
        return not self.step and bool(self.messages)


def open_one(session: Session, person_id: int) -> Told | None:
    """Return the conversation that takes the person's next words; one at hand costs no question.

    There is never a second: whoever opens one has put the other aside.
    """
    here = (row for row in session.identity_map.values() if isinstance(row, Told))
    mine = (row for row in here if row.open and row.person_id == person_id)
    at_hand = next((row for row in mine if row not in session.deleted), None)
    return at_hand or _open_one(session, person_id).first()


def open_about(session: Session, person_id: int, conversation: str) -> int:
    """Return the subject of what is open where it is this conversation, else 0."""
    told = open_one(session, person_id)
    return told.subject if told is not None and told.conversation == conversation else 0


@prepared
def _open_one(person_id: Any) -> Rows[Told]:
    return select(Told).where(Told.person_id == person_id, col(Told.open))


def drafts(session: Session, person_id: int) -> list[Told]:
    """Return what the person began and has not ended, newest first."""
    return list(_drafts(session, person_id))


@prepared
def _drafts(person_id: Any) -> Rows[Told]:
    return select(Told).where(Told.person_id == person_id).order_by(col(Told.touched_at).desc())


def purge_drafts(session: Session, *, now: datetime) -> None:
    """Forget drafts that nobody touched for 30 days."""
    session.execute(delete(Told).where(col(Told.touched_at) < now - DRAFT_KEPT_FOR))
