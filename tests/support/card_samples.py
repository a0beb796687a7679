"""Plausible and nasty values that the texts of cards mention."""

from typing import Any

from models.access_cards.words import Action, CardKind
from models.papers.words import PaperKind
from tests.support.sample_values import LATE, NASTY

_KIND = {"kind": tuple(CardKind), "number": ("MJ-0101",)}
_OFFERED = [
    {"kind": kind, "fee": fee, "unit": unit, "note": note, "papers": papers}
    for kind, fee, unit, note, papers in (
        ("door", 1_500, "元/张", NASTY, ["identity_card", "title"]),
        ("member", None, "", "", []),
        ("ic", 0, "", "", ["identity_card"]),
    )
]
OF_CARDS: dict[str, dict[str, tuple[Any, ...]]] = {
    **{f"access_cards.{each}": _KIND for each in ("bring_it", "lost_sure", "return_sure")},
    "access_cards.no_such_kind": _KIND,
    "access_cards.applied_for": {"number": (12,)},
    "access_cards.number_taken": {"card_no": (NASTY,)},
    "access_cards.paper_wanted": {"kind": tuple(PaperKind)},
    "elder.access_cards.plan": {"kinds": (_OFFERED,)},
    "access_cards.plan": {
        "kinds": (_OFFERED,), "look_days": (1,), "ready_days": (3,), "days": (14,),
        "mine": ([], [{"kind": "door", "number": NASTY, "holder": each} for each in ("", NASTY)]),
    },
    "access_cards.actions.card_lost": {"number": ("MJ-0101",)},
    "access_cards.actions.card_return": {"number": ("MJ-0101",)},
}  # fmt: skip
_STEPS = (Action.TAKE, Action.CHECKED, Action.FAIL)
OF_THEIR_MESSAGES: dict[str, dict[str, tuple[Any, ...]]] = {
    "AccessFace": {
        "shows": ("group", "office", "resident"), "fee": (None, 0, 1_500), "resident": (NASTY,),
        "actions": ((), _STEPS, (Action.PAY, "paper"), (Action.SEND_PAPER, Action.GIVE_UP)),
        **dict.fromkeys(("holder", "lost_no", "receipt_no", "card_no", "owner"), ("", NASTY)),
        "phone": ("", "+8613800000011"),
    },
    "AccessTold": {
        "until": (LATE,), "words": (NASTY,), "fee": (None, 1_500), "opens": ("08:00",),
        "closes": ("18:00",), "unit": ("", "元/张"), "note": ("", NASTY), "at": ("", NASTY),
    },
    "AccessNotice": {"owner": ("", NASTY)},
    "CardComesBack": {"card_no": (NASTY,)},
}  # fmt: skip
