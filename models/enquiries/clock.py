"""The moments of an enquiry or a suggestion: not taken in time, about to be late, late."""

from typing import ClassVar

from models.cases.moments import OfCase
from models.due import Moment
from models.values import frozen


@frozen
class TakeIsLate(OfCase):
    """Nobody has taken it within two hours of service; `level` counts how often it was asked."""

    subject: int
    level: int
    rings: ClassVar[str] = "enquiries"

    def identity(self) -> str:
        return str(self.level)


@frozen
class StaysBehind(Moment):
    """What a member of staff had who is not here could be given to nobody since then. GEN-12."""

    subject: int
    since: str
    rings: ClassVar[str] = "enquiries"

    def identity(self) -> str:
        return self.since


@frozen
class AnswerIsNear(OfCase):
    """The answer that was promised for `until` is soon due; `rev` tells promises apart."""

    subject: int
    until: str
    rev: int
    rings: ClassVar[str] = "enquiries"

    def identity(self) -> str:
        return f"{self.rev}.{self.until}"


@frozen
class AnswerIsLate(AnswerIsNear):
    """The promise is broken; `step` counts the days since."""

    step: int = 0

    def identity(self) -> str:
        return f"{super().identity()}.{self.step}"
