"""Estates: chosen by their office code, filled from a workbook, written as one again."""

import tempfile
from contextlib import suppress
from pathlib import Path

from sqlmodel import Session, col, select

from bot.control import Arguments
from bot.failures import Failed
from bot.settings import Settings
from models.database import Database
from models.estate.exporting import export_book
from models.estate.importing import (
    Change,
    EstateUnclear,
    apply_import,
    estate_of,
    known_keys,
    plan_import,
)
from models.estate.policies import POLICIES
from models.estate.settings import known_settings
from models.estate.tables import Estate
from models.workbook import Book, Keys, RawBook, check, write

SHOWN = 200  # changes that a dry run lists


def the_estate(session: Session, office_code: str | None) -> Estate:
    """Return the estate of that code, or the only one. Raises Failed."""
    every = session.exec(select(Estate).order_by(col(Estate.id))).all()
    found = [each for each in every if office_code in (None, each.office_code)]
    codes = ", ".join(each.office_code for each in every)
    if not every:
        raise Failed("There is no estate yet: import its workbook with `guanjia import PATH`.")
    if not found:
        raise Failed(f"There is no estate {office_code}; there are: {codes}.")
    if len(found) > 1:
        raise Failed(f"Say which estate with --estate OFFICE_CODE; there are: {codes}.")
    return found[0]


def import_workbook(database: Database, settings: Settings, arguments: Arguments) -> str:
    """Take all of the cells in, or nothing; a dry run only tells. Raises WrongWorkbook.

    `arguments`: `sheets` as RawBook has them, `estate`, `dry_run`.
    """
    raw = RawBook([(name, lines) for name, lines in arguments["sheets"]])
    code = arguments["estate"]

    def look(session: Session) -> tuple[Book, list[Change]]:
        def known(book: Book) -> Keys:
            with suppress(EstateUnclear):  # all faults are told before it is asked whose they are
                return known_keys(session, estate_of(session, book, code))
            return {}

        book = check(raw, known_settings(POLICIES), known)
        return book, plan_import(session, book, estate_of(session, book, code))

    def take_in(session: Session) -> str:
        return apply_import(session, book, estate_of(session, book, code)).office_code

    book, changes = database.read(look)
    new = sum(change.is_new for change in changes)
    counted = f"{new} new rows, {len(changes) - new} changed"
    if not arguments["dry_run"]:
        return f"Estate {database.write(take_in)}: {counted}."
    lines = [_line(change) for change in changes[:SHOWN]]
    left = [f"… and {len(changes) - SHOWN} more"] if len(changes) > SHOWN else []
    return "\n".join([*lines, *left, f"It would be {counted}; nothing was changed."])


def export_workbook(database: Database, settings: Settings, arguments: Arguments) -> str:
    """Return where the estate's workbook was written: in DATA_DIR, for the caller to take away.

    A running bot cannot write where its caller can. `arguments`: `suffix`, `estate`.
    """
    code = arguments["estate"]
    book = database.read(lambda session: export_book(session, the_estate(session, code)))
    folder = Path(tempfile.mkdtemp(prefix=".export-", dir=settings.data_dir))
    target = folder / f"workbook{arguments['suffix']}"
    write(book, target)
    return str(target)


def _line(change: Change) -> str:
    changed = f"changes {', '.join(change.columns)}" if change.columns else "goes"
    what = "new" if change.is_new else changed
    return f"{change.sheet} {' · '.join(change.key)}: {what}"
