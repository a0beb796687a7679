"""What an estate may set about visits, by the names of docs/rules.md."""

from datetime import time
from typing import Literal

from pydantic import NonNegativeInt, PositiveInt

from models.policy import setting
from models.values import frozen


@frozen
class VisitPolicy:
    """S-09 (lateness), S-12, and when both sides are reminded."""

    late_grace_minutes: NonNegativeInt = setting("repair.late_grace_minutes", 15)
    early_max_minutes: NonNegativeInt = setting("visit.early_max_minutes", 5)
    overdue_at: Literal["end_of_agreed_day"] = setting("repair.overdue_at", "end_of_agreed_day")
    per_slot: PositiveInt = setting("repair.visits_per_slot", 2)  # of one technician
    reminder_evening: time = setting("repair.reminder_evening", time(18))
    reminder_hours: PositiveInt = setting("repair.reminder_hours", 2)  # on the same day
    reminder_technician_minutes: PositiveInt = setting("repair.reminder_technician_minutes", 30)
    resident_silent_days: PositiveInt = setting("repair.resident_silent_days", 2)
