"""What an installation may set about its backups; of several estates the first one's holds."""

from datetime import time
from typing import Annotated

from annotated_types import Ge, Le
from pydantic import PositiveInt

from models.policy import setting
from models.values import frozen

DayOfMonth = Annotated[int, Ge(1), Le(31)]  # in a short month, its last day


@frozen
class BackupPolicy:
    """S-47, OWN-07: on which day of the month, at what hour; for how many days each is kept."""

    day: DayOfMonth = setting("backup.day", 30)
    at: time = setting("backup.at", time(2, 30))
    keep_days: PositiveInt = setting("backup.keep_days", 30)
