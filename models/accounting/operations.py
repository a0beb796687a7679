"""An export is compared with what the estate has, and entered: all of it, or nothing."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlmodel import Session, col, select

from models.accounting.columns import Mapped
from models.accounting.policy import AccountingPolicy
from models.accounting.reading import Accounts, Sheets, read_accounts, where_it_stands
from models.accounting.register import Register
from models.columns import SHEETS
from models.estate.importing import Change, changes_in
from models.estate.settings import policy_of
from models.estate.tables import Estate, Home
from models.fees.reading import tariffs_of
from models.fees.sheets import fee_rows, put_fees, receipts_undone
from models.fees.tables import Charge, Payment
from models.values import frozen
from models.workbook import Book, Row, WrongWorkbook


@frozen
class Part:
    """What an export does to the charges or to the payments; sums are the estate's, in fen."""

    sheet: str
    new: int
    changed: int
    same: int
    before: int
    after: int


@frozen
class Look:
    """What entering an export would do: row by row, and in sums."""

    accounts: Accounts
    changes: tuple[Change, ...]
    parts: tuple[Part, ...]


def look_into(session: Session, estate: Estate, sheets: Sheets, mapped: Mapped) -> Look:
    """Return what entering the sheets would do; nothing is changed.

    Raises WrongWorkbook with every wrong cell by the export's own sheets, rows and titles, and
    where it would change a receipt that was handed over. FEE-01, FEE-02.
    """
    accounts = read_accounts(sheets, mapped, register_of(session, estate))
    try:
        return plan(session, estate, accounts)
    except WrongWorkbook as refused:
        raise WrongWorkbook(where_it_stands(accounts, refused.faults)) from None


def plan(session: Session, estate: Estate, accounts: Accounts) -> Look:
    """Return what entering these rows would do now. Raises WrongWorkbook."""
    present = fee_rows(session, estate, _codes(session, estate))
    for row in _receipts(accounts.book, present["payments"]):
        for column in ("charge_period", "item"):  # the receipt says what it paid
            row.pop(column, None)
    if faults := list(receipts_undone(session, estate, accounts.book)):
        raise WrongWorkbook(faults)
    before = {sheet: [row for _, row in rows] for sheet, rows in present.items()}
    changes = tuple(
        change
        for sheet, rows in accounts.book.rows.items()
        for change in changes_in(sheet, rows, before[sheet])
    )
    parts = tuple(
        _part(sheet, rows, before[sheet], changes)
        for sheet, rows in accounts.book.rows.items()
        if rows
    )
    return Look(accounts, changes, parts)


def enter(session: Session, estate: Estate, accounts: Accounts) -> Look:
    """Make charges and payments equal to the rows; twice is as once. Raises WrongWorkbook.

    Returns what that did. What the rows do not name is untouched.
    """
    found = plan(session, estate, accounts)
    homes = session.exec(select(Home).where(Home.estate_id == estate.id))
    present: dict[str, dict[tuple[str, ...], Any]] = {
        sheet: {SHEETS[sheet].key_of(row): kept for kept, row in rows}
        for sheet, rows in fee_rows(session, estate, _codes(session, estate)).items()
    }
    present["homes"] = {(home.code,): home for home in homes}
    put_fees(session, estate, accounts.book.rows, present)
    return found


def _codes(session: Session, estate: Estate) -> dict[int, str]:
    return {e.id: e.code for e in session.exec(select(Home).where(Home.estate_id == estate.id))}


def register_of(session: Session, estate: Estate) -> Register:
    """Return what an export of the estate is read against."""
    homes = session.exec(
        select(Home).where(Home.estate_id == estate.id).order_by(col(Home.code))
    ).all()
    codes = {home.id: home.code for home in homes}
    charges = session.exec(select(Charge).where(Charge.estate_id == estate.id))
    tariffs = tariffs_of(session, estate.id)
    return Register(
        {home.code: (home.building, home.unit) for home in homes},
        {code: tariff.title for code, tariff in tariffs.items()},
        frozenset((codes[each.home_id], each.period, each.item) for each in charges),
        policy_of(session, estate.id, AccountingPolicy).due_day,
        estate.name,
    )


def _receipts(book: Book, present: Iterable[tuple[Payment, Row]]) -> Iterator[Row]:
    """Yield the rows of receipts that were handed over here."""
    ours = {each.reference for each, _ in present if each.taken_by is not None}
    yield from (row for row in book.rows["payments"] if row["reference"] in ours)


def _part(
    sheet: str, rows: Sequence[Row], present: Sequence[Row], changes: Iterable[Change]
) -> Part:
    mine = [change for change in changes if change.sheet == sheet]
    new = sum(change.is_new for change in mine)
    key_of = SHEETS[sheet].key_of
    amounts: dict[tuple[str, ...], int] = {key_of(row): row["amount"] for row in present}
    rise = sum(row["amount"] - amounts.get(key_of(row), 0) for row in rows)
    before = sum(amounts.values())
    return Part(sheet, new, len(mine) - new, len(rows) - len(mine), before, before + rise)
