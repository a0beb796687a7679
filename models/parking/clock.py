"""The moments of parking: not looked at, lapsing, a formality that lasts, a lease that ends."""

from typing import ClassVar

from models.cases.moments import OfCase
from models.due import Moment
from models.values import frozen


@frozen
class PapersWait(OfCase):
    """Nobody has said what is to happen with papers that are all here; `step` counts days."""

    subject: int
    rev: int
    step: int = 0
    rings: ClassVar[str] = "parking"

    def identity(self) -> str:
        return f"{self.rev}.{self.step}"


@frozen
class ApplicationLapses(OfCase):
    """What the applicant was asked for until then has not come; `rev`: when it was asked.

    The same day is told again when one of several papers comes: that is another moment.
    """

    subject: int
    until: str
    rev: int
    rings: ClassVar[str] = "parking"

    def identity(self) -> str:
        return f"{self.rev}.{self.until}"


@frozen
class FormalityIsLate(PapersWait):
    """The papers were shown, and the card is not handed over in its minutes. PRK-04."""


@frozen
class SpaceIsFree(Moment):
    """The workbook has made a space free, for the `nth` time."""

    subject: int
    nth: int
    rings: ClassVar[str] = "parking"

    def identity(self) -> str:
        return str(self.nth)


@frozen
class SpacesOpen(Moment):
    """The announced hour of an opening has come."""

    subject: int
    rings: ClassVar[str] = "parking"

    def identity(self) -> str:
        return ""


@frozen
class LeaseEnds(Moment):
    """A lease ends on that day: its notice is due, or it has come."""

    subject: int
    on: str
    is_over: bool = False
    rings: ClassVar[str] = "parking"

    def identity(self) -> str:
        return f"{self.on}.over" if self.is_over else self.on
