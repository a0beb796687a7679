"""Checks of the books: who was to look, and when they said that they had."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import SQLModel

from models.books.words import Period
from models.fields import choice, key, link, one_of


class BookCheck(SQLModel, table=True):
    """A check of the books on that day, open until somebody has confirmed it."""

    __tablename__ = "book_checks"
    __table_args__ = (
        UniqueConstraint("estate_id", "period", "day", "staff_id"),
        one_of("period", Period),
    )

    id: int = key()
    estate_id: int = link("estates.id")
    period: Period = choice(Period)
    day: str
    staff_id: int = link("staff.id")
    opened_at: datetime
    confirmed_at: datetime | None = None
    confirmed_by: int | None = link("staff.id", optional=True)
