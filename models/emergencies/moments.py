"""When somebody is called to an emergency."""

from datetime import datetime
from typing import ClassVar

from models.cases.moments import OfCase
from models.values import frozen


@frozen
class EmergencyRings(OfCase):
    """Nobody has taken the `dispatch`-th call for help; `called` was rung `times` times. S-10."""

    subject: int
    dispatch: int
    ring: int = 0
    called: int = 0
    times: int = 0
    rings: ClassVar[str] = "emergencies"

    def identity(self) -> str:
        return f"{self.dispatch}.{self.ring}"


@frozen
class HelpIsAwaited(OfCase):
    """Who is to go to an emergency since then should be there by now; asked `step` times. S-10.

    `rev` is the case's at that moment: each taking and each going on has its own.
    """

    subject: int
    rev: int
    since: datetime
    step: int = 0
    rings: ClassVar[str] = "emergencies"

    def identity(self) -> str:
        return f"{self.rev}.{self.step}"
