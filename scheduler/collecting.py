"""Collections and the clock: both sides are reminded, and nobody waits in vain unheard."""

from models.collecting.clock import (
    CollectionBegins,
    CollectionDayEnds,
    CollectionIsLate,
    CollectionIsNear,
    CollectionIsNearForPayer,
)
from models.collecting.watching import ask_comer, day_ends, is_late, remind_comer, remind_payer
from models.due import Rings

WHEN_DUE: Rings = {
    CollectionIsNearForPayer: remind_payer,  # GEN-07
    CollectionIsNear: remind_comer,  # FEE-03
    CollectionBegins: ask_comer,  # FEE-03
    CollectionIsLate: is_late,  # FEE-03
    CollectionDayEnds: day_ends,
}
