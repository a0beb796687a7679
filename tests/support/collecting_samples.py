"""Plausible and nasty values that the texts about collection at the home mention."""

from typing import Any

from models.collecting.messages import CardNews, Offered, Why
from models.collecting.rules import CollectionState
from tests.support.sample_values import EARLY, NASTY

_PLACES, _SUM = ("1号楼 101", NASTY), (85_176, 99_999_999)
_HOME = {"home": _PLACES, "at": (EARLY,)}
_COMER = {"comer": ("王芳", NASTY)}
_NAMES = {"owners": ("", NASTY), "payer": ("林秀英", NASTY)}
OF_TYPES: dict[Any, tuple[Any, ...]] = {Offered: (Offered(EARLY, "202611231430"),)}
_TIMES = {
    "home": _PLACES, "amount": _SUM, "why": tuple(Why), "now_at": (None, EARLY),
    "times": ((), OF_TYPES[Offered] * 6),
}  # fmt: skip
_AGREED = {**_HOME, **_COMER, "amount": _SUM}
_STANDS = {**_AGREED, "early": (5, 0)}
OF_COLLECTING: dict[str, dict[str, tuple[Any, ...]]] = {
    "CollectionTimes": _TIMES,
    "CollectionOffered": _TIMES,
    "CollectionSummary": {
        **_AGREED, **_NAMES, "now_at": (None, EARLY), "stamp": ("202611231430",),
    },
    "CollectionStands": _STANDS,
    "CollectionIsAgreed": _AGREED,
    "CollectionIsSoon": _STANDS,
    "CollectionRunsLate": _STANDS,
    "CollectionCard": {
        **_HOME, **_NAMES, "amount": _SUM, "news": tuple(CardNews), "not_before": (EARLY,),
        "phone": ("", "+8613800000011"),
    },
    "CollectionOver": {
        **_HOME, "state": (CollectionState.WITHDRAWN, CollectionState.CHANGED),
    },
    "CollectionGiven": _HOME,
    "CollectionLate": {**_HOME, **_COMER},
}  # fmt: skip
OF_TEXTS: dict[str, dict[str, tuple[Any, ...]]] = {
    "collecting.too_early": {"at": (EARLY,), "until": (EARLY,)},
    "collecting.actions.time": {"at": (EARLY,)},
}
