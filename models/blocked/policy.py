"""What an estate may set about cars that are in the way."""

from pydantic import PositiveInt

from models.policy import setting
from models.values import frozen


@frozen
class BlockedPolicy:
    """How long a driver may be silent, how long a guard takes, how often somebody may ask.

    A driver is asked once in `same_plate_minutes`, whoever asks; after that the gate goes to look.
    """

    answer_minutes: PositiveInt = setting("blocked.answer_minutes", 5)
    check_minutes: PositiveInt = setting("blocked.check_minutes", 30)
    asks_a_day: PositiveInt = setting("blocked.asks_a_day", 3)
    same_plate_minutes: PositiveInt = setting("blocked.same_plate_minutes", 60)
