"""Plausible and nasty values that the texts about conduct mention."""

from datetime import date
from typing import Any

from models.dunning.conduct_messages import Noted
from models.dunning.conduct_rules import OFFERED
from models.dunning.drive import InDrive
from models.dunning.rules import Step
from models.dunning.why import Ground
from models.dunning.words import Brake, ErrandKind, Mode, Outcome, Paper, Rung
from tests.support.dunning_samples import OF_THEIR_MESSAGES as OF_DUNNING
from tests.support.sample_values import EARLY, NASTY

_DAY = date(2026, 12, 16)
_LINES = OF_DUNNING["LadderOfHome"]["lines"]
_STEPS = (Step(Rung.LETTER, 6, _DAY), Step(Rung.SUIT, 18, _DAY))
_GROUNDS = (
    Ground(_DAY, _DAY, None, None, _STEPS[0], _STEPS),
    Ground(_DAY, _DAY, 18, _STEPS[1], None, ()),
)
_HOME = OF_DUNNING["LadderOfHome"]["home"]
_NOTED = tuple(
    Noted(_DAY, kind, outcome, reason)
    for kind, offered in OFFERED.items()
    for outcome in offered
    for reason in ("", NASTY)
)
_IN_DRIVE = (
    InDrive(1, "西区9号楼2单元 1201", 25_088, 25_088, "2026-10", None, _NOTED[0]),
    InDrive(2, "1号楼 102", 25_088, 100, "2026-11"),
)
OF_TYPES: dict[Any, tuple[Any, ...]] = {Ground: _GROUNDS, Noted: _NOTED, InDrive: _IN_DRIVE}
OF_CONDUCT: dict[str, dict[str, tuple[Any, ...]]] = {
    "WhyHere": {
        "home": _HOME, "lines": (*_LINES, ()), "owed": (0, 25_088), "mode": tuple(Mode),
        "ground": (None, *_GROUNDS), "brake": (None, *Brake),
        "until": (None, _DAY), "on": (_DAY,),
    },
    "ErrandCard": {
        "home": _HOME, "lines": _LINES, "names": ((), ("林秀英", NASTY)), "owed": (25_088,),
        "phones": ((), ("+8613800000011",)), "before": ((), _NOTED[:3]), "days": ((3, 7, 14),),
        "due_at": (EARLY,), "kind": tuple(ErrandKind), "visited_at": (0, 1),
    },
    "ErrandNoted": {
        "home": _HOME, "outcome": (None, *Outcome), "until": (None, _DAY), "by": (EARLY,),
        "following": (None, *ErrandKind),
    },
    "HomeStirs": {
        "home": _HOME, "lines": _LINES, "owed": (25_088,), "months": (3, 18), "on": (_DAY,),
    },
    "SuitStands": {
        "home": _HOME, "owed": (25_088,), "stands": (Paper.DONE, Paper.WON),
        "preserve_on": (None, _DAY),
    },
    "ErrandLate": {"home": _HOME, "owed": (25_088,)},
    "DriveCard": {
        "homes": (2,), "owed": (50_176,), "settled": (1,), "left": (25_088,), "on": (_DAY,),
        "resting": (0, 1), "resting_left": (100,), "lines": ((), _IN_DRIVE), "more": (0, 3),
    },
}  # fmt: skip
OF_TEXTS: dict[str, dict[str, tuple[Any, ...]]] = {
    "conduct.actions.promised": {"days": (3, 14)},
    "conduct.preserved": {"on": (_DAY,)},
    "drive.actions.call": {"home": _HOME},
    "drive.in_other_hands": {"name": ("王芳", NASTY)},
}
