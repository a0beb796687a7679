"""What an estate may set about follow-ups, by the names of docs/rules.md."""

from enum import StrEnum
from typing import Annotated, Literal

from annotated_types import Interval
from pydantic import AfterValidator, NonNegativeInt, PositiveInt

from models.policy import setting
from models.values import frozen


class Channel(StrEnum):
    """The way in which a resident is asked, or has answered."""

    CHAT = "chat"
    PHONE = "phone"
    VISIT = "visit"


def _somebody_asks(channels: tuple[Channel, ...]) -> tuple[Channel, ...]:
    if not {Channel.PHONE, Channel.VISIT} & set(channels):
        raise ValueError("phone or visit must be among them: who is silent is asked by a person")
    return channels


Channels = Annotated[tuple[Channel, ...], AfterValidator(_somebody_asks)]
WithinAMonth = Annotated[int, Interval(ge=1, le=27)]  # asked before the shortest month is over


@frozen
class FollowUpPolicy:
    """S-01 to S-05: hours after the work, days after a leak test, and by which way to ask."""

    delay_hours: NonNegativeInt = setting("callback.repair.delay_hours", 2)
    escalate_hours: NonNegativeInt = setting("callback.repair.escalate_hours", 20)
    limit_hours: NonNegativeInt = setting("callback.repair.limit_hours", 24)
    final_days: NonNegativeInt = setting("callback.repair.final_days", 2)
    leak_days: PositiveInt = setting("callback.leak.days_after_test", 3)
    leak_trades: tuple[str, ...] = setting("callback.leak.trades", ("walls_leaks",))
    safety_trades: tuple[str, ...] = setting(
        "callback.safety.trades", ("gas", "fire_safety", "lift")
    )
    same_day_reply: bool = setting("callback.public.same_day_reply", True)
    channels: Channels = setting("callback.channels", tuple(Channel))
    important_day: WithinAMonth = setting("callback.important.day", 25)


@frozen
class DeadlinePolicy:
    """S-29: a day ends with the day, a month on the same date; or both run by the hour."""

    day_mode: Literal["calendar_eod", "exact"] = setting("deadline.day_mode", "calendar_eod")
    month_mode: Literal["calendar", "thirty_days"] = setting("deadline.month_mode", "calendar")
