"""Blocked cars and the clock: nobody answers, or the way should be free by now."""

from models.blocked.calling import BlockedIsChecked, BlockedRings, call, check
from models.due import Rings

WHEN_DUE: Rings = {
    BlockedRings: call,  # GEN-07
    BlockedIsChecked: check,  # ETQ-06
}
