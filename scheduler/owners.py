"""The owner's file and the clock: shown in time, decided in time, holding from its day."""

from models.due import Rings
from models.owners.clock import ChangeHolds, ChangeLapses, ChangeWaits, FormWaits
from models.owners.deciding import hold
from models.owners.watching import form_waits, lapse, not_decided

WHEN_DUE: Rings = {
    ChangeLapses: lapse,
    ChangeWaits: not_decided,  # GEN-07
    ChangeHolds: hold,  # OWN-06
    FormWaits: form_waits,  # OWN-04
}
