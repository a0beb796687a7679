"""What finance sent to be entered: there only until it is answered."""

from datetime import datetime
from typing import Any

from sqlmodel import SQLModel

from models.fields import json_value, key, link


class Export(SQLModel, table=True):
    """A file on its way, then its rows of charges and payments, until a press or a day later.

    `rows` are those of the workbook's sheets, with days as text; no name stands in them.
    """

    __tablename__ = "exports"

    id: int = key()
    estate_id: int = link("estates.id")
    sender_id: int = link("people.id")
    file_id: int = link("files.id")
    rows: dict[str, list[dict[str, Any]]] | None = json_value(nullable=True)
    sent_at: datetime
