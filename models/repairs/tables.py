"""What a repair keeps beside its case."""

from datetime import datetime

from sqlalchemy import CheckConstraint
from sqlmodel import Field, SQLModel

from models.emergencies.rules import Danger
from models.fields import KEY, choice, link, one_of
from models.people.tables import Trade
from models.repairs.rules import Entry, RecordClass
from models.repairs.visit_plan import LateCause


class Repair(SQLModel, table=True):
    """A repair; its key is its case's. `place` is empty for the home, else a common part's word.

    `linked_id` is the earlier case that it follows, or the one that it became part of.
    The visit is what was agreed with the resident (REP-02), late when nobody had come a while
    after its end (REP-09); times are the record of REP-07.
    `important`: asked about once more within a month (CB-06).
    """

    __tablename__ = "repairs"
    __table_args__ = (
        one_of("trade", Trade),
        one_of("entry", Entry),
        one_of("danger", Danger),
        one_of("late_cause", LateCause),
        one_of("record_class", RecordClass),
        CheckConstraint("visit_from < visit_until", name="visit_has_a_length"),
    )

    id: int = Field(primary_key=True, foreign_key="cases.id", sa_type=KEY)
    trade: Trade = choice(Trade)
    place: str = ""
    told: str
    visit_from: datetime | None = None
    visit_until: datetime | None = None
    visit_no: int = 0  # how often a visit was agreed
    record_class: RecordClass = choice(RecordClass, default=RecordClass.OWN)
    late_no: int = 0  # the last of them that nobody made in its time
    late_cause: LateCause | None = choice(LateCause, default=None, nullable=True)
    entry: Entry | None = choice(Entry, default=None, nullable=True)
    dispatches: int = 0  # how often it was put before the group: each has calls of its own
    danger: Danger | None = choice(Danger, default=None, nullable=True)  # an emergency: S-10
    dispatched_at: datetime | None = None
    claimed_at: datetime | None = None
    set_off_at: datetime | None = None
    arrived_at: datetime | None = None
    done_at: datetime | None = None
    result: str | None = None
    leak_tested_at: datetime | None = None
    important: bool = False
    handed_over: str | None = None  # why the last one gave it back: a `Reason`, or words
    linked_id: int | None = link("cases.id", optional=True)
