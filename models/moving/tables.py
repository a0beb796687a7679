"""Moves that were said: whose, until when, and what was agreed for the way."""

from datetime import date, datetime

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import SQLModel

from models.fields import choice, key, link, one_of
from models.moving.rules import Keys, Stage

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


class HandBack(SQLModel, table=True):
    """What the desk takes back from who leaves a home: its cards name this row, keys are here.

    `closed_at`: when each was noted as back or as missing; who noted last is `noted_by`. Of whom it
    is asked, `residency_id`, is nobody once they are forgotten; it is asked for all the same.
    """

    __tablename__ = "handbacks"
    __table_args__ = (UniqueConstraint("residency_id"), one_of("keys", Keys))

    id: int = key()
    estate_id: int = link("estates.id")
    home_id: int = link("homes.id")
    residency_id: int | None = link("residencies.id", optional=True, index=False)
    keys: Keys = choice(Keys, default=Keys.ASKED)
    noted_by: int | None = link("staff.id", optional=True)
    closed_at: datetime | None = None
