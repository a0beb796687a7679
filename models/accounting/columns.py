"""Which column of an export is what: by its usual titles, or as the office's mapping says."""

from collections.abc import Mapping, Sequence
from dataclasses import field

from models.accounting.words import METHODS, TITLED, TITLES, Cell, exact, plain
from models.cells import WrongCell
from models.fees.words import Method
from models.values import frozen
from models.workbook import Fault

HEADER_WITHIN = 10  # lines: titles and dates of printing stand above the header


@frozen
class Mapped:
    """What an office says of its exports; what it does not say is recognised.

    `columns` has cells by their titles, `items` codes of the list of fees and `methods` ways of
    payment by the export's words, `always` the text of cells that no column holds.
    """

    columns: Mapping[str, Cell] = field(default_factory=dict)
    items: Mapping[str, str] = field(default_factory=dict)
    methods: Mapping[str, Method] = field(default_factory=dict)
    always: Mapping[Cell, str] = field(default_factory=dict)

    @classmethod
    def of(cls, tables: Mapping[str, Mapping[str, str]]) -> "Mapped":
        """Return the mapping that the tables of a file make. Raises ValueError."""
        if unknown := set(tables) - {"columns", "items", "methods", "always"}:
            raise ValueError(", ".join(sorted(unknown)))
        return cls(
            {plain(title): Cell(cell) for title, cell in tables.get("columns", {}).items()},
            {exact(word): code for word, code in tables.get("items", {}).items()},
            {plain(word): Method(way) for word, way in tables.get("methods", {}).items()},
            {Cell(cell): str(text) for cell, text in tables.get("always", {}).items()},
        )

    def cell(self, title: str) -> Cell | None:
        """Return what the column of that title holds, as far as it is known."""
        return self.columns.get(plain(title), TITLED.get(plain(title)))

    def method(self, word: str) -> Method:
        """Return the way of payment. Raises WrongCell."""
        known = {**METHODS, **self.methods}
        if plain(word) not in known:
            raise WrongCell("no_method", methods=", ".join(Method))
        return known[plain(word)]


@frozen
class Header:
    """Where a sheet's columns stand, how they are titled, and what its rows are."""

    line: int
    places: Mapping[Cell, int]
    titles: Mapping[Cell, str]
    unread: tuple[str, ...]
    charges: bool
    payments: bool

    def title(self, cell: Cell) -> str:
        """Return how the column is titled; of one that is not there, how it usually is."""
        return self.titles.get(cell, TITLES[cell].split()[0])


def header_of(lines: Sequence[Sequence[str]], mapped: Mapped) -> Header | None:
    """Return the header: the first line with a home and an amount; None without one."""
    for number, line in enumerate(lines[:HEADER_WITHIN]):
        known = [(place, mapped.cell(title), title) for place, title in enumerate(line) if title]
        cells = {cell for _, cell, _ in known}
        if cells & {Cell.CODE, Cell.UNIT} and cells & {Cell.CHARGED, Cell.PAID, Cell.AMOUNT}:
            return _header(number, known)
    return None


def _header(number: int, known: Sequence[tuple[int, Cell | None, str]]) -> Header:
    places: dict[Cell, int] = {}
    titles: dict[Cell, str] = {}
    for place, cell, title in known:
        if cell is not None and cell is not Cell.NOTHING:
            places.setdefault(cell, place)
            titles.setdefault(cell, title)
    receipts = bool(places.keys() & {Cell.PAID_ON, Cell.METHOD, Cell.REFERENCE})
    if Cell.AMOUNT in places and not places.keys() & {Cell.CHARGED, Cell.PAID}:
        meant = Cell.PAID if receipts else Cell.CHARGED
        places[meant], titles[meant] = places[Cell.AMOUNT], titles[Cell.AMOUNT]
    unread = tuple(title for _, cell, title in known if cell in (None, Cell.NOTHING))
    return Header(number, places, titles, unread, Cell.CHARGED in places, Cell.PAID in places)


def missing(header: Header, mapped: Mapped) -> list[Cell]:
    """Return the columns that the rows need and the sheet has not."""
    needed = [Cell.PERIOD, Cell.ITEM] if header.charges else []
    needed += [Cell.REFERENCE, Cell.PAID_ON, Cell.METHOD] if header.payments else []
    return [cell for cell in needed if cell not in header.places and cell not in mapped.always]


def twice(header_line: Sequence[str], mapped: Mapped) -> list[str]:
    """Return the titles of columns that hold what a column before them holds."""
    cells = [mapped.cell(title) for title in header_line]
    return [
        title
        for place, (cell, title) in enumerate(zip(cells, header_line, strict=True))
        if cell not in (None, Cell.NOTHING) and cell in cells[:place]
    ]


def header_faults(
    name: str, lines: Sequence[Sequence[str]], header: Header, mapped: Mapped
) -> list[Fault]:
    """Return what is wrong with a sheet's header, each column named."""
    row = header.line + 1
    doubled = twice(lines[header.line], mapped)
    return [Fault(name, row, title, WrongCell("column_twice")) for title in doubled] + [
        Fault(name, row, header.title(cell), WrongCell("column_missing"))
        for cell in missing(header, mapped)
    ]
