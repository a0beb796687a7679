"""What an estate may set about the charges that accounting exports."""

from typing import Annotated

from pydantic import Field

from models.policy import setting
from models.values import frozen

DayOfMonth = Annotated[int, Field(ge=1, le=28)]


@frozen
class AccountingPolicy:
    """S-38: the day of its month on which a charge is due whose export names none."""

    due_day: DayOfMonth = setting("fees.due_day", 1)
