"""An amount in the capitals of banks: it reads back, and the usual forms are as banks want."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locales.fees import FIGURES, written_out
from locales.formats import Reader

UNITS = {"元": 100, "角": 10, "分": 1, "拾": 10, "佰": 100, "仟": 1000}


def reader(language: str = "zh-Hans", currency: str = "CNY") -> Reader:
    return Reader(language, "Asia/Shanghai", currency=currency)


def read(said: str, figures: str) -> int:
    """Return the fen that somebody reads in it."""
    total, myriad, part, figure = 0, 0, 0, 0
    for sign in said.translate(str.maketrans("萬億", "万亿")):
        if sign in figures:
            figure = figures.index(sign)
        elif sign in "拾佰仟":
            part, figure = part + figure * UNITS[sign], 0
        elif sign == "万":
            myriad, part, figure = myriad + (part + figure) * 10_000, 0, 0
        elif sign == "亿":
            total, myriad, part, figure = (myriad + part + figure) * 10**8 * 100, 0, 0, 0
        elif sign == "元":
            total, myriad, part, figure = total + (myriad + part + figure) * 100, 0, 0, 0
        elif sign in "角分":
            total, figure = total + figure * UNITS[sign], 0
    return total


@given(st.integers(1, 10**13 - 1), st.sampled_from(["zh-Hans", "zh-Hant"]))
def test_it_reads_back_as_the_same_amount(fen: int, language: str) -> None:
    said = written_out(reader(language), fen)
    assert read(said, FIGURES[language]) == fen
    assert "零零" not in said
    assert said.endswith(("整", "分"))


@pytest.mark.parametrize(
    ("fen", "said"),
    [
        (75_264, "柒佰伍拾贰元陆角肆分"),
        (100_400, "壹仟零肆元整"),
        (1_000_005, "壹万元零伍分"),
        (10_001_000, "壹拾万零壹拾元整"),
        (10_000_000_100, "壹亿零壹元整"),
        (150, "壹元伍角整"),
        (5, "伍分"),
    ],
)
def test_the_usual_forms(fen: int, said: str) -> None:
    assert written_out(reader(), fen) == said


def test_other_money_other_languages_and_nothing_are_not_written_out() -> None:
    assert written_out(reader(currency="HKD"), 100) == ""
    assert written_out(reader("en"), 100) == ""
    assert written_out(reader(), 0) == ""
