"""Plausible and nasty values that the texts about exports of accounting mention."""

from typing import Any

from models.accounting.messages import PartLine, WrongLine
from tests.support.sample_values import NASTY

REASONS = (
    "needed unprintable formula not_a_month not_a_date not_money credit refund too_much "
    "nothing_paid no_home several_homes other_entrance leading_zero_lost no_item no_method "
    "charge_twice receipt_differs receipt_twice no_such_charge column_twice column_missing "
    "no_accounts receipt_cancelled receipt_handed_over"
)
_PARTS = (
    PartLine("charges", 2_000, 1, 0, 0, 99_999_999), PartLine("payments", 0, 0, 2, 25_088, 25_088),
)  # fmt: skip
_WRONG = tuple(
    WrongLine(NASTY[:40], row, NASTY[:40], reason, NASTY[:80] if row else "")
    for row, reason in enumerate(REASONS.split())
)
OF_EXPORTS: dict[Any, tuple[Any, ...]] = {PartLine: _PARTS, WrongLine: _WRONG}
OF_THEIR_MESSAGES: dict[str, dict[str, tuple[Any, ...]]] = {
    "ExportRead": {
        "parts": (_PARTS, _PARTS[:1]), "unread": ((), (NASTY[:40],) * 8), "more": (0, 3),
        "asked": (False, True),
    },
    "ExportWrong": {
        "lines": (_WRONG[:15], _WRONG[15:]), "count": (25,), "more": (0, 10),
    },
    "ExportEntered": {"parts": (_PARTS,)},
}  # fmt: skip
