"""Reads what accounting software wrote; run by its path, it is the child that reads a stranger's.

It imports nothing of ours: what breaks a reader finds no key, no database and no token here.
Nothing of a file is run: macros are not looked at, a formula is the value that was kept with it.
"""

import csv
import io
import json
import re
import resource
import sys
import zipfile
from datetime import date, datetime
from xml.etree import ElementTree as ET

from python_calamine import CalamineWorkbook

WORKING = 8  # seconds of the processor's time
MEMORY = 384 * 1024 * 1024
UNPACKED = 120 * 1024 * 1024
ROWS, COLUMNS, LONGEST = 30_000, 60, 200  # of all sheets; of a row; of a cell
PACKED, OLD = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
SEPARATORS = ",;\t"
FORMULA = "="  # stands for a formula that has no value
_CELL = re.compile(rb'<c\b[^>]*?\br="([A-Z]{1,3})([0-9]{1,7})"[^>]*?(?<!/)>(.*?)</c>', re.DOTALL)
_VALUE = re.compile(rb"<v>[^<]|<is>")

Table = tuple[str, list[list[str]]]


def tables(content: bytes, name: str = "CSV") -> list[Table]:
    """Return the cells of each sheet as text. Raises ValueError for what is no table."""
    try:
        found = _workbook(content) if content[:4] in (PACKED, OLD) else [_lines(content, name)]
    except Exception as error:  # why: whatever breaks a reader is a file that cannot be read
        raise ValueError("no table") from error
    if sum(len(lines) for _, lines in found) > ROWS:
        raise ValueError("too long")
    return [
        (name, [[c[:LONGEST] for c in line[:COLUMNS]] for line in rows]) for name, rows in found
    ]


def _workbook(content: bytes) -> list[Table]:
    empty = _without_value(content) if content[:4] == PACKED else {}
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    found = []
    for name in book.sheet_names:
        cells = book.get_sheet_by_name(name).to_python(skip_empty_area=False, nrows=ROWS + 1)
        lines = [[_text(cell) for cell in line] for line in cells]
        for row, column in empty.get(name, ()):
            if row < len(lines) and column < len(lines[row]):
                lines[row][column] = lines[row][column] or FORMULA
        found.append((name.strip(), lines))
    return found


def _without_value(content: bytes) -> dict[str, list[tuple[int, int]]]:
    """Return where formulas stand without a value, by sheet: row and column from 0."""
    found = {}
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        if sum(each.file_size for each in packed.infolist()) > UNPACKED:
            raise ValueError("too large")
        paths = {
            each.attrib["Id"]: each.attrib["Target"].removeprefix("/xl/")
            for each in ET.fromstring(packed.read("xl/_rels/workbook.xml.rels"))  # noqa: S314  (expat stops what grows; the child has its limits)
        }
        for each in ET.fromstring(packed.read("xl/workbook.xml")).iter():  # noqa: S314
            path = paths.get(next((v for k, v in each.attrib.items() if k.endswith("}id")), ""))
            if each.tag.endswith("}sheet") and path is not None:
                cells = _CELL.findall(packed.read(f"xl/{path}"))
                found[each.attrib["name"]] = [
                    (int(row) - 1, _column(letters))
                    for letters, row, inside in cells
                    if b"<f" in inside and not _VALUE.search(inside)
                ]
    return found


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number - 1


def _lines(content: bytes, name: str) -> Table:
    """Return the lines of a CSV file, whatever of the usual its letters and separators are."""
    text = _decoded(content)
    if "\0" in text:
        raise ValueError("no text")
    first = next((line for line in text.splitlines() if any(s in line for s in SEPARATORS)), "")
    separator = max(SEPARATORS, key=first.count)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    return name, [[_text(cell) for cell in line] for line in lines]


def _decoded(content: bytes) -> str:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030")


def _text(value: object) -> str:
    """Return what a spreadsheet shows: whole numbers come as floats."""
    if isinstance(value, float):
        return format(value, ".15g")
    if isinstance(value, datetime | date):
        return value.isoformat(" ") if isinstance(value, datetime) else value.isoformat()
    return str(value).strip()


def main() -> None:
    """Read a file from standard input; write its cells as JSON to standard output."""
    for limit, most in (
        (resource.RLIMIT_CPU, WORKING), (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_CORE, 0),
    ):  # fmt: skip
        resource.setrlimit(limit, (most, most))
    found = tables(sys.stdin.buffer.read())
    sys.stdout.buffer.write(json.dumps(found).encode())


if __name__ == "__main__":
    main()
