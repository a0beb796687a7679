"""What an estate may set about its routines, by the names of section 28."""

from dataclasses import dataclass

from models.policy import setting
from models.routines.words import Routine


@dataclass(frozen=True)
class RoutinePolicy:
    """S-47: which routines run; all of them, unless the estate names some."""

    jobs: tuple[Routine, ...] = setting("routine.jobs", tuple(Routine))
