"""What people wished of their data. Of who was forgotten it names nobody: their row does not."""

from datetime import datetime

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
