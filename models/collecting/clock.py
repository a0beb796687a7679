"""The moments of a collection: near, now, late, over."""

from typing import ClassVar

from models.due import Moment
from models.values import frozen


@frozen
class OfCollection(Moment):
    """A moment of the `rev`-th time that was agreed for a collection; it dies with that time."""

    subject: int
    rev: int
    rings: ClassVar[str] = "collecting"

    def identity(self) -> str:
        return str(self.rev)


@frozen
class CollectionIsNearForPayer(OfCollection):
    """Who expects somebody is reminded. FEE-03, GEN-07."""


@frozen
class CollectionIsNear(OfCollection):
    """Who comes is reminded. FEE-03."""


@frozen
class CollectionBegins(OfCollection):
    """The agreed time has come; is anybody there? FEE-03."""


@frozen
class CollectionIsLate(OfCollection):
    """The grace is over, and nobody has come. FEE-03."""


@frozen
class CollectionDayEnds(OfCollection):
    """The agreed day is over."""


OF_COLLECTIONS = (
    CollectionIsNearForPayer, CollectionIsNear, CollectionBegins, CollectionIsLate,
    CollectionDayEnds,
)  # fmt: skip
