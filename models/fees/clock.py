"""What the clock does about fees before they are in arrears."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from models.due import Moment


@dataclass(frozen=True)
class AnnouncingIsDue(Moment):
    """An estate's day has begun: whoever has a fee coming or just due may hear of it."""

    subject: int  # of estates
    on: date
    rings: ClassVar[str] = "fees"


@dataclass(frozen=True)
class PayerIsTold(Moment):
    """A person's turn on that day: one a person and day, so nobody is told twice.

    `since` is the first day that is caught up with; None where the person asked to be told.
    """

    subject: int  # of people
    on: date
    since: date | None = None
    rings: ClassVar[str] = "fees"
