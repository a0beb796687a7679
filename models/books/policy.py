"""What an estate may set about its books."""

from datetime import time
from typing import Annotated, Literal

from annotated_types import Ge, Le

from models.books.words import Rate
from models.policy import setting
from models.values import frozen

DayOfMonth = Annotated[int, Ge(1), Le(28)]  # every month has it
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


@frozen
class BooksPolicy:
    """S-51, CMP-23: which rates a month shows, and when the books are checked.

    A month is told on the 5th: by then its last follow-ups have reached their limits (S-22).
    """

    formulas: tuple[Rate, ...] = setting("kpi.formulas", tuple(Rate))
    at: time = setting("books.at", time(17))
    week_on: Weekday = setting("books.week_on", "fri")
    month_day: DayOfMonth = setting("books.month_day", 5)
