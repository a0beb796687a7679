"""The moments of a wish to be forgotten."""

from datetime import date, time
from typing import ClassVar

from models.due import Moment
from models.mydata.words import Why
from models.values import frozen

NIGHT = time(3, 30)  # when nobody waits for the database to be written anew


@frozen
class ErasureIsNear(Moment):
    """Tomorrow it can no longer be taken back."""

    subject: int
    rings: ClassVar[str] = "mydata"


@frozen
class ErasureComes(Moment):
    """The time to take it back is over; what is in the way puts it off to the next day."""

    subject: int
    on: date
    rings: ClassVar[str] = "mydata"


@frozen
class TracesComeAgain(Moment):
    """What was on its way when somebody was forgotten has arrived: it goes too."""

    subject: int
    rings: ClassVar[str] = "mydata"


@frozen
class KeptIsToGo(Moment):
    """What a contract or the law kept of somebody has had its years."""

    subject: int  # the person
    why: Why
    on: date
    rings: ClassVar[str] = "mydata"

    def identity(self) -> str:
        return f"{self.why}.{self.on}"
