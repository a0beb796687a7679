"""What an estate may set about the intake of cases, by the names of docs/rules.md."""

from pydantic import PositiveInt

from models.policy import setting
from models.values import frozen


@frozen
class EntryPolicy:
    """S-08: within how many hours what came by voice is in the books."""

    case_hours: PositiveInt = setting("entry.case_hours", 2)
