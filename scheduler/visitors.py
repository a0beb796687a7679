"""Visitors and the clock: a pass ends, and is forgotten."""

from models.due import Rings
from models.visitors.operations import PassEnds, PassIsForgotten, end_pass, forget_pass

WHEN_DUE: Rings = {
    PassEnds: end_pass,  # VIS-01
    PassIsForgotten: forget_pass,  # SEC-01
}
