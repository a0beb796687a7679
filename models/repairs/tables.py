"""What a repair keeps beside its case."""

from datetime import datetime

from sqlalchemy import CheckConstraint
from sqlmodel import Field, SQLModel

from models.emergencies.rules import Danger
from models.fields import KEY, choice, key, link, one_of
from models.people.tables import Trade
from models.repairs.classes import DutyReason, OrderKind, QuoteState
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
        one_of("order_kind", OrderKind),
        CheckConstraint("visit_from < visit_until", name="visit_has_a_length"),
    )

    id: int = Field(primary_key=True, foreign_key="cases.id", sa_type=KEY)
    trade: Trade = choice(Trade)
    order_kind: OrderKind = choice(OrderKind)
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
    eta_at: datetime | None = None
    arrived_at: datetime | None = None
    left_at: datetime | None = None
    done_at: datetime | None = None
    result: str | None = None
    signed_at: datetime | None = None
    returned_at: datetime | None = None
    leak_tested_at: datetime | None = None
    important: bool = False
    handed_over: str | None = None  # why the last one gave it back: a `Reason`, or words
    linked_id: int | None = link("cases.id", optional=True)


class Referral(SQLModel, table=True):
    """A repair that somebody outside the office has: developer, vendor, or several at one table.

    `promised_at` is their own word, or when an answer was promised; until `ended_at` it is open.
    """

    __tablename__ = "referrals"
    __table_args__ = (one_of("record_class", RecordClass), one_of("reason", DutyReason))

    id: int = key()
    estate_id: int = link("estates.id")
    case_id: int = link("cases.id")
    record_class: RecordClass = choice(RecordClass)
    name: str = ""
    told: str = ""
    reason: DutyReason | None = choice(DutyReason, default=None, nullable=True)
    written_by: int = link("staff.id")
    written_at: datetime
    approved_by: int | None = link("staff.id", optional=True)
    approved_at: datetime | None = None
    received_at: datetime | None = None
    promised_at: datetime | None = None
    urged: int = 0
    outcome: str | None = None
    ended_at: datetime | None = None


class Quote(SQLModel, table=True):
    """A price that was told before paid work (PAY-01). `amount` is in minor units (fen).

    `reduced_to` is a reduction that somebody asked for and the approver has not decided.
    """

    __tablename__ = "quotes"
    __table_args__ = (
        one_of("state", QuoteState),
        CheckConstraint("amount >= 0", name="amount_is_no_debt"),
        CheckConstraint("reduced_to < amount", name="reduction_reduces"),
    )

    id: int = key()
    estate_id: int = link("estates.id")
    case_id: int = link("cases.id")
    service: str = ""
    unit: str = ""
    note: str = ""
    amount: int
    state: QuoteState = choice(QuoteState, default=QuoteState.ASKED)
    quoted_at: datetime
    answered_at: datetime | None = None
    reduced_to: int | None = None
    asked_by: int | None = link("staff.id", optional=True)


class FittedPart(SQLModel, table=True):
    """A part that a job needed, as its sheet names it (REP-12)."""

    __tablename__ = "fitted_parts"

    id: int = key()
    estate_id: int = link("estates.id")
    case_id: int = link("cases.id")
    item: str
    specification: str = ""
    model: str = ""
