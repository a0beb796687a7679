"""Complaints and the clock: routed within the hour, warned of, late, a month old."""

from models.complaints.clock import (
    HarmRings,
    LimitIsNear,
    LimitIsPassed,
    MonthIsUp,
    NobodyHasIt,
    RouteIsLate,
)
from models.complaints.harm import ring
from models.complaints.watching import climb, find_somebody, month_is_up, not_routed, warn
from models.due import Rings

WHEN_DUE: Rings = {
    HarmRings: ring,  # CMP-10
    RouteIsLate: not_routed,  # by the manuals
    NobodyHasIt: find_somebody,  # GEN-12
    LimitIsNear: warn,  # GEN-07
    LimitIsPassed: climb,  # GEN-07
    MonthIsUp: month_is_up,  # by the manuals
}
