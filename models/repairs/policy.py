"""What an estate may set about repairs, by the names of docs/rules.md."""

from decimal import Decimal
from typing import Annotated, Any, Literal

from annotated_types import Interval, Len
from pydantic import BeforeValidator, NonNegativeInt, PositiveInt

from models.calendar import Calendar, Hours
from models.policy import Spans, setting
from models.repairs.classes import OrderKind
from models.values import frozen


@frozen
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


def _pairs(value: Any) -> Any:
    """Return the pairs of a JSON object."""
    return tuple(value.items()) if isinstance(value, dict) else value


Yuan = Annotated[Decimal, Interval(ge=0, le=1_000_000)]
Periods = Annotated[tuple[tuple[str, NonNegativeInt], ...], BeforeValidator(_pairs)]
Prices = Annotated[tuple[tuple[str, Yuan], ...], BeforeValidator(_pairs)]
Title = Annotated[str, Len(1, 40)]
Titles = Annotated[tuple[tuple[OrderKind, Title], ...], BeforeValidator(_pairs)]


@frozen
class PaidPolicy:
    """S-17: prices of paid work beside the sheet `tariffs`, in yuan; whose role may reduce them.

    Hours after which an unanswered price is told again, and an officer telephones.
    """

    tariffs: Prices = setting("paid.tariffs", ())
    reduction_approver: Literal["supervisor", "manager", "office_head"] = setting(
        "paid.reduction_approver", "office_head"
    )
    remind_hours: PositiveInt = setting("paid.remind_hours", 2)
    call_hours: PositiveInt = setting("paid.call_hours", 20)


@frozen
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


@frozen
class ClassPolicy:
    """S-14 (warranty months beside the sheet `warranty`), S-15 (the head's title), S-16."""

    warranty: Periods = setting("warranty.periods", ())
    head_title: Title = setting("role.office_head.title", "管理处经理")
    coordination_days: PositiveInt = setting("coordination.min_days", 2)


@frozen
class SheetPolicy:
    """S-06 (what the order is called), S-11 (which times it shows), S-08 (when it is entered).

    `titles`: what the estate calls the kinds; one that it does not name is called as in the texts.
    """

    title: Title = setting("workorder.title", "服务工作单")
    titles: Titles = setting("workorder.titles", ())
    times: tuple[Literal["collected", "arrived", "left", "returned"], ...] = setting(
        "workorder.times", ("collected", "arrived", "left", "returned")
    )
    case_hours: NonNegativeInt = setting("entry.case_hours", 2)
