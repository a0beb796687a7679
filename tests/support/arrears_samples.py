"""Plausible and nasty values that the texts of a month of arrears mention."""

from datetime import date
from typing import Any

from bot.papers import arrears
from models.arrears.movements import Move
from models.arrears.reading import HomeLine
from models.arrears.rules import Age, BuildingLine, Part, Statement
from models.arrears.words import Movement, View
from models.dunning.words import Brake, Rung
from models.fees.words import Method
from tests.support.sample_values import NASTY

_ON = date(2026, 11, 30)
_AGES = (100, 0, 25_088, 0, 0, 99_999_999, 1)
BUILDINGS = tuple(
    BuildingLine(name, 3, _AGES, due, due // 2)
    for name in ("1号楼", NASTY, "楼" * 60)
    for due in (0, 99_999_999)
)
STATEMENTS = (
    Statement(
        "2026-11", _ON, 0, 0, (), (), Part("", 0), 0, 0, 0, 0, 0, 0, (0, 1, 3, 6, 12, 18), (0,) * 7,
        (), 0, (), (), Part("", 0),
    ),
    Statement(
        "2026-11", _ON, -25_088, -1,
        tuple(Part(name, 1_000, 99_999_999) for name in ("物业服务费", NASTY, "费" * 60) * 8),
        tuple(Part(way, 12, 99_999_999) for way in Method), Part("", 3, 25_088), sum(_AGES), 100,
        99_999_999, 1, 500, 1, (0, 1, 3, 6, 12, 18), _AGES, BUILDINGS, 1_203,
        tuple(Part(brake, 3, 25_088) for brake in Brake), tuple(Part(rung, 7) for rung in Rung),
        Part("", 2, 25_088),
    ),
)  # fmt: skip
OF_TYPES: dict[Any, tuple[Any, ...]] = {
    Statement: STATEMENTS,
    BuildingLine: BUILDINGS,
    HomeLine: (
        HomeLine("1号楼 101", "2026-10", None, 1, ""), HomeLine(NASTY, "2024-10", 24, 9, "claimed"),
    ),
    Move: tuple(Move(_ON, kind, NASTY, "2026-10", NASTY, "R1", "cash", 1) for kind in Movement),
}  # fmt: skip
OF_THEIR_MESSAGES: dict[str, dict[str, tuple[Any, ...]]] = {
    "ArrearsOfMonth": {
        "buildings": (BUILDINGS[:0], BUILDINGS * 2), "more": (0, 3), "since": (None, 0, -25_088),
        "earlier": ("", "2026-10"), "later": ("", "2026-12"),
    },
    "ArrearsChart": {"buildings": (BUILDINGS[:0], BUILDINGS * 2)},
}  # fmt: skip
OF_TEXTS: dict[str, dict[str, tuple[Any, ...]]] = {
    "arrears.age": {"it": (Age(None, 0, 1, 1), Age(0, 1, 1, 1), Age(18, None, 1, 1))},
    "arrears.chart": {"statement": STATEMENTS, "buildings": (BUILDINGS[:0], BUILDINGS)},
}
OF_NAMES = {  # put together at run time
    "arrears.sheets": ("summary", "buildings", "homes", "moves"),
    "arrears.columns": {*arrears.SUMMARY, *arrears.BUILDINGS, *arrears.HOMES, *arrears.MOVES},
    "arrears.lines": (
        *("on", "opening", "corrected", "charged", "collected", "cancelled", "owed", "ahead"),
        *("closing", "since", "age", "rest", "step", "cash"),
    ),
    "arrears.moves": Movement,
    "arrears.actions": ("earlier", "later", *set(View) - {View.MONTH}),
}
