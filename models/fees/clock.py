"""What the clock does about fees before they are in arrears."""

from datetime import date, datetime
from typing import ClassVar

from models.due import Moment
from models.values import frozen


@frozen
class AnnouncingIsDue(Moment):
    """An estate's day has begun: whoever has a fee coming or just due may hear of it."""

    subject: int  # of estates
    on: date
    rings: ClassVar[str] = "fees"


@frozen
class PayersAreDue(Moment):
    """A part of those who may hear of it is given its turns: so many at once keep nobody waiting.

    `since` is the first day that is caught up with, `first` the place of the first among all.
    """

    subject: int  # of estates
    on: date
    since: date
    first: int
    people: tuple[int, ...]
    begins: datetime
    rings: ClassVar[str] = "fees"

    def identity(self) -> str:
        return f"{self.on}.{self.since}.{self.first}"


@frozen
class PayerIsTold(Moment):
    """A person's turn on that day: one a person and day, so nobody is told twice.

    `since` is the first day that is caught up with; None where the person asked to be told.
    """

    subject: int  # of people
    on: date
    since: date | None = None
    rings: ClassVar[str] = "fees"
