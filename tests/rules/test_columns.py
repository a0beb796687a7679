"""What a cell may hold, and what it becomes."""

from contextlib import suppress
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import cells
from models.cells import Kind, WrongCell
from models.columns import ESTATE_FACTS, SHEETS


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (cells.CODE, "0011010101", "0011010101"),
        (cells.CODE, "００１１０１０１０１", "0011010101"),
        (cells.DATE, "2026-03-01", date(2026, 3, 1)),
        (cells.DATE, "2026/3/1", date(2026, 3, 1)),
        (cells.MONTH, "2026-03", "2026-03"),
        (cells.MONTH, "2026-03-01", "2026-03"),
        (cells.DAY, "Mon", "mon"),
        (cells.DAY, "2026-10-01", "2026-10-01"),
        (cells.TIME, "8:30", "08:30"),
        (cells.TIME, "08：30", "08:30"),
        (cells.MONEY, "128.5", 12850),
        (cells.MONEY, "0.29", 29),
        (cells.YES_NO, "是", True),
        (cells.YES_NO, "NO", False),
        (cells.PHONE, "192 0000 1001", "+8619200001001"),
        (cells.PHONE, "8619200001001", "+8619200001001"),
        (cells.PHONE, "+44 20 7946 0000", "+442079460000"),
        (cells.LINE, "119", "119"),
        (cells.WORDS, "漏水; 爆管；", ["漏水", "爆管"]),
        (cells.COUNT, "24", 24),
        (cells.DECIMAL, "89.60", Decimal("89.6")),
        (cells.JSON, "[10, 30]", [10, 30]),
        (cells.JSON, "TRUE", True),
        (cells.ZONE, "Asia/Shanghai", "Asia/Shanghai"),
    ],
)
def test_a_cell_becomes_its_value(kind: Kind, text: str, value: Any) -> None:
    assert kind.read(text) == value
    assert kind.read(kind.write(value)) == value


@pytest.mark.parametrize(
    ("kind", "text", "reason"),
    [
        (cells.CODE, "011010101", "leading_zero_lost"),
        (cells.CODE, "11010101", "not_ten_digits"),
        (cells.CODE, "001101010A", "not_ten_digits"),
        (cells.DATE, "2026-02-30", "not_a_date"),
        (cells.MONTH, "2026-03-02", "not_a_month"),
        (cells.DAY, "monday", "not_a_day"),
        (cells.TIME, "24:00", "not_a_time"),
        (cells.MONEY, "1.234", "not_money"),
        (cells.MONEY, "-5", "not_money"),
        (cells.MONEY, "10000000", "too_much"),
        (cells.YES_NO, "perhaps", "not_yes_or_no"),
        (cells.PHONE, "12345", "not_a_phone"),
        (cells.PHONE, "119", "not_a_phone"),
        (cells.LINE, "1.92E+10", "not_a_phone"),
        (cells.COUNT, "2.5", "not_a_count"),
        (cells.DECIMAL, "much", "not_a_number"),
        (cells.JSON, "{", "not_json"),
        (cells.JSON, "NaN", "not_json"),
        (cells.ZONE, "Shanghai", "not_a_zone"),
        (cells.CURRENCY, "元", "not_a_currency"),
        (cells.TEXT, "a\0b", "unprintable"),
        (SHEETS["staff"].columns[3].kind, "plumbing;magic", "not_an_option"),
    ],
)
def test_a_wrong_cell_says_why(kind: Kind, text: str, reason: str) -> None:
    with pytest.raises(WrongCell) as refusal:
        kind.read(text)
    assert refusal.value.reason == reason


def test_a_refusal_never_repeats_the_cell() -> None:
    """Faults are printed and logged; cells hold names and numbers of people."""
    with pytest.raises(WrongCell) as refusal:
        cells.PHONE.read("1380canary")
    assert "canary" not in f"{refusal.value!r} {refusal.value.facts}"


@given(st.integers(min_value=0, max_value=cells.MOST))
def test_every_amount_is_read_as_it_was_written(fen: int) -> None:
    assert cells.MONEY.read(cells.MONEY.write(fen)) == fen


@given(st.text())
def test_any_text_becomes_a_value_or_a_refusal(text: str) -> None:
    columns = [column for sheet in SHEETS.values() for column in sheet.columns]
    for column in [*columns, *ESTATE_FACTS.values()]:
        with suppress(WrongCell):
            column.write(column.read(text.strip()))


def test_a_column_is_found_by_its_name_and_by_its_chinese_title() -> None:
    for sheet in SHEETS.values():
        for column in sheet.columns:
            assert sheet.column(column.name.upper()) is sheet.column(column.title) is column


def test_references_name_sheets_with_a_single_key() -> None:
    targets = {column.on for sheet in SHEETS.values() for column in sheet.columns if column.on}
    assert {len(SHEETS[name].key) for name in targets} == {1}
