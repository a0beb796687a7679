"""Plausible and nasty values that the texts of fees mention."""

from datetime import date
from typing import Any

from models.dunning.messages import OwedLine
from models.dunning.words import Brake
from models.fees.announced import AnnouncedHome
from models.fees.messages import FeeLine, PaymentLine, ReceiptLine, TariffLine
from models.fees.words import Method
from tests.support.sample_values import NASTY

_TITLES = ("物业服务费（住宅）", NASTY, "费" * 40)
_DAY = date(2026, 11, 1)
OF_FEES: dict[Any, tuple[Any, ...]] = {
    FeeLine: tuple(
        FeeLine("2026-11", title, 25_088, left, _DAY, is_over=left < 25_088)
        for title in _TITLES
        for left in (25_088, 1)
    ),
    TariffLine: (
        TariffLine(NASTY, 280, "元/㎡·月", NASTY),
        TariffLine("物业服务费（住宅）", None, "", ""),
    ),
    PaymentLine: tuple(
        PaymentLine(number, "R261123-001", 25_088, _DAY, method, number == 1, number == 0)
        for number, method in enumerate(Method)
    ),
    AnnouncedHome: tuple(
        AnnouncedHome(
            number,
            home,
            tuple(OwedLine("2026-12", title, 25_088, _DAY) for title in _TITLES),
            number,
            75_264,
        )
        for number, home in enumerate(("1号楼 101", NASTY))
    ),
    ReceiptLine: tuple(ReceiptLine("2026-11", title, 25_088) for title in _TITLES),
}
_RECEIPT = {"reference": ("R261123-001",), "home": ("1号楼 101", NASTY), "owed": (0, 25_088)}
OF_THEIR_MESSAGES: dict[str, dict[str, tuple[Any, ...]]] = {
    "FeesFace": {
        "brake": (None, *Brake), "until": (None, _DAY),
        "home": _RECEIPT["home"], "owed": (0, 25_088), "opens": ("08:00",), "closes": ("18:00",),
        "at": ("", NASTY), "ask": ("", "1|mean|1|0|person"),
    },
    "FeesAnnounced": {
        "on": (_DAY,), "since": (None, _DAY), "more": (0, 3), "owed": (25_088,),
        "opens": ("08:00",), "closes": ("18:00",), "at": ("", NASTY), "again": (True, False),
        "homes": tuple(OF_FEES[AnnouncedHome][:1] * count for count in (1, 2, 5)),
    },
    "FeeReceipt": {
        **_RECEIPT, "payer": ("", NASTY), "taken_by": (NASTY,),
        "lines": tuple(OF_FEES[ReceiptLine][:1] * count for count in (0, 2, 40)),
    },
    "CashNotice": {
        "taker": (NASTY,), "amount": (25_088,), "count": (1, 12), "until": ("18:00",),
        "by": ("王芳", NASTY),
    },
    "PaymentCancelled": {**_RECEIPT, "reason": (NASTY, "房" * 200)},
}  # fmt: skip
_SUM = {"open": (25_088, 99_999_999), "title": _TITLES, "count": (2, 40), "period": ("2026-11",)}
_PAPER = {
    **OF_THEIR_MESSAGES["FeeReceipt"], "paid_on": (_DAY,), "amount": (25_088,), "ahead": (0, 100),
    "method": tuple(Method),
}  # fmt: skip
OF_TEXTS: dict[str, dict[str, tuple[Any, ...]]] = {
    **{f"fees.pay.covers.{word}": _SUM for word in ("all", "item", "one")},
    "fees.receipt_paper": _PAPER,
    "fees.pay.amount.answer": {"amount": (25_088,), "beyond": (0, 100, -100)},
    "fees.pay.amount.owed": {"amount": (25_088,)},
    "fees.paid": {"amount": (25_088,), "reference": ("R261123-001",), "is_out": (False, True)},
    "fees.announced.paid_for": {"home": ("1号楼 101", NASTY)},
    "fees.cash_is_kept": {"amount": (25_088,)},
    "fees.is_cancelled": {"reference": ("R261123-001",)},
    "fees.actions.pay_cancel": {"reference": ("R261123-001",)},
}
