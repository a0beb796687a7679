"""What an enquiry, a suggestion or praise keeps beside its case."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from models.fields import KEY, link


class Enquiry(SQLModel, table=True):
    """What was told, and what was answered; its key is its case's, whose kind says what it is.

    `asked_at`: the last time, from which its limits are counted.
    `answer_by` was told to who asked; praise is answered at once and has none. `asked_of`: the
    developer, an expert, or those with whom it is talked over. `praised`: in the resident's words.
    """

    __tablename__ = "enquiries"

    id: int = Field(primary_key=True, foreign_key="cases.id", sa_type=KEY)
    estate_id: int = link("estates.id")
    told: str
    asked_at: datetime
    praised: str = ""
    asked_of: str = ""
    answer: str = ""
    answer_by: datetime | None = None
    answered_at: datetime | None = None
