"""Passes: who gave one, when it is good, and what the gate made of it."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field, SQLModel

from models.fields import choice, key, link, one_of
from models.visitors.rules import Status


class VisitorPass(SQLModel, table=True):
    """A guest may come in once. `token` is what the picture holds, `code` is told by telephone.

    Neither says anything of home, host or car. `plate` is empty for who comes on foot; the row is
    forgotten some days after `valid_until`.
    """

    __tablename__ = "visitor_passes"
    __table_args__ = (
        Index(
            "uq_visitor_passes_code", "estate_id", "code", unique=True,
            sqlite_where=text("status = 'open'"), postgresql_where=text("status = 'open'"),
        ),
        one_of("status", Status),
        CheckConstraint("valid_from < valid_until", name="in_order"),
    )  # fmt: skip

    id: int = key()
    estate_id: int = link("estates.id")
    home_id: int = link("homes.id")
    person_id: int = link("people.id")
    token: str = Field(unique=True)
    code: str
    plate: str = ""
    guests: int = 1
    valid_from: datetime
    valid_until: datetime
    status: Status = choice(Status, default=Status.OPEN)
    rev: int = 0
    asked_at: datetime
    decided_at: datetime | None = None
    decided_by: int | None = link("staff.id", optional=True)
    reason: str = ""
