"""Moves that were said: whose, until when, and what was agreed for the way."""

from datetime import date, datetime

from sqlalchemy import Index, text
from sqlmodel import SQLModel

from models.fields import choice, key, link, one_of
from models.moving.rules import Stage

_OPEN = text("stage IN ('planned', 'agreed')")


class Move(SQLModel, table=True):
    """A move out of a home; one open move for each role in it.

    `last_day` is the last with access. `ended_before`: when the role was to end anyway, which
    holds again when the move is withdrawn.
    """

    __tablename__ = "moves"
    __table_args__ = (
        one_of("stage", Stage),
        Index(
            "uq_moves_open", "residency_id", unique=True,
            sqlite_where=_OPEN, postgresql_where=_OPEN,
        ),
    )  # fmt: skip

    id: int = key()
    estate_id: int = link("estates.id")
    residency_id: int = link("residencies.id")
    stage: Stage = choice(Stage, default=Stage.PLANNED)
    rev: int = 0
    last_day: date
    space_back_on: date | None = None
    ended_before: date | None = None
    said_by: int = link("people.id")
    said_at: datetime
