"""Cells of an export become rows of charges and payments, or each wrong cell is named. Pure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from datetime import date
from typing import Any

from models.accounting.columns import Header, Mapped, header_faults, header_of
from models.accounting.register import Homes, Register
from models.accounting.words import TOTALS, Cell, plain, read_cell
from models.cells import WrongCell
from models.values import frozen
from models.workbook import Book, Fault, Row, WrongWorkbook

Sheets = Sequence[tuple[str, Sequence[Sequence[str]]]]
Key = tuple[str, ...]
HOME = (Cell.CODE, Cell.UNIT, Cell.BUILDING, Cell.ENTRANCE)
# What a fault of the workbook's column is called here.
CELL_OF = {
    "home_code": Cell.UNIT, "amount": Cell.PAID, "paid_on": Cell.PAID_ON,
    "method": Cell.METHOD, "reference": Cell.REFERENCE,
}  # fmt: skip


@frozen
class Place:
    """Where a row was read: its sheet, row and header."""

    sheet: str
    row: int
    header: Header

    def fault(self, cell: Cell, wrong: WrongCell) -> Fault:
        """Return the fault of this row's cell, by the title that the office knows."""
        return Fault(self.sheet, self.row, self.header.title(cell), wrong)


@frozen
class Accounts:
    """What an export says: rows as the workbook has them, where each was, columns left unread."""

    book: Book
    places: Mapping[tuple[str, Key], Place] = field(repr=False, default_factory=dict)
    unread: tuple[str, ...] = ()


def is_export(sheets: Sheets, mapped: Mapped) -> bool:
    """Tell whether any sheet has a header of accounts."""
    return any(header_of(lines, mapped) for _, lines in sheets)


def read_accounts(sheets: Sheets, mapped: Mapped, register: Register) -> Accounts:
    """Return what the sheets say; a sheet without accounts is passed over.

    Raises WrongWorkbook with every wrong cell: nothing is guessed and nothing is half taken.
    FEE-01: charging is to be correct.
    """
    reading = _Reading(mapped, register)
    for name, lines in sheets:
        reading.add_sheet(name, lines)
    if not reading.found:
        raise WrongWorkbook([Fault(name, 0, "", WrongCell("no_accounts")) for name, _ in sheets])
    reading.compare()
    if reading.faults:
        raise WrongWorkbook(reading.faults)
    book = Book({"charges": list(reading.charges.values()), "payments": reading.paid()})
    return Accounts(book, reading.places, tuple(dict.fromkeys(reading.unread)))


class _Reading:
    """Gathers rows and faults, sheet by sheet."""

    def __init__(self, mapped: Mapped, register: Register) -> None:
        self.mapped = mapped
        self.register = register
        self.homes = Homes(register)
        self.charges: dict[Key, Row] = {}
        self.receipts: dict[str, list[Row]] = {}
        self.places: dict[tuple[str, Key], Place] = {}
        self.named: list[tuple[Place, Key]] = []
        self.faults: list[Fault] = []
        self.unread: list[str] = []
        self.found = False

    def add_sheet(self, name: str, lines: Sequence[Sequence[str]]) -> None:
        header = header_of(lines, self.mapped)
        if header is None:
            return
        self.found = True
        self.unread += header.unread
        wrong = header_faults(name, lines, header, self.mapped)
        self.faults += wrong
        for number, line in enumerate(() if wrong else lines[header.line + 1 :], header.line + 2):
            if any(line) and not TOTALS.intersection(map(plain, line[:4])):
                _Line(self, Place(name, number, header), line).take()

    def paid(self) -> list[Row]:
        """Return a payment a receipt; one of several lines names what they have in common."""
        return [
            lines[0]
            | {"amount": sum(line["amount"] for line in lines)}
            | {
                column: lines[0][column]
                if all(line[column] == lines[0][column] for line in lines) else None
                for column in ("charge_period", "item")
            }
            for lines in self.receipts.values()
        ]  # fmt: skip

    def compare(self) -> None:
        """Find payments of charges that are neither here nor known."""
        for place, key in self.named:
            if key not in self.charges and key not in self.register.charges:
                self.faults.append(place.fault(Cell.PERIOD, WrongCell("no_such_charge")))


class _Line:
    """One row under way."""

    def __init__(self, reading: _Reading, place: Place, line: Sequence[str]) -> None:
        self.reading = reading
        self.place = place
        self.line = line
        self.is_right = True

    def take(self) -> None:
        """Take what the row charges and what it was paid; a wrong cell leaves both out."""
        header = self.place.header
        home = self._made(self._home_cell(), self._home)
        charged = self._read(Cell.CHARGED) if header.charges else None
        paid = self._read(Cell.PAID) if header.payments else None
        is_charge = header.charges and bool(self._text(Cell.CHARGED))
        is_payment = header.payments and self._text(Cell.PAID) != "" and paid != 0
        if header.payments and not is_charge:
            is_payment = is_payment or bool(self._text(Cell.REFERENCE))
        if not is_charge and not is_payment:
            self._wrong(Cell.CHARGED if header.charges else Cell.PAID, WrongCell("needed"))
            return
        period = self._read(Cell.PERIOD, needed=is_charge)
        item = self._made(Cell.ITEM, self._item, needed=is_charge)
        if is_charge:
            self._charge(home, period, item, charged)
        if is_payment:
            self._pay(home, period, item, paid)

    def _charge(self, home: Any, period: Any, item: Any, amount: int | None) -> None:
        due_on = self._read(Cell.DUE_ON)
        if not self.is_right:
            return None
        key = home, period, item
        if key in self.reading.charges:
            first = self.reading.places["charges", key]
            return self._wrong(Cell.CHARGED, WrongCell("charge_twice", row=_row(first, self.place)))
        row = {"home_code": home, "period": period, "item": item, "amount": amount}
        if due_on is None and key not in self.reading.register.charges:
            year, month = map(int, period.split("-"))
            due_on = date(year, month, self.reading.register.due_day)
        self.reading.charges[key] = row | ({"due_on": due_on} if due_on else {})
        self.reading.places["charges", key] = self.place
        return None

    def _pay(self, home: Any, period: Any, item: Any, amount: int | None) -> None:
        reference = self._read(Cell.REFERENCE, needed=True)
        paid_on = self._read(Cell.PAID_ON, needed=True)
        method = self._made(Cell.METHOD, self.reading.mapped.method)
        if not self._text(Cell.PAID) or amount == 0:
            self._wrong(Cell.PAID, WrongCell("nothing_paid" if amount == 0 else "needed"))
        if not self.is_right:
            return None
        row: Row = {
            "reference": reference, "home_code": home, "paid_on": paid_on, "amount": amount,
            "method": method, "charge_period": period, "item": item,
        }  # fmt: skip
        if period and item:
            self.reading.named.append((self.place, (home, period, item)))
        lines = self.reading.receipts.setdefault(reference, [])
        first = self.reading.places.setdefault(("payments", (reference,)), self.place)
        if reason := _contradiction(row, lines):
            facts = {"row": _row(first, self.place), "reference": reference}
            return self._wrong(Cell.REFERENCE, WrongCell(reason, **facts))
        lines.append(row)
        return None

    def _home_cell(self) -> Cell:
        return Cell.CODE if self._text(Cell.CODE) or not self._text(Cell.UNIT) else Cell.UNIT

    def _home(self, said: str) -> str:
        if self._home_cell() is Cell.CODE:
            return self.reading.homes.by_code(said)
        house = f"{self._text(Cell.BUILDING)} {self._text(Cell.ENTRANCE)}"
        return self.reading.homes.by_name(house.strip(), said, self.place.row)

    def _item(self, word: str) -> str:
        return self.reading.register.item(word, self.reading.mapped.items)

    def _text(self, cell: Cell) -> str:
        place = self.place.header.places.get(cell)
        said = "" if place is None else "".join(self.line[place : place + 1])
        return said or self.reading.mapped.always.get(cell, "")

    def _read(self, cell: Cell, *, needed: bool = False) -> Any:
        try:
            value = read_cell(cell, self._text(cell))
            if value is None and needed:
                raise WrongCell("needed")
        except WrongCell as wrong:
            return self._wrong(cell, wrong)
        return value

    def _made(self, cell: Cell, made: Callable[[str], Any], *, needed: bool = True) -> Any:
        """Return what becomes of the cell's words."""
        said = self._read(cell, needed=needed)
        try:
            return None if said is None else made(said)
        except WrongCell as wrong:
            return self._wrong(cell, wrong)

    def _wrong(self, cell: Cell, wrong: WrongCell) -> None:
        self.is_right = False
        self.reading.faults.append(self.place.fault(cell, wrong))


def _contradiction(row: Row, lines: Sequence[Row]) -> str:
    """Return why the line cannot be of the same receipt as those before it."""
    if any(row[each] != lines[0][each] for each in ("home_code", "paid_on", "method") if lines):
        return "receipt_differs"
    named = [(line["charge_period"], line["item"]) for line in lines]
    return "receipt_twice" if (row["charge_period"], row["item"]) in named else ""


def _row(first: Place, now: Place) -> str:
    """Return the row, with its sheet where that is another."""
    return str(first.row) if first.sheet == now.sheet else f"{first.row} of {first.sheet}"


def where_it_stands(accounts: Accounts, faults: Sequence[Fault]) -> list[Fault]:
    """Return the workbook's faults about receipts by the cells of the export."""
    found = []
    for fault in faults:
        place = accounts.places.get(("payments", (str(fault.wrong.facts.get("reference")),)))
        cell = CELL_OF.get(fault.column, Cell.REFERENCE)
        found.append(fault if place is None else place.fault(cell, fault.wrong))
    return found
