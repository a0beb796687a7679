"""What an estate may set about repairs, by the names of section 28."""

from dataclasses import dataclass
from typing import Annotated, Literal

from annotated_types import Len
from pydantic import NonNegativeInt, PositiveInt

from models.calendar import Calendar, Hours
from models.policy import Spans, setting


@dataclass(frozen=True)
class RepairPolicy:
    """S-09 (the slots), S-13; `dispatch_hours` says when an unclaimed dispatch rings.

    `climb_minutes`: when the manager, then the office head hear of it, all after the dispatch.
    """

    slots: Spans = setting(
        "repair.slots",
        tuple(
            Hours.parse(span)
            for span in ("09:00-11:00", "11:00-13:00", "14:00-16:00", "16:00-18:00")
        ),
    )
    unclaimed_minutes: Annotated[tuple[NonNegativeInt, ...], Len(1)] = setting(
        "dispatch.unclaimed_minutes", (10, 30)
    )
    repeat_days: PositiveInt = setting("repair.repeat_days", 30)
    climb_minutes: tuple[NonNegativeInt, ...] = setting("dispatch.climb_minutes", (60, 90))
    dispatch_hours: Literal["shift"] | Spans = setting("dispatch.hours", "shift")

    def ringing(self, calendar: Calendar) -> tuple[Hours, ...]:
        """Return the hours in which an unclaimed dispatch is called again."""
        return calendar.shift if self.dispatch_hours == "shift" else self.dispatch_hours


@dataclass(frozen=True)
class IncidentPolicy:
    """S-07: for how long a report counts as reported, and whether a second one is linked to it.

    So many reports of one trade in a building within so many minutes are one incident; reports of
    one riser within so many hours are proposed to the officers as one.
    """

    window_days: PositiveInt = setting("repair.duplicate.window_days", 30)
    action: Literal["link", "new"] = setting("repair.duplicate.action", "link")
    reports: PositiveInt = setting("repair.incident.reports", 3)
    minutes: PositiveInt = setting("repair.incident.minutes", 15)
    riser_hours: PositiveInt = setting("repair.incident.riser_hours", 6)
