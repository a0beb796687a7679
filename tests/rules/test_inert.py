"""A CSV file that we write is text: a spreadsheet reckons nothing out of what people wrote."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.cells import as_meant, inert
from models.workbook import Book, read, write

BEGINNINGS = "=+-@\t\r"
FORMULA = '=HYPERLINK("http://evil","x")'


@given(st.text("=+-@\t\r'0a. 住", max_size=8) | st.text())
def test_what_was_written_is_what_is_read(text: str):
    assert as_meant(inert(text)) == text


@given(st.sampled_from(BEGINNINGS), st.text(max_size=8))
def test_nothing_but_a_number_begins_like_a_formula(sign: str, text: str):
    written = inert(sign + text)
    assert written[0] == "'" or set(written[1:]) <= set("0123456789. ")


@pytest.mark.parametrize("plain", ["+8613900000001", "-12.50", "1号楼", "", "'", "O'Neil", "- 3"])
def test_what_is_no_formula_stays_as_it_is(plain: str):
    assert inert(plain) == plain


def test_a_workbook_says_a_name_back_and_runs_none_of_it(tmp_path: Path):
    write(Book({"homes": [{"code": "1234567890", "building": FORMULA, "unit": "1"}]}), tmp_path)
    with (tmp_path / "homes.csv").open(encoding="utf-8-sig", newline="") as file:
        cells = [cell for line in csv.reader(file) for cell in line]
    assert not [cell for cell in cells if cell.startswith(tuple(BEGINNINGS))]
    assert FORMULA in [
        cell for _, lines in read(tmp_path).sheets for line in lines for cell in line
    ]
