"""The owner's file and the clock: shown in time, decided in time, holding from its day."""

from models.due import Rings
from models.owners.clock import ChangeHolds, ChangeLapses, ChangeWaits
from models.owners.deciding import hold
from models.owners.watching import lapse, not_decided

WHEN_DUE: Rings = {
    ChangeLapses: lapse,
    ChangeWaits: not_decided,  # GEN-07
    ChangeHolds: hold,  # OWN-06
}
