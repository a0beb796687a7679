"""Plausible and nasty values that the texts of arrears mention."""

from datetime import UTC, date, datetime
from typing import Any

from models.dunning.desk import TakenStep
from models.dunning.messages import OwedHome, OwedLine
from models.dunning.paper_messages import Notice
from models.dunning.plans import Part
from models.dunning.rules import Step
from models.dunning.words import HOLDS, ON_PAPER, Brake, Paper, Rung
from tests.support.sample_values import NASTY

_DAY = date(2026, 12, 16)
_LINES = tuple(
    OwedLine("2026-10", title, 25_088, date(2026, 10, 1))
    for title in ("物业服务费（住宅）", NASTY, "费" * 40)
)
_NOTICE = Notice("1号楼 101", _LINES, 75_264, None, 1)
_PARTS = (Part(_DAY, 42_500), Part(date(2027, 1, 16), 42_676))
_OWED = OwedHome(1, "1号楼 101", _LINES, 75_264)
_NASTY = OwedHome(2, NASTY, _LINES[:1], 25_088, 1_000)
_MORE = OwedHome(3, "2号楼 1单元 1203", _LINES[1:2], 25_088, 1_000)
OF_ARREARS: dict[Any, tuple[Any, ...]] = {
    OwedLine: _LINES,
    OwedHome: (_OWED, _NASTY),
    Part: _PARTS,
    Notice: (_NOTICE, Notice(NASTY, _LINES[:1], 25_088, 1_000, 0)),
    Step: (Step(Rung.REMINDER, 2, _DAY), Step(Rung.SUIT, 18, _DAY)),
    TakenStep: tuple(
        TakenStep(number, _DAY, rung, number, number, paper)
        for number, (rung, paper) in enumerate(
            (rung, paper) for rung in Rung for paper in (Paper.DUE, *ON_PAPER[rung])
        )
    ),
}
_HOME = {"home": ("1号楼 101", NASTY), "owed": (25_088, 99_999_999)}
OF_THEIR_MESSAGES: dict[str, dict[str, tuple[Any, ...]]] = {
    "ArrearsReminder": {
        "homes": ((_NASTY,), (_OWED, _MORE), (_MORE,) * 30), "brief": (False, True),
        "owed": _HOME["owed"], "penalty": (None, 1_000), "days": ((3, 7, 14),), "on": (_DAY,),
    },
    "ArrearsOfHome": {"home": (_OWED, _NASTY), "days": ((3, 7, 14),)},
    "RunCard": {
        "on": (_DAY,), "left": (0, 3), "to_call": (0, 2), "stopped_by": (NASTY,),
        "ready_at": (None, datetime(2026, 12, 16, 3, tzinfo=UTC)),
        "stopped_at": (None, datetime(2026, 12, 16, 3, tzinfo=UTC)),
    },
    "CallCard": {
        "reminder_id": (0, 7), "name": (NASTY,), "phone": ("", "+8613800000012"),
        "homes": ((_OWED,), (_NASTY, _MORE)),
    },
    "FinanceStep": {**_HOME, "since": ("2026-10",), "month": (6,)},
    "ClaimForFinance": {**_HOME, "name": (NASTY,), "proof": (False, True)},
    "ClaimHeard": _HOME,
    "ProofShown": {**_HOME, "name": (NASTY,)},
    "NotFound": {**_HOME, "name": (NASTY,)},
    "LadderReport": {
        "reminded": (0, 3), "untold": (0, 1), "left": (0, 2), "to_call": (0, 1), "stops": (0, 1),
        "owed": _HOME["owed"],
    },
    "PromiseBroken": {
        **_HOME, "name": (NASTY, ""), "until": (_DAY,),
        "brake": (Brake.PROMISED, Brake.INSTALMENTS, Brake.BANK),
    },
    "DisputeForFinance": {**_HOME, "name": (NASTY,), "number": (12,)},
    "DisputeOver": {**_HOME, "owed": (0, 25_088), "name": (NASTY,), "number": (12,)},
    "PlanAgreed": {**_HOME, "parts": (_PARTS,)},
    "PartIsNear": {**_HOME, "parts": (_PARTS,), "on": (_DAY,)},
    "PlanKept": _HOME,
    "Notices": {
        "building": ("1号楼", NASTY), "notices": ((_NOTICE,), (_NOTICE,) * 20), "on": (_DAY,),
    },
    "LadderOfHome": {
        **_HOME, "lines": (_LINES,), "months": (None, 0, 18), "brake": (None, *Brake),
        "until": (None, _DAY),
    },
}  # fmt: skip
OF_TEXTS: dict[str, dict[str, tuple[Any, ...]]] = {
    "dunning.until_then": {"until": (_DAY,)},
    "dunning.rests_till_answered": {"number": (12,)},
    "dunning.actions.hold": {"why": HOLDS},
    "dunning.plan.count.option": {"count": (2, 12)},
    "dunning.actions.answer": {"home": ("1号楼 101",)},
    "dunning.actions.promise": {"days": (3, 14)},
    "dunning.paper": {
        "notices": ((_NOTICE,), (_NOTICE,) * 2), "on": (_DAY,), "office": ("云和苑", NASTY),
    },
}  # fmt: skip
