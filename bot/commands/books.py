"""The month's report for the office head, as an .xlsx file in DATA_DIR."""

import re
import tempfile
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot.commands.estates import the_estate
from bot.control import Arguments
from bot.failures import Failed
from bot.papers.books import write_tables
from bot.settings import Settings
from locales.catalogue import Catalogue, Reader
from models.books.report import Lines, Percent, Table, Word, report_of
from models.books.rules import Month
from models.clock import SystemClock
from models.database import Database
from models.files.store import put_in_place

NOT_BEGUN = "There is nothing to report of {month} yet: it has not begun."


def report(database: Database, settings: Settings, arguments: Arguments) -> str:
    """Return the path of the month's report. `arguments`: `month` as 2026-11, `estate`."""
    month, office = Month.parse(arguments["month"]), arguments["estate"]
    return str(write_report(database, settings, month, office, now=SystemClock().now()))


def write_report(
    database: Database, settings: Settings, month: Month, office: str | None, *, now: datetime
) -> Path:
    """Write the month's books, readable by who runs the command only; return where.

    Raises Failed for a month that has not begun.
    """

    def read(session: Session) -> tuple[str, Reader, list[Table]]:
        estate = the_estate(session, office)
        if month > Month.of(now.astimezone(ZoneInfo(estate.timezone)).date()):
            raise Failed(NOT_BEGUN.format(month=month))
        reader = Reader(estate.locale, estate.timezone)
        return estate.office_code, reader, report_of(session, estate, month, now=now)

    code, reader, tables = database.read(read)
    said = partial(_said, Catalogue.load(settings.data_dir / "texts"), reader)
    folder = settings.data_dir / "reports"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    name = re.sub(r"[^\w-]", "_", f"{code}-{month}")
    target = folder / f"{name}.xlsx"
    with tempfile.TemporaryDirectory(prefix=".report-", dir=folder) as place:
        written = Path(place) / target.name
        write_tables(tables, written, zone=ZoneInfo(reader.timezone), said=said)
        written.chmod(0o600)
        put_in_place(written, target)
    return target


def _said(catalogue: Catalogue, reader: Reader, cell: Any) -> str:
    """Return a cell as a text, in the estate's language."""
    match cell:
        case Word(prefix, value):
            key = f"{prefix}.{value}"
            return catalogue.plain(key, reader, {}) if catalogue.has(key) else value
        case Percent():
            return catalogue.plain("books.none", reader, {})
        case Lines(lines):
            told = (" ".join(filter(None, (_said(catalogue, reader, c) for c in line)))
                    for line in lines)  # fmt: skip
            return "\n".join(told)
        case datetime():
            return f"{cell.astimezone(ZoneInfo(reader.timezone)):%Y-%m-%d %H:%M}"
        case None:
            return ""
    return str(cell)
