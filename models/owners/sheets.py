"""The workbook and the file: a cell that still says what a change has replaced is named."""

from collections.abc import Iterator, Mapping, Sequence

from sqlmodel import Session, col, select

from models.cases.tables import Case
from models.cells import WrongCell
from models.columns import SHEETS
from models.estate.exporting import export_book
from models.estate.tables import Estate
from models.fees.sheets import receipts_undone
from models.owners.tables import FileChange
from models.owners.words import Status
from models.workbook import Book, Fault, Row, WrongWorkbook


def undoing_nothing(session: Session, estate: Estate | None, book: Book) -> Book:
    """Return the book, unless it would undo what the office head has approved. OWN-06, OWN-08.

    A cell that says neither the old nor the new is news of the office's own, and is taken. What
    a receipt says that was handed over stays as well. Raises WrongWorkbook with every such cell.
    """
    if estate is None:
        return book
    faults = [*_changed_since(session, estate, book), *receipts_undone(session, estate, book)]
    if faults:
        raise WrongWorkbook(faults)
    return book


def _changed_since(session: Session, estate: Estate, book: Book) -> list[Fault]:
    old = list(_old_cells(session, estate, book.rows))
    if not old:
        return []
    rows = export_book(session, estate).rows
    present = {
        (sheet, SHEETS[sheet].key_of(row)): row for sheet in rows for row in rows[sheet]
    }  # fmt: skip
    return [
        Fault(sheet, 0, column, WrongCell("changed_since", number=number))
        for sheet, key, column, before, number in old
        if (sheet, key) not in present or _text(present[sheet, key].get(column)) != before
    ]


def _old_cells(
    session: Session, estate: Estate, rows: Mapping[str, Sequence[Row]]
) -> Iterator[tuple[str, tuple[str, ...], str, str, int]]:
    """Yield the cells of the rows that say what was replaced: sheet, key, column, value, №."""
    wanted = (
        select(FileChange, Case.number)
        .join(Case, col(Case.id) == col(FileChange.id))
        .where(FileChange.estate_id == estate.id, Case.status == Status.IN_EFFECT)
    )
    replaced = {
        (cell["sheet"], tuple(cell["key"]), cell["column"], _text(cell["before"])): number
        for change, number in session.exec(wanted.order_by(col(FileChange.id)))
        for cell in change.undoes
    }
    if not replaced:
        return
    columns = {(sheet, column) for sheet, _, column, _ in replaced}
    for sheet, column in sorted(columns):
        for row in rows.get(sheet, ()):
            cell = sheet, SHEETS[sheet].key_of(row), column, _text(row.get(column))
            if column in row and cell in replaced:
                yield (*cell, replaced[cell])


def _text(value: object) -> str:
    return "" if value is None else str(value)
