"""Months that were closed: what finance and the head were told stays as it was told."""

from datetime import datetime
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlmodel import SQLModel

from models.fields import json_value, key, link


class ArrearsMonth(SQLModel, table=True):
    """A closed month of an estate: its statement, in sums alone."""

    __tablename__ = "arrears_months"
    __table_args__ = (UniqueConstraint("estate_id", "month"),)

    id: int = key()
    estate_id: int = link("estates.id")
    month: str
    stated_at: datetime
    facts: dict[str, Any] = json_value()
