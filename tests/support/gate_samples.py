"""Plausible and nasty values that the texts of visitors mention."""

from typing import Any

from models.visitors.messages import PassLine
from models.visitors.rules import Action, Standing
from tests.support.sample_values import EARLY, LATE, NASTY

PLATES = ("", "苏A12345", NASTY)
LINES = tuple(
    PassLine(1, plate, "" if each is Standing.USED else "004711", 2, EARLY, LATE, each)
    for plate, each in zip(PLATES * 2, Standing, strict=True)
)
OF_VISITORS: dict[str, dict[str, tuple[Any, ...]]] = {
    "visitors.actions.look": {"plate": PLATES, "code": ("004711",)},
    "visitors.cancelled": {"plate": PLATES},
    "visitors.enough": {"count": (5,)},
    "visitors.for_the_gate": {
        "standing": tuple(Standing), "valid_from": (EARLY,), "valid_until": (LATE,),
    },
    "visitors.qr": {"link": ("https://t.me/guanjia_bot?start=pass-x",)},
    **{
        f"visitors.whys.{why}": {"plate": PLATES}
        for why in ("other_plate", "other_guest", "full", "unsure")
    },
}  # fmt: skip
OF_ITS_MESSAGES: dict[str, dict[str, tuple[Any, ...]]] = {
    "PassAtGate": {"plate": PLATES, "building": ("", "1号楼"), "actions": ((), tuple(Action)[:2])},
    "PassesToday": {"passes": ((), LINES)},
    "PassesGiven": {"passes": (LINES[:1], LINES[:2])},
    "PassForHost": {"plate": PLATES},
    "GuestArrived": {"plate": PLATES},
    "GuestRefused": {"plate": PLATES, "reason": (NASTY, "full", "unsure")},
}
