"""What a blocked car keeps beside its case."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from models.fields import KEY, link


class Blockage(SQLModel, table=True):
    """Which car is in the way, and where it stands; the key is the case's.

    `asks_driver`: the driver may be asked; `calls` counts the rounds of calling, `at_gate` says
    that who is on duty has been shown it; `comes_by` is what the driver said.
    """

    __tablename__ = "blockages"

    id: int = Field(primary_key=True, foreign_key="cases.id", sa_type=KEY)
    estate_id: int = link("estates.id")
    plate: str = Field(index=True)
    told: str = ""
    asks_driver: bool = True
    calls: int = 0
    at_gate: bool = False
    comes_by: datetime | None = None
