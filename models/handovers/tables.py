"""Handovers of a shift, item by item, and the lines of the duty record."""

from datetime import date, datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import SQLModel

from models.fields import key, link


class Handover(SQLModel, table=True):
    """The end of one shift: who hands over, who takes over, and when all of it was read."""

    __tablename__ = "handovers"
    __table_args__ = (UniqueConstraint("estate_id", "on"),)

    id: int = key()
    estate_id: int = link("estates.id")
    on: date
    from_id: int | None = link("staff.id", optional=True)
    to_id: int = link("staff.id")
    opened_at: datetime
    confirmed_at: datetime | None = None


class HandoverItem(SQLModel, table=True):
    """One open case of a handover, and when the successor read it."""

    __tablename__ = "handover_items"
    __table_args__ = (UniqueConstraint("handover_id", "case_id"),)

    id: int = key()
    handover_id: int = link("handovers.id")
    case_id: int = link("cases.id")
    read_at: datetime | None = None


class LogLine(SQLModel, table=True):
    """A line that somebody wrote into the duty record."""

    __tablename__ = "log_lines"

    id: int = key()
    estate_id: int = link("estates.id")
    staff_id: int = link("staff.id")
    at: datetime
    told: str
