"""Requests of accounts that have no code."""

from datetime import date, datetime

from sqlalchemy import Index, text
from sqlmodel import SQLModel

from models.fields import choice, key, link, one_of, telegram_id
from models.people.tables import HomeRole
from models.registration.rules import Stage

_OPEN = text("stage IN ('begun', 'waiting')")


class Request(SQLModel, table=True):
    """An account asks to be linked; one open request an account.

    `resident_id` is whom the register names by the number, or by home and name. What approving
    changed is kept, so that it can be undone: `residency_id` was added, `former_account` was left.
    Of a tenant: from when until when the lease runs, as they told.
    """

    __tablename__ = "registration_requests"
    __table_args__ = (
        one_of("stage", Stage),
        one_of("role", HomeRole),
        Index(
            "uq_registration_requests_open", "estate_id", "account", unique=True,
            sqlite_where=_OPEN, postgresql_where=_OPEN,
        ),
    )  # fmt: skip

    id: int = key()
    estate_id: int = link("estates.id")
    account: int = telegram_id()
    language: str
    phone: str
    stage: Stage = choice(Stage, default=Stage.BEGUN)
    rev: int = 0
    resident_id: int | None = link("people.id", optional=True)
    by_phone: bool = False
    told_home: str = ""
    home_id: int | None = link("homes.id", optional=True)
    name: str = ""
    role: HomeRole | None = choice(HomeRole, default=None, nullable=True)
    lease_from: date | None = None
    lease_until: date | None = None
    opened_at: datetime
    answer_by: datetime | None = None
    decided_at: datetime | None = None
    decided_by: int | None = link("staff.id", optional=True)
    residency_id: int | None = link("residencies.id", optional=True)
    former_account: int | None = telegram_id(optional=True)
