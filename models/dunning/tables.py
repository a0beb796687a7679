"""What the ladder keeps of a home: the steps that were taken, and why it rests."""

from datetime import date, datetime

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import SQLModel

from models.dunning.words import Brake, Paper, Rung
from models.fields import choice, key, link, one_of


class DunningStep(SQLModel, table=True):
    """A step that was taken for a home on its day: for which month, and what was owed then.

    `told` counts who was written to; `paper` is what became of the notice, of a letter or suit
    whether finance has done it.
    """

    __tablename__ = "dunning_steps"
    __table_args__ = (
        UniqueConstraint("home_id", "on"),
        one_of("rung", Rung),
        one_of("paper", Paper),
    )

    id: int = key()
    estate_id: int = link("estates.id")
    home_id: int = link("homes.id")
    on: date
    rung: Rung = choice(Rung)
    month: int
    since: str  # the oldest month that is owed
    owed: int  # fen
    told: int = 0
    paper: Paper = choice(Paper, default=Paper.DUE)
    settled_at: datetime | None = None
    settled_by: int | None = link("staff.id", optional=True)


class Rest(SQLModel, table=True):
    """A home's ladder rests: why, until when, who said so; one at a time."""

    __tablename__ = "dunning_rests"
    __table_args__ = (
        one_of("brake", Brake),
        Index(
            "uq_dunning_rests_open", "home_id", unique=True,
            sqlite_where=text("ended_at IS NULL"), postgresql_where=text("ended_at IS NULL"),
        ),
    )  # fmt: skip

    id: int = key()
    estate_id: int = link("estates.id")
    home_id: int = link("homes.id")
    brake: Brake = choice(Brake)
    person_id: int | None = link("people.id", optional=True)
    staff_id: int | None = link("staff.id", optional=True)
    begun_at: datetime
    until: date | None = None
    through: date | None = None  # what is due by then is meant; else by the day it began
    ended_at: datetime | None = None
    kept: bool | None = None  # whether it turned out as was said
