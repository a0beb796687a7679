"""Plausible and nasty values that the texts of blocked cars mention."""

from typing import Any

from models.blocked.rules import Action
from tests.support.sample_values import LATE, NASTY

_TEN = {"minutes": (5, 10, 15)}
OF_BLOCKED: dict[str, dict[str, tuple[Any, ...]]] = {
    "blocked.too_often": {"count": (3,), "phone": ("", "021-5550100")},
    "blocked.thanks_for_coming": _TEN,
    "blocked.actions.come": _TEN,
    "blocked.ask.told.ask": {"count": (0, 2)},
}
OF_ITS_MESSAGES: dict[str, dict[str, tuple[Any, ...]]] = {
    "DriverAsked": {"plate": ("苏A12345", NASTY)},
    "DriverThanked": {"plate": ("苏A12345", NASTY)},
    "AskerTold": {"at": (LATE,)},
    "BlockedFace": {
        "shows": ("asker", "gate", "officer", "group"), "plate": ("", "苏A12345", NASTY),
        "told": ("", NASTY), "owner": ("", "王芳"), "driver": ("", NASTY),
        "phone": ("", "+8613800000011"), "actions": ((), (Action.SEE_TO,), (Action.FREE,)),
    },
}  # fmt: skip
