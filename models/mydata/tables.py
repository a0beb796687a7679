"""What people wished of their data, and who looked whether the files are right.

Of who was forgotten it names nobody: their row does not.
"""

from datetime import date, datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import SQLModel

from models.fields import choice, key, link, one_of
from models.mydata.words import Stage, Wish


class DataRequest(SQLModel, table=True):
    """A copy that was given, or a wish to be forgotten; `asked_by` keyed in what came in writing.

    `erase_at`: the end of the time in which it can be taken back.
    """

    __tablename__ = "data_requests"
    __table_args__ = (one_of("wish", Wish), one_of("stage", Stage))

    id: int = key()
    estate_id: int = link("estates.id")
    person_id: int = link("people.id")
    wish: Wish = choice(Wish)
    stage: Stage = choice(Stage, index=True)
    asked_by: int | None = link("staff.id", optional=True)
    decided_by: int | None = link("staff.id", optional=True)
    asked_at: datetime
    erase_at: datetime | None = None
    ended_at: datetime | None = None


class FileReview(SQLModel, table=True):
    """The review of a quarter: whose, what was counted, who did it, what was found. OWN-07."""

    __tablename__ = "file_reviews"
    __table_args__ = (UniqueConstraint("estate_id", "on"),)

    id: int = key()
    estate_id: int = link("estates.id")
    on: date
    staff_id: int = link("staff.id")
    homes: int
    people: int
    cars: int
    changes: int
    asked_at: datetime
    done_at: datetime | None = None
    done_by: int | None = link("staff.id", optional=True)
    found: str = ""
