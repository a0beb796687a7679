"""What an estate may set about follow-ups, by the names of section 28."""

from dataclasses import dataclass

from pydantic import NonNegativeInt

from models.policy import setting


@dataclass(frozen=True)
class FollowUpPolicy:
    """S-01: hours after the work was done, and the second breach mark in days."""

    delay_hours: NonNegativeInt = setting("callback.repair.delay_hours", 2)
    escalate_hours: NonNegativeInt = setting("callback.repair.escalate_hours", 20)
    limit_hours: NonNegativeInt = setting("callback.repair.limit_hours", 24)
    final_days: NonNegativeInt = setting("callback.repair.final_days", 2)
