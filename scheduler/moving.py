"""Moving and the clock: a stay ends, a farewell is said, a parking space is due back."""

from models.due import Rings
from models.moving.clock import (
    FarewellIsDue,
    SpaceIsDueBack,
    StayEnds,
    ThingsAreDueBack,
    ThingsAreOut,
)
from models.moving.leaving import ask_for_space, end_stay, say_farewell
from models.moving.things import ask_again, ask_on_last_day

WHEN_DUE: Rings = {
    StayEnds: end_stay,  # OWN-06, OWN-08
    FarewellIsDue: say_farewell,  # SEC-01, S-42
    SpaceIsDueBack: ask_for_space,  # S-34
    ThingsAreDueBack: ask_on_last_day,  # CRD-01, OWN-08
    ThingsAreOut: ask_again,  # CRD-01
}
