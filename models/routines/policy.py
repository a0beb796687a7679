"""What an estate may set about its routines, by the names of docs/rules.md."""

from models.policy import setting
from models.routines.words import Routine
from models.values import frozen


@frozen
class RoutinePolicy:
    """S-47: which routines run; all of them, unless the estate names some."""

    jobs: tuple[Routine, ...] = setting("routine.jobs", tuple(Routine))
