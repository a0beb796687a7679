"""Plausible and nasty values that the texts of parking mention."""

from typing import Any

from models.papers.messages import PaperLine
from models.papers.words import PaperKind
from models.parking.ledger_messages import LedgerRow
from models.parking.words import LeaseState, SpaceKind, SpaceState
from tests.support.sample_values import EARLY, LATE, NASTY
from tests.support.sample_values import LINES as LINES_OF

LINES = (
    PaperLine("vehicle_licence", checked_by=NASTY, checked_at=EARLY, copies=(1, 2)),
    PaperLine("insurance", is_here=False, flaw="expired"),
    PaperLine("title", is_here=False),
    PaperLine("lease", copies=(3,)),
)
ROWS = (
    LedgerRow("B3-001", "vip", "running", NASTY, NASTY, NASTY, NASTY, "2026-12-31", 35_000),
    LedgerRow("B3-002", "surface", "free"),
)
_SPACES = tuple(
    {
        "kind": kind, "free": free, "leased": 3, "held": 1, "reserved": 1, "closed": 1,
        "waiting": 2 * (not free), "fee": fee,
    }
    for kind, free, fee in (("underground", 2, 35_000), ("vip", 0, None))
)  # fmt: skip
_CAR = {"plate": (NASTY, "苏A12345"), "model": (NASTY, "比亚迪 元"), "space": ("", "B3-001")}
_OPENING: dict[str, tuple[Any, ...]] = {
    "kind": tuple(SpaceKind), "opens_at": (EARLY,), "sealed": ("f" * 64, ""), "spaces": (2,),
}  # fmt: skip
OF_PARKING: dict[str, dict[str, tuple[Any, ...]]] = {
    "parking.not_ahead": {"days": (90,)},
    "parking.no_space": {"kind": tuple(SpaceKind)},
    "parking.papers_missing": {"kind": tuple(PaperKind)},
    "papers.not_compared": {"kind": tuple(PaperKind)},
    "parking.car_unknown": {"space": (NASTY, "B3-001")},
    "parking.space_unknown": {"number": (NASTY,)},
    "parking.kind": {"kind": tuple(SpaceKind), "fee": (None, 35_000), "free": (0, 2)},
    "parking.applications": {
        "lines": ([], [line.facts() | {"owner": NASTY, "late": "promise"} for line in LINES_OF]),
        "more": (0, 3),
    },
    "parking.already_announced": {"kind": tuple(SpaceKind)},
    "parking.opening": {
        **_OPENING, "seed": ("", "a" * 32), "numbers": ([3, 1, 2],), "is_over": (False, True),
        "withdrawn": ("", NASTY),
    },
    "elder.parking.plan": {
        "kept_days": (0, 3), "spaces": (list(_SPACES), []),
        "openings": ([], [{key: value[0] for key, value in _OPENING.items()}]),
    },
    "parking.plan": {
        "openings": ([], [{key: value[0] for key, value in _OPENING.items()}]),
        "kept_days": (0, 3), "minutes": (20,), "days": (14,),
        "plan": ("", NASTY), "spaces": (list(_SPACES), []),
        "mine": ([], [{"number": "B3-001", "ends_on": each} for each in ("", "2026-12-31")]),
    },
    "parking.ledger": {"spaces": (list(_SPACES), [])},
    "parking.space": {
        "number": ("B3-001",), "kind": tuple(SpaceKind), "fee": (None, 35_000),
        "state": (*LeaseState, *SpaceState), "plate": ("", NASTY), "model": (NASTY,),
        "contract_no": ("", NASTY), "card_no": ("", NASTY), "ends_on": ("", "2026-12-31"),
        "case_number": (0, 12),
    },
    "parking.paper": _CAR | {
        "contract_no": ("YHY-CW-2026-0001",), "space_kind": tuple(SpaceKind),
        "monthly_fee": (None, 35_000), "begins_on": ("2026-11-23",), "ends_on": ("2027-11-22",),
        "head": ("管理处经理",), "signed_by": ("", "钱主任"), "signed_at": (None, LATE),
    },
    "parking.agreement_paper": _CAR | {
        "contract_no": ("YHY-CW-2026-0001",), "space_kind": (SpaceKind.VIP,),
        "monthly_fee": (None, 80_000), "begins_on": ("2026-11-23",), "ends_on": ("2027-11-22",),
        "head": ("管理处经理",), "signed_by": ("钱主任",), "signed_at": (None, LATE),
    },
    "papers.copy": {"kind": tuple(PaperKind), "nth": (0, 1, 4)},
    "parking.actions.compare": {"paper": tuple(PaperKind)[:5]},
    "papers.photograph.ask": {"paper": tuple(PaperKind), "count": (0, 2)},
    "papers.photograph.kept": {"paper": tuple(PaperKind), "count": (1, 2)},
    "papers.photograph.answer": {"count": (1, 2)},
}  # fmt: skip
_TYPED = dict.fromkeys(("address", "employer", "card_no", "receipt_no"), ("", NASTY))
_UNTIL = {"until": (LATE,)}
_SHORT = dict.fromkeys(("resident", "model", "plate", "contract_no", "space"), (NASTY,))
OF_ITS_MESSAGES: dict[str, dict[str, tuple[Any, ...]]] = {
    **dict.fromkeys(
        ("LeaseContract", "ServiceAgreement", "ContractToSign"),
        _SHORT | dict.fromkeys(("head", "signed_by"), ("", NASTY)),
    ),
    "ParkingFace": _SHORT | _TYPED | {
        "shows": ("group", "office", "resident"), "reason": ("", NASTY), "queue": (0, 2),
        "owner": ("", "王芳", NASTY), "phone": ("", "+8613800000011"),
        "actions": ((), ("look_at",), ("compare", "fill_in", "paper"), ("send_paper", "give_up")),
    },
    "ParkingTold": _UNTIL | {"words": ("offered", NASTY), "opens": ("08:00",)},
    "OpeningWithdrawn": {"queue": (0, 2), "opens_at": (EARLY,), "reason": (NASTY,)},
    "DrawTold": {"place": (1, 3), "spaces": (2,), "seed": ("a" * 32,), "seal": ("f" * 64,)},
    "ParkingNotice": _UNTIL | {"words": (NASTY,)},
}  # fmt: skip
