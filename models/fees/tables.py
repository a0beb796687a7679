"""What is charged, and what was paid: in fen, and never deleted."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from models.fees.collecting_rules import CollectionState
from models.fees.words import Method, PaymentState
from models.fields import choice, key, link, one_of


class Charge(SQLModel, table=True):
    """What a home owes for one item of the list of fees and one month (`2026-11`)."""

    __tablename__ = "charges"
    __table_args__ = (
        UniqueConstraint("home_id", "period", "item"),
        CheckConstraint("amount >= 0", name="amount_not_negative"),
    )

    id: int = key()
    estate_id: int = link("estates.id")
    home_id: int = link("homes.id")
    period: str
    item: str
    amount: int
    due_on: date


class Payment(SQLModel, table=True):
    """What was paid for a home, by its receipt; `period` and `item` name the charge, if any.

    `taken_by` received it here, from `payer_id`; what came from accounting has neither. A payment
    that was wrong is cancelled with its reason, by somebody else, and stays.
    """

    __tablename__ = "payments"
    __table_args__ = (
        UniqueConstraint("estate_id", "reference"),
        one_of("method", Method),
        one_of("state", PaymentState),
        CheckConstraint("amount > 0", name="amount_positive"),
    )

    id: int = key()
    estate_id: int = link("estates.id")
    home_id: int = link("homes.id")
    reference: str
    paid_on: date
    amount: int
    method: Method = choice(Method)
    state: PaymentState = choice(PaymentState, default=PaymentState.KEPT)
    period: str | None = None
    item: str | None = None
    payer_id: int | None = link("people.id", optional=True)
    taken_by: int | None = link("staff.id", optional=True)
    taken_at: datetime | None = None
    received_by: int | None = link("staff.id", optional=True)
    received_at: datetime | None = None
    cancelled_at: datetime | None = None
    cancelled_by: int | None = link("staff.id", optional=True)
    reason: str = Field(default="")


class Collection(SQLModel, table=True):
    """Somebody comes to a home for its fees: whose, at which time, for how much; one at a time.

    `person_id` is who expects them, `staff_id` who comes. `rev` counts the times that were agreed.
    """

    __tablename__ = "collections"
    __table_args__ = (
        one_of("state", CollectionState),
        Index(
            "uq_collections_open", "home_id", unique=True,
            sqlite_where=text("ended_at IS NULL"), postgresql_where=text("ended_at IS NULL"),
        ),
    )  # fmt: skip

    id: int = key()
    estate_id: int = link("estates.id")
    home_id: int = link("homes.id")
    person_id: int = link("people.id")
    staff_id: int = link("staff.id")
    state: CollectionState = choice(CollectionState, default=CollectionState.AGREED)
    rev: int = 1
    at: datetime
    amount: int  # fen
    rest_id: int | None = link("dunning_rests.id", optional=True)
    agreed_at: datetime
    arrived_at: datetime | None = None
    ended_at: datetime | None = None
