"""Parking and the clock: looked at in time, lapsed, twenty minutes, the end of a lease."""

from models.due import Rings
from models.parking.clock import (
    ApplicationLapses,
    FormalityIsLate,
    LeaseEnds,
    PapersWait,
    SpaceIsFree,
    SpacesOpen,
)
from models.parking.drawing import spaces_open
from models.parking.ends import offer_free, remind
from models.parking.watching import lapse, lasts, not_checked

WHEN_DUE: Rings = {
    PapersWait: not_checked,  # GEN-07
    ApplicationLapses: lapse,  # S-34
    FormalityIsLate: lasts,  # PRK-04
    LeaseEnds: remind,  # S-35
    SpaceIsFree: offer_free,  # S-34
    SpacesOpen: spaces_open,  # S-34
}
