"""Plausible and nasty values that the texts about conduct mention."""

from datetime import date
from typing import Any

from models.dunning.rules import Step
from models.dunning.why import Ground
from models.dunning.words import Brake, Mode, Rung
from tests.support.dunning_samples import OF_THEIR_MESSAGES as OF_DUNNING

_DAY = date(2026, 12, 16)
_LINES = OF_DUNNING["LadderOfHome"]["lines"]
_STEPS = (Step(Rung.LETTER, 6, _DAY), Step(Rung.SUIT, 18, _DAY))
_GROUNDS = (
    Ground(_DAY, _DAY, None, None, _STEPS[0], _STEPS),
    Ground(_DAY, _DAY, 18, _STEPS[1], None, ()),
)
_HOME = OF_DUNNING["LadderOfHome"]["home"]
OF_TYPES: dict[Any, tuple[Any, ...]] = {Ground: _GROUNDS}
OF_CONDUCT: dict[str, dict[str, tuple[Any, ...]]] = {
    "WhyHere": {
        "home": _HOME, "lines": (*_LINES, ()), "owed": (0, 25_088), "mode": tuple(Mode),
        "ground": (None, *_GROUNDS), "brake": (None, *Brake),
        "until": (None, _DAY), "on": (_DAY,),
    },
}  # fmt: skip
