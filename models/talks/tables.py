"""Who wished to talk, about what, and whether somebody has called."""

from datetime import datetime

from sqlmodel import SQLModel

from models.fields import choice, key, link, one_of
from models.talks.rules import About


class Talk(SQLModel, table=True):
    """A wish to talk, open until an officer has called. `told` is what was said with it."""

    __tablename__ = "talks"
    __table_args__ = (one_of("about", About),)

    id: int = key()
    estate_id: int = link("estates.id")
    person_id: int = link("people.id")
    about: About = choice(About)
    told: str = ""
    opened_at: datetime
    called_by: datetime
    closed_at: datetime | None = None
    closed_by: int | None = link("staff.id", optional=True)
