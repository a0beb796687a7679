"""The moments of cards: a promise is up, what was asked has not come, a lost card still opens."""

from typing import ClassVar

from models.cases.moments import OfCase
from models.values import frozen


@frozen
class CardIsLate(OfCase):
    """What was promised is not done: papers looked at, or the card ready; `step` counts days."""

    subject: int
    rev: int
    step: int = 0
    rings: ClassVar[str] = "access_cards"

    def identity(self) -> str:
        return f"{self.rev}.{self.step}"


@frozen
class CardLapses(OfCase):
    """What the applicant was asked for until then has not come; `rev`: when it was asked."""

    subject: int
    until: str
    rev: int
    rings: ClassVar[str] = "access_cards"

    def identity(self) -> str:
        return f"{self.rev}.{self.until}"


@frozen
class BlockIsLate(OfCase):
    """A card that was lost still opens doors; `step` counts the calls."""

    subject: int
    step: int = 0
    rings: ClassVar[str] = "access_cards"

    def identity(self) -> str:
        return str(self.step)
