"""Cards and the clock: late, lapsed, a lost one that still opens."""

from models.access_cards.clock import BlockIsLate, CardIsLate, CardLapses
from models.access_cards.watching import lapse, late, still_open
from models.due import Rings

WHEN_DUE: Rings = {
    CardIsLate: late,  # GEN-07
    CardLapses: lapse,  # S-34
    BlockIsLate: still_open,  # CRD-01
}
