"""The estate workbook: bytes become checked rows, rows become a file or a folder again."""

import csv
import io
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import field
from datetime import datetime, time
from operator import le, lt
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from models.cells import WrongCell, as_meant, inert
from models.columns import KEPT_ELSEWHERE, SHEETS, Column, Sheet, sheet_called
from models.errors import DomainError
from models.values import frozen

Row = dict[str, Any]
Keys = Mapping[str, Collection[tuple[str, ...]]]
Settings = Mapping[str, Callable[[Any], object]]


@frozen
class RawBook:
    """The cells of each sheet as stripped text, empty rows included: line 0 is the header."""

    sheets: list[tuple[str, list[list[str]]]] = field(repr=False)


@frozen
class Book:
    """Checked rows of each sheet that was there; a column that was not there is in no row."""

    rows: dict[str, list[Row]] = field(repr=False)


@frozen
class Fault:
    """One wrong cell, row or sheet. Rows count as a spreadsheet counts them; 0 is the sheet."""

    sheet: str
    row: int
    column: str
    wrong: WrongCell

    def __str__(self) -> str:
        row = f", row {self.row}" if self.row else ""
        column = f", column {self.column}" if self.column else ""
        return f"{self.sheet}{row}{column}: {self.wrong}"


class WrongWorkbook(DomainError):
    """The workbook has faults, all of them listed; nothing was imported."""

    text_key = "errors.wrong_workbook"

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(count=len(faults))
        self.faults = faults


def read(source: Path | bytes) -> RawBook:
    """Return the cells of an .xlsx file (or its bytes) or of a folder of CSV files.

    Raises WrongWorkbook when there is nothing to be read.
    """
    try:
        if isinstance(source, Path) and source.is_dir():
            tables = [_csv_table(path) for path in sorted(source.glob("*.csv"))]
        else:
            tables = _xlsx_tables(source if isinstance(source, bytes) else source.read_bytes())
    except (CalamineError, csv.Error, OSError):
        tables = []
    if not tables:
        raise WrongWorkbook([Fault("workbook", 0, "", WrongCell("unreadable"))])
    return RawBook(
        [(name, [[_cell(cell) for cell in line] for line in lines]) for name, lines in tables]
    )


def _csv_table(path: Path) -> tuple[str, list[list[Any]]]:
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise WrongWorkbook([Fault(path.stem, 0, "", WrongCell("not_utf8"))]) from None
    lines = csv.reader(io.StringIO(text, newline=""))
    return path.stem, [[as_meant(cell) for cell in line] for line in lines]


def _xlsx_tables(data: bytes) -> list[tuple[str, list[list[Any]]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    # Empty lines are kept: a fault names its row as the spreadsheet counts it.
    return [
        (name.strip(), book.get_sheet_by_name(name).to_python(skip_empty_area=False))
        for name in book.sheet_names
    ]


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return format(value, ".15g")  # what a spreadsheet shows: whole numbers come as floats
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, datetime) and value.time() == time():
        value = value.date()
    return str(value).replace("\r\n", "\n").strip()


def check(
    raw: RawBook, known_settings: Settings, known: Callable[[Book], Keys] | None = None
) -> Book:
    """Return the typed rows of `raw`.

    `known_settings` has a check for the value of each setting; `known` returns, for what could be
    read, the keys that its estate has already: references may name them. Raises WrongWorkbook
    with every fault.
    """
    checked = _Check(known_settings)
    for name, lines in raw.sheets:
        checked.add_sheet(name, lines)
    present = [name for name in SHEETS if name in checked.rows]
    book = Book({name: [row for _, row in checked.rows[name]] for name in present})
    checked.compare(known(book) if known else {})
    if checked.faults:
        raise WrongWorkbook(sorted(checked.faults, key=_place))
    return book


def _place(fault: Fault) -> tuple[int, int]:
    names = list(SHEETS)
    return names.index(fault.sheet) if fault.sheet in names else -1, fault.row


class _Check:
    """Gathers typed rows and faults, sheet by sheet, then across sheets."""

    def __init__(self, known_settings: Settings) -> None:
        self.known_settings = known_settings
        self.keys: dict[str, set[tuple[str, ...]]] = {name: set() for name in SHEETS}
        self.rows: dict[str, list[tuple[int, Row]]] = {}
        self.faults: list[Fault] = []

    def fault(self, sheet: str, row: int, *wrong: tuple[str, WrongCell]) -> None:
        self.faults += [Fault(sheet, row, column, why) for column, why in wrong]

    def add_sheet(self, name: str, lines: list[list[str]]) -> None:
        sheet = sheet_called(name)
        if sheet is None:
            return self.fault(name, 0, ("", WrongCell("unknown_sheet")))
        if sheet.name in self.rows:
            return self.fault(sheet.name, 0, ("", WrongCell("sheet_twice")))
        self.rows[sheet.name] = []
        places = self._places(sheet, lines[0] if lines else [])
        first: dict[tuple[str, ...], int] = {}
        for number, line in enumerate(lines[1:], start=2):
            if not any(line):
                continue
            row = self._row(sheet, places, number, line)
            self.rows[sheet.name].append((number, row))
            if all(row.get(name) is not None for name in sheet.key):
                before = first.setdefault(sheet.key_of(row), number)
                if before != number:
                    self.fault(sheet.name, number, (sheet.key[0], WrongCell("twice", row=before)))
        self.keys[sheet.name].update(first)
        return None

    def _places(self, sheet: Sheet, header: list[str]) -> dict[str, int]:
        """Return where in a line each column stands."""
        found: dict[str, int] = {}
        for place, title in enumerate(header):
            column = sheet.column(title)
            if column is None:
                if title:
                    self.fault(sheet.name, 1, (title, WrongCell("unknown_column")))
            elif column.name in found:
                self.fault(sheet.name, 1, (title, WrongCell("column_twice")))
            else:
                found[column.name] = place
        missing = (c.name for c in sheet.columns if c.needed and c.name not in found)
        self.fault(sheet.name, 1, *((name, WrongCell("column_missing")) for name in missing))
        return found

    def _row(self, sheet: Sheet, places: dict[str, int], number: int, line: list[str]) -> Row:
        row: Row = {}
        for name, column in sheet.columns_of(row):
            if name in places:
                try:
                    row[name] = column.read("".join(line[places[name] : places[name] + 1]))
                except WrongCell as wrong:
                    self.fault(sheet.name, number, (name, wrong))
        self.fault(sheet.name, number, *_misfits(sheet.name, row, self.known_settings))
        return row

    def compare(self, known: Keys) -> None:
        """Find what no row can tell alone: dangling references, and what is out of order."""
        for name, keys in known.items():
            self.keys[name].update(keys)
        for name, rows in self.rows.items():
            for number, row in rows:
                self.fault(name, number, *_contradictions(name, row), *self._dangling(name, row))

    def _dangling(self, sheet: str, row: Row) -> Iterator[tuple[str, WrongCell]]:
        for column in SHEETS[sheet].columns:
            value = row.get(column.name)
            if column.on and value is not None and (value,) not in self.keys[column.on]:
                yield column.name, WrongCell("not_on", sheet=column.on)
        if sheet == "payments" and row.get("charge_period") is not None:
            charge = row.get("home_code"), row["charge_period"], row.get("item")
            # A missing tariff or home is told already.
            whole = charge[:1] in self.keys["homes"] and charge[2:] in self.keys["tariffs"]
            if whole and charge not in self.keys["charges"]:
                yield "charge_period", WrongCell("no_such_charge")


def _misfits(sheet: str, row: Row, known: Settings) -> Iterator[tuple[str, WrongCell]]:
    """Give the faults of a setting, whose name tells what its value may be."""
    if sheet == "settings" and "name" in row:
        name = row["name"]
        if name in KEPT_ELSEWHERE:
            yield "name", WrongCell("kept_elsewhere", place=KEPT_ELSEWHERE[name])
        elif name not in known:
            yield "name", WrongCell("unknown_setting", name=name)
        elif "value" in row:
            try:
                known[name](row["value"])
            except (ValueError, TypeError):
                yield "value", WrongCell("setting_refused", name=name)


# What must not be earlier than what; a shift must not end as it begins, either.
_ORDERED = {
    "residents": ("since", "left_on", lt, "before"),
    "spaces": ("from", "to", lt, "before"),
    "roster": ("from", "to", le, "not_after"),
}


def _contradictions(sheet: str, row: Row) -> Iterator[tuple[str, WrongCell]]:
    if sheet in _ORDERED:
        first, last, is_wrong, reason = _ORDERED[sheet]
        if row.get(first) and row.get(last) and is_wrong(row[last], row[first]):
            yield last, WrongCell(reason, column=first)
    for column in ("reports_to", "deputy") if sheet == "staff" else ():
        if row.get(column) is not None and row.get(column) == row.get("name"):
            yield column, WrongCell("itself")


def write(book: Book, target: Path) -> None:
    """Write the rows to `target`: an .xlsx file, else a folder of CSV files with a BOM."""
    if target.suffix.lower() == ".xlsx":
        return _write_xlsx(book, target)
    target.mkdir(parents=True, exist_ok=True)
    for name, rows in book.rows.items():
        columns, cells = _table(name, rows)
        # Spreadsheets take a CSV file for UTF-8 only if it begins with the mark.
        with (target / f"{name}.csv").open("w", encoding="utf-8-sig", newline="") as file:
            lines = csv.writer(file, lineterminator="\n")
            lines.writerow(column.name for column in columns)
            lines.writerows(map(inert, line) for line in cells)
    return None


def _table(name: str, rows: list[Row]) -> tuple[list[Column], list[list[str]]]:
    sheet = SHEETS[name]
    columns = [column for column in sheet.columns if not rows or column.name in rows[0]]
    return columns, [
        [column.write(row[name]) for name, column in sheet.columns_of(row) if name in row]
        for row in rows
    ]


def _write_xlsx(book: Book, target: Path) -> None:
    import xlsxwriter  # noqa: PLC0415  (loads slowly, and most processes write no workbook)

    with xlsxwriter.Workbook(target) as file:
        header = file.add_format({"bold": True})
        text_cells = file.add_format({"num_format": "@"})  # what is typed later keeps its zeros
        for name, rows in book.rows.items():
            page = file.add_worksheet(name)
            page.freeze_panes(1, 0)
            columns, cells = _table(name, rows)
            for place, column in enumerate(columns):
                kind = None if column.kind.is_number else text_cells
                page.set_column(place, place, 18, kind)
                page.write_string(0, place, column.name, header)
                for number, text in enumerate((line[place] for line in cells), start=1):
                    if text and column.kind.is_number:
                        page.write_number(number, place, float(text))
                    elif text:
                        page.write_string(number, place, text, kind)
