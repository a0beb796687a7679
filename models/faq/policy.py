"""What an estate may set about its FAQ."""

from datetime import time
from typing import Annotated

from annotated_types import Ge, Le
from pydantic import NonNegativeInt, PositiveInt

from models.policy import setting
from models.values import frozen

Month = Annotated[int, Ge(1), Le(12)]
DayOfMonth = Annotated[int, Ge(1), Le(28)]  # every month has it
Percent = Annotated[int, Ge(0), Le(100)]


@frozen
class FaqPolicy:
    """FAQ-01, FAQ-02: when all answers are gone through, and when the staff are asked for them.

    What was confirmed in the last `fresh_days` need not be confirmed again.
    """

    at: time = setting("faq.at", time(10))
    refresh_months: tuple[Month, ...] = setting("faq.refresh_months", (1, 7))
    refresh_day: DayOfMonth = setting("faq.refresh_day", 5)
    refresh_within_days: PositiveInt = setting("faq.refresh_within_days", 14)
    fresh_days: NonNegativeInt = setting("faq.fresh_days", 30)
    quiz_day: DayOfMonth = setting("faq.quiz_day", 5)
    quiz_within_days: PositiveInt = setting("faq.quiz_within_days", 3)
    quiz_questions: PositiveInt = setting("faq.quiz_questions", 5)
    knowledge: Percent = setting("faq.knowledge", 100)
