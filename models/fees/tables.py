"""What is charged, and what was paid: in fen, and never deleted."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel

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
