"""Plausible and nasty values that the texts of the owner's file mention."""

from typing import Any

from models.owners.messages import Whose
from models.owners.words import Subject
from models.papers.words import PaperKind
from models.tasks.messages import Announced
from tests.support.sample_values import LATE, NASTY

_PERSON = {
    "person_id": 1, "name": NASTY, "role": "owner", "since": "", "until": "",
    "phone": "+8613800000011", "is_owner": True,
    "employer": "", "mail": "", "payer": "", "about": "", "bank": "",
}  # fmt: skip
_CAR = {"plate": NASTY, "model": "比亚迪 元", "space": "", "licence_no": "", "insured_until": ""}
_WHOLE = {
    "employer": NASTY,
    "mail": NASTY,
    "about": NASTY,
    "bank": "4321",
    "payer": NASTY,
    "since": "2026-03-01",
    "until": "2027-02-28",
}
_LICENSED = {"space": "B3-001", "licence_no": NASTY, "insured_until": "2027-03-31"}
_OF = {"subject": tuple(Subject)}
OF_OWNERS: dict[str, dict[str, tuple[Any, ...]]] = {
    "owners.file": {
        "address": ("1号楼 101", NASTY), "use": ("home", "shop"), "area": ("", "89.5"),
        "owns": (True, False), "code": ("0011000101",), "contract_no": ("", NASTY),
        "meters": ("", NASTY), "delivered_on": ("", "2026-03-01"),
        "people": ([_PERSON], [_PERSON | _WHOLE]), "cars": ([], [_CAR, _CAR | _LICENSED]),
        "open": ([], [{"number": 12, "subject": "phone"}]),
        "read_by": ([], [{"at": LATE.isoformat(), "name": NASTY}] * 2),
    },
    "owners.not_free": _OF, "owners.already_asked": _OF, "owners.owners_ask": _OF,
    "owners.said": {"it": ("", "home", "89.5", NASTY)},
    "owners.change.entry.ask": _OF, "owners.change.entry.again": _OF,
    "owners.change.contact.ask": {"subject": ("phone",)},
    "owners.change.contact.again": {"subject": ("phone",)},
    "owners.change.until.ask": {"subject": ("tenancy",)},
    "owners.change.until.again": {"subject": ("tenancy",)},
    "owners.actions.original_seen": {"paper": tuple(PaperKind)},
}  # fmt: skip
_TOLD = {"words": (NASTY,)}
OF_THEIR_MESSAGES: dict[str, dict[str, tuple[Any, ...]]] = {
    "ChangeFace": {
        "shows": ("office", "gone", "resident"), "proposed": (NASTY, "shop"),
        "before": ("", "home", NASTY), "contact": ("", "+8613800000011"), "reason": ("", NASTY),
        "owner": ("", "王芳"), "resident": (NASTY,), "phone": ("", "+8613800000011"),
        "actions": ((), ("original_seen", "paper", "change_before_head"), ("send_proof",)),
    },
    "TenancyIsEnding": {
        "whose": tuple(Whose), "name": (NASTY,), "to_call": ((), (NASTY, "何梅 +8613800000031")),
    },
    "FeesWillFollow": {
        "before": ("", "home", NASTY), "proposed": ("shop", NASTY), "is_off": (False, True),
    },
    "ChangeTold": _TOLD | {"until": (LATE,)}, "ChangeNotice": _TOLD | {"until": (LATE,)},
}  # fmt: skip
OF_FILES: dict[Any, tuple[Any, ...]] = {Announced: (Announced("use", "home", NASTY, LATE),)}
