"""The owner's file and the clock: shown and decided in time, from its day; a tenancy ends."""

from models.due import Rings
from models.owners.clock import (
    ChangeHolds,
    ChangeLapses,
    ChangeWaits,
    FormWaits,
    HomeIsSold,
    TenancyEnds,
)
from models.owners.deciding import hold
from models.owners.forms import home_is_sold
from models.owners.tenancies import remind
from models.owners.watching import form_waits, lapse, not_decided

WHEN_DUE: Rings = {
    ChangeLapses: lapse,
    ChangeWaits: not_decided,  # GEN-07
    ChangeHolds: hold,  # OWN-06
    FormWaits: form_waits,  # OWN-04
    HomeIsSold: home_is_sold,  # OWN-04
    TenancyEnds: remind,  # OWN-06, OWN-08
}
