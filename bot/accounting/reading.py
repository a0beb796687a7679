"""Files of accounting software become cells: an operator's here, a chat's in a child process."""

import json
import tomllib
from pathlib import Path
from typing import Any

from bot.accounting import decoder
from bot.children import read_apart
from bot.failures import Failed
from models.accounting.columns import Mapped
from models.accounting.reading import is_export
from models.cells import WrongCell
from models.columns import sheet_called
from models.workbook import Fault, RawBook, WrongWorkbook, read

SECONDS = 30  # until the child is given up, on a busy machine


class NoTable(Exception):
    """It could not be read as a table within the child's limits."""


def sheets_of(path: Path, mapping: Path | None) -> dict[str, Any]:
    """Return the arguments of `import`: the cells, and whether they are accounts.

    A CSV file and whatever comes with a mapping are accounts; a folder is a workbook; an .xlsx
    file is accounts if none of its sheets is one of the workbook's. Raises WrongWorkbook, Failed.
    """
    tables = mapping_in(mapping) if mapping is not None else None
    raw = RawBook([]) if path.suffix.lower() == ".csv" and path.is_file() else read(path)
    if path.is_dir() or (tables is None and raw.sheets and not _is_export(raw)):
        return {"sheets": raw.sheets, "accounts": None}
    try:
        found = decoder.tables(path.read_bytes(), path.stem)
    except ValueError:
        raise WrongWorkbook([Fault(path.name, 0, "", WrongCell("unreadable"))]) from None
    return {"sheets": found, "accounts": tables or {}}


def mapping_in(path: Path) -> dict[str, dict[str, str]]:
    """Return the tables of a mapping. Raises Failed."""
    try:
        tables = tomllib.loads(path.read_text("utf-8-sig"))
        Mapped.of(tables)
    except (ValueError, AttributeError, TypeError) as wrong:
        told = f"{path.name} is no mapping ({wrong}): docs/accounting.md shows one."
        raise Failed(told) from None
    return tables


async def sheets_sent(content: bytes) -> list[tuple[str, list[list[str]]]]:
    """Return the cells of a file that somebody sent, read by a child process. Raises NoTable."""
    written = await read_apart(Path(decoder.__file__), content, seconds=SECONDS)
    if written is None:
        raise NoTable
    return [(name, lines) for name, lines in json.loads(written)]


def _is_export(raw: RawBook) -> bool:
    """Tell whether these are accounts and no sheet is one that the workbook has."""
    known = [sheet_called(name) for name, _ in raw.sheets]
    return not any(known) and is_export(raw.sheets, Mapped())
