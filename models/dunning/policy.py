"""What an estate may set about dunning, by the names of docs/rules.md."""

from decimal import Decimal
from typing import Annotated

from pydantic import Field, PositiveInt

from models.dunning.words import Mode
from models.policy import setting
from models.values import frozen

ArrearsDay = Annotated[int, Field(ge=1, le=28)]  # every month has it
PartCount = Annotated[int, Field(ge=2, le=36)]
Permille = Annotated[Decimal, Field(ge=0, le=10)]


@frozen
class DunningPolicy:
    """S-38: the arrears day and the months of letters and suit; S-39: those of a large payer.

    S-41: a message is the friendly reminder; the written notice goes out beside it unless the
    estate lets the message stand for it.

    S-40: what the contract adds, in ‰ a day; without it the words point to the contract. So many
    days after a suit is won preservation is asked of the court; without it finance sets the day.

    S-37: months decide on letters and suit, and conduct adds tasks for officers; or conduct alone.
    A reminder that nobody has answered after so many days is telephoned about. FEE-10.
    """

    mode: Mode = setting("dunning.mode", Mode.MONTHS)
    preservation_days: PositiveInt | None = setting("dunning.preservation_days", None)
    arrears_day: ArrearsDay = setting("fees.arrears_day", 16)
    letter_months: tuple[PositiveInt, ...] = setting("dunning.letter_months", (6, 12))
    suit_month: PositiveInt = setting("dunning.suit_month", 18)
    large_months: tuple[PositiveInt, PositiveInt] = setting("dunning.large_months", (3, 6))
    chat_replaces_paper: bool = setting("dunning.chat_replaces_paper", False)
    phone_after_days: PositiveInt = setting("dunning.phone_after_days", 5)
    promise_days: tuple[PositiveInt, ...] = setting("dunning.promise_days", (3, 7, 14))
    bank_day: ArrearsDay = setting("dunning.bank_day", 20)  # the bank collects
    instalments: tuple[PartCount, ...] = setting("dunning.instalments", (2, 3, 6, 12))
    penalty_rate: Permille | None = setting("fees.penalty_rate", None)
