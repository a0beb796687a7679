"""People's own data and the clock: a wish to be forgotten comes true, unless it is taken back."""

from models.due import Rings
from models.mydata.clock import ErasureComes, ErasureIsNear, KeptIsToGo, TracesComeAgain
from models.mydata.operations import come_again, erase_when_due, let_go, remind

WHEN_DUE: Rings = {
    ErasureIsNear: remind,  # SEC-01
    ErasureComes: erase_when_due,  # SEC-01, OWN-08
    TracesComeAgain: come_again,  # SEC-01
    KeptIsToGo: let_go,  # OWN-08
}
