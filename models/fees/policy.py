"""What an estate may set about fees before they are in arrears."""

from datetime import time

from pydantic import NonNegativeInt, PositiveInt

from models.policy import setting
from models.values import frozen


@frozen
class FeesPolicy:
    """Before and on the due day: so many days before it, and so many from it on until arrears."""

    announce_days: tuple[PositiveInt, ...] = setting("fees.announce_days", (5,))
    remind_days: tuple[NonNegativeInt, ...] = setting("fees.remind_days", (0, 7))

    @property
    def ahead(self) -> int:
        """Return how many days before its due day a charge is first spoken of."""
        return max(self.announce_days, default=0)


@frozen
class CollectingPolicy:
    """FEE-03: whether somebody comes to the home for who asks, and when that can begin."""

    at_home: bool = setting("fees.at_home", True)
    home_times: tuple[time, ...] = setting(
        "fees.home_times", (time(10), time(11), time(14, 30), time(15, 30), time(16, 30))
    )
