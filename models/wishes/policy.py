"""What an estate may set about wishes."""

from pydantic import PositiveInt

from models.policy import setting
from models.values import frozen


@frozen
class WishPolicy:
    """How often a resident may urge, by when an answer is promised, how long files still join."""

    cooldown_minutes: PositiveInt = setting("repair.urge.cooldown_minutes", 60)
    answer_minutes: PositiveInt = setting("repair.urge.answer_minutes", 30)
    joins_minutes: PositiveInt = setting("repair.files_join_minutes", 10)
