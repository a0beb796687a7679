"""When somebody is called to an emergency."""

from dataclasses import dataclass
from typing import ClassVar

from models.due import Moment


@dataclass(frozen=True)
class EmergencyRings(Moment):
    """Nobody has taken the `dispatch`-th call for help; `called` was rung `times` times. S-10."""

    subject: int
    dispatch: int
    ring: int = 0
    called: int = 0
    times: int = 0
    rings: ClassVar[str] = "emergencies"

    def identity(self) -> str:
        return f"{self.dispatch}.{self.ring}"
