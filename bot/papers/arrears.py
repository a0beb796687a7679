"""A month of arrears as an .xlsx file, in the words of who reads it. No telephone numbers."""

import io
from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

from telegram import InputFile

from bot.papers.books import write_tables
from locales.catalogue import Catalogue
from locales.formats import Reader
from models.arrears.messages import ArrearsBook
from models.arrears.rules import Age, Part, Statement
from models.books.report import Percent, Table, Word, Yuan

SUMMARY = ("part", "name", "count", "amount")
BUILDINGS = ("building", "homes", "owed", "came_due", "paid_of_it", "rate")
HOMES = ("home", "oldest", "months", "owed", "rest")
MOVES = ("on", "kind", "home", "period", "item", "reference", "method", "amount")


def arrears_file(book: ArrearsBook, catalogue: Catalogue, reader: Reader) -> InputFile:
    """Return the file: summary, buildings by age, homes that owe, movements of the month."""

    def said(cell: Any) -> str:
        if isinstance(cell, Word):
            key = f"{cell.prefix}.{cell.value}"
            return catalogue.plain(key, reader, {}) if catalogue.has(key) else cell.value
        if isinstance(cell, Percent):
            return ""
        if isinstance(cell, Age):
            return catalogue.plain("arrears.age", reader, {"it": cell})
        return str(cell)

    content = io.BytesIO()
    write_tables(_tables(book), content, zone=ZoneInfo(reader.timezone), said=said)
    return InputFile(content.getvalue(), filename=f"arrears-{book.month}.xlsx")


def _tables(book: ArrearsBook) -> Iterator[Table]:
    statement = book.statement
    yield _table("summary", SUMMARY, _summary(statement, book.since))
    columns = _columns(BUILDINGS)
    yield Table(
        Word("arrears.sheets", "buildings"), (*columns[:3], *statement.aged, *columns[3:]),
        tuple(
            (e.building, e.homes, Yuan(e.owed), *map(Yuan, e.ages), Yuan(e.came_due),
             Yuan(e.paid_of_it), Percent(e.rate))
            for e in statement.buildings
        ),
    )  # fmt: skip
    yield _table("homes", HOMES, (
        (e.home, e.oldest, e.months, Yuan(e.owed), Word("dunning.brakes", e.rest) if e.rest else "")
        for e in book.homes
    ))  # fmt: skip
    yield _table("moves", MOVES, (
        (e.on.isoformat(), Word("arrears.moves", e.kind), e.home, e.period, e.item, e.reference,
         Word("fees.methods", e.method) if e.method else "", Yuan(e.amount))
        for e in book.moves
    ))  # fmt: skip


def _summary(of: Statement, since: int | None) -> Iterator[tuple[Any, ...]]:
    def line(name: str, amount: int) -> tuple[Any, ...]:
        return Word("arrears.lines", name), "", None, Yuan(amount)

    def parts(name: str, prefix: str, rows: tuple[Part, ...]) -> Iterator[tuple[Any, ...]]:
        for each in rows:
            what = Word(prefix, each.name) if prefix else each.name
            yield Word("arrears.lines", name), what, each.count, Yuan(each.amount)

    yield Word("arrears.lines", "on"), of.on.isoformat(), None, None
    yield line("opening", of.opening)
    yield line("corrected", of.corrected)
    yield from parts("charged", "", of.charged)
    yield from parts("collected", "fees.methods", of.collected)
    yield from parts("cancelled", "", (of.cancelled,))
    yield line("owed", of.owed)
    yield line("ahead", of.ahead)
    yield line("closing", of.closing)
    if since:
        yield line("since", since)
    for age in of.aged:
        yield Word("arrears.lines", "age"), age, None, Yuan(age.amount)
    yield from parts("rest", "dunning.brakes", of.rests)
    for each in of.steps:
        yield Word("arrears.lines", "step"), Word("dunning.rungs", each.name), each.count, None
    yield from parts("cash", "", (of.cash,))


def _columns(names: tuple[str, ...]) -> tuple[Word, ...]:
    return tuple(Word("arrears.columns", each) for each in names)


def _table(title: str, columns: tuple[str, ...], rows: Iterator[tuple[Any, ...]]) -> Table:
    return Table(Word("arrears.sheets", title), _columns(columns), tuple(rows))
