"""The moments of moving: the end of a stay, a farewell in decent hours, a space's last day."""

from datetime import date
from typing import ClassVar

from models.due import Moment
from models.values import frozen


@frozen
class StayEnds(Moment):
    """A role in a home ends with the beginning of this day, if it still does."""

    subject: int
    on: date
    rings: ClassVar[str] = "moving"


@frozen
class FarewellIsDue(Moment):
    """A decent hour has come to say farewell, at the account that they had; 0: they had none."""

    subject: int
    on: date
    account: int
    by_telephone: tuple[int, ...]
    rings: ClassVar[str] = "moving"


@frozen
class ThingsAreDueBack(Moment):
    """The last morning in a home: cards and keys are handed back today."""

    subject: int
    on: date
    rings: ClassVar[str] = "moving"


@frozen
class ThingsAreOut(Moment):
    """Another morning has come, and something may not be back."""

    subject: int
    on: date
    rings: ClassVar[str] = "moving"


@frozen
class SpaceIsDueBack(Moment):
    """The day has come on which who moves out hands the parking space back."""

    subject: int
    on: date
    rings: ClassVar[str] = "moving"
