"""What the ladder keeps of a home: the steps that were taken, and why it rests."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from models.dunning.words import Brake, ErrandKind, Outcome, Paper, Reach, Rung
from models.fields import choice, json_value, key, link, one_of


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
    preserve_on: date | None = None  # of a suit that is won: by then preservation is asked


class Errand(SQLModel, table=True):
    """Something an officer does about a home that owes; one at a time, open until it is noted."""

    __tablename__ = "dunning_errands"
    __table_args__ = (
        one_of("kind", ErrandKind),
        one_of("outcome", Outcome),
        Index(
            "uq_dunning_errands_open", "home_id", unique=True,
            sqlite_where=text("closed_at IS NULL"), postgresql_where=text("closed_at IS NULL"),
        ),
    )  # fmt: skip

    id: int = key()
    estate_id: int = link("estates.id")
    home_id: int = link("homes.id")
    kind: ErrandKind = choice(ErrandKind)
    given_to: int | None = link("staff.id", optional=True)
    rev: int = 0
    tries: int = 0
    outcome: Outcome | None = choice(Outcome, default=None, nullable=True)
    reason: str = ""
    opened_at: datetime
    due_at: datetime
    closed_at: datetime | None = None
    closed_by: int | None = link("staff.id", optional=True)


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
    case_id: int | None = link("cases.id", optional=True)  # that asks what is doubted
    parts: list[list[Any]] = json_value(default_factory=list)  # of a plan: each day, and fen
    owed: int = 0  # fen, when a plan was agreed
    paid: int = 0  # fen, by then, of what was due: what comes beyond it pays the plan
    proofs: list[int] = json_value(default_factory=list)  # files: photographs of the payment
    ended_at: datetime | None = None
    kept: bool | None = None  # whether it turned out as was said


class LadderRun(SQLModel, table=True):
    """A day's reminders: whether they go out or stand still, and where finance sees how far.

    `card` and `calls` are rows of the outbox, which is purged: no foreign keys.
    """

    __tablename__ = "dunning_runs"
    __table_args__ = (UniqueConstraint("estate_id", "on"),)

    id: int = key()
    estate_id: int = link("estates.id")
    on: date
    begun_at: datetime
    stopped_at: datetime | None = None
    stopped_by: int | None = link("staff.id", optional=True)
    stops: int = 0
    reported_left: int = 0  # how many the report still missed
    card: int | None = None
    calls: int | None = None
    shown: str = Field(default="")  # what the card was last drawn from
    ended_at: datetime | None = None


class Reminder(SQLModel, table=True):
    """One person on one day: whether the message of all their homes has reached them."""

    __tablename__ = "dunning_reminders"
    __table_args__ = (UniqueConstraint("run_id", "person_id"), one_of("state", Reach))

    id: int = key()
    run_id: int = link("dunning_runs.id")
    person_id: int = link("people.id")
    outbox_id: int | None = Field(default=None, index=True)  # no foreign key: the outbox is purged
    state: Reach = choice(Reach, default=Reach.HELD)
    settled_at: datetime | None = None
    settled_by: int | None = link("staff.id", optional=True)
