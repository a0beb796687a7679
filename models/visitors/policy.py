"""What an estate may set about visitors."""

from typing import Literal

from pydantic import PositiveInt

from models.calendar import Hours
from models.policy import Spans, setting
from models.values import frozen

SPANS = ("06:00-12:00", "12:00-18:00", "18:00-23:00", "06:00-23:00")


@frozen
class VisitorPolicy:
    """When guests may come, how many passes a home gives for a day, who lets them in. VIS-01.

    `shows_building`: the gate reads where the guest goes. A pass that has ended is forgotten after
    `retention_days`.
    """

    spans: Spans = setting("visitors.spans", tuple(map(Hours.parse, SPANS)))
    days_ahead: PositiveInt = setting("visitors.days_ahead", 7)
    passes_a_day: PositiveInt = setting("visitors.passes_a_day", 5)
    gate_roles: tuple[Literal["guard", "officer", "supervisor"], ...] = setting(
        "visitors.gate_roles", ("guard",)
    )
    shows_building: bool = setting("visitors.shows_building", False)
    retention_days: PositiveInt = setting("visitors.retention_days", 30)
