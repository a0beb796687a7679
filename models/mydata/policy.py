"""What an estate may set about the data of its people."""

from pydantic import NonNegativeInt, PositiveInt

from models.policy import setting
from models.values import frozen


@frozen
class MyDataPolicy:
    """SEC-01: how often a copy is given, how long a wish to be forgotten can be taken back.

    `called` is who did it, in the history of cases, when that is no longer known; the years say
    for how long contracts and accounts are kept after their end.
    """

    copies_a_day: PositiveInt = setting("mydata.per_day", 2)
    days: PositiveInt = setting("forget.days", 7)
    remind_days: NonNegativeInt = setting("forget.remind_days", 1)
    called: str = setting("forget.called", "原住户")
    contract_years: PositiveInt = setting("forget.contract_years", 3)
    accounts_years: PositiveInt = setting("forget.accounts_years", 10)
