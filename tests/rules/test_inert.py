"""A CSV file that we write is text: a spreadsheet reckons nothing out of what people wrote."""

import csv
import io
from pathlib import Path
from zipfile import ZipFile
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.papers.books import write_tables
from models.books.report import Table, Word
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


def reckoned(book: bytes) -> list[str]:
    """Return the pages of an .xlsx file in which a formula or a link stands."""
    with ZipFile(io.BytesIO(book)) as parts:
        pages = {n: parts.read(n) for n in parts.namelist() if n.startswith("xl/worksheets/")}
    assert pages
    return [name for name, page in pages.items() if b"<f>" in page or b"<hyperlink" in page]


@pytest.mark.parametrize("text", [FORMULA, "+1-2", "-cmd|' /C calc'!A0", "@SUM(1)", "http://evil/"])
def test_no_sheet_of_ours_reckons_what_people_wrote(text: str, tmp_path: Path):
    target = tmp_path / "estate.xlsx"
    write(Book({"homes": [{"code": "1234567890", "building": text, "unit": "1"}]}), target)
    assert reckoned(target.read_bytes()) == []
    assert text in [cell for _, lines in read(target).sheets for line in lines for cell in line]
    report = io.BytesIO()
    table = Table(Word("", "title"), (text,), ((text,),))
    write_tables([table], report, zone=ZoneInfo("UTC"), said=lambda it: getattr(it, "value", it))
    assert reckoned(report.getvalue()) == []
