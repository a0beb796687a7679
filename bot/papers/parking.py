"""The ledger of spaces as an .xlsx file, in the words of who reads it."""

import io
from typing import Any
from zoneinfo import ZoneInfo

from telegram import InputFile

from bot.papers.books import write_tables
from locales.catalogue import Catalogue
from locales.formats import Reader
from models.books.report import Table, Word, Yuan
from models.parking.ledger_messages import LedgerSheet

COLUMNS = (
    *("number", "kind", "state", "fee", "address", "plate", "contract_no", "ends_on", "card_no"),
)


def ledger_file(sheet: LedgerSheet, catalogue: Catalogue, reader: Reader) -> InputFile:
    """Return the file: a row a space. A text stays a text, whatever it begins with."""

    def said(cell: Any) -> str:
        key = f"{cell.prefix}.{cell.value}" if isinstance(cell, Word) else ""
        return catalogue.plain(key, reader, {}) if key else str(cell)

    rows = tuple(
        (
            row.number, Word("parking.kinds", row.kind), Word("parking.states", row.state),
            None if row.fee is None else Yuan(row.fee), row.address, row.plate, row.contract_no,
            row.ends_on, row.card_no,
        )
        for row in sheet.rows
    )  # fmt: skip
    columns = tuple(Word("parking.columns", each) for each in COLUMNS)
    content = io.BytesIO()
    table = Table(Word("parking.columns", "title"), columns, rows)
    write_tables([table], content, zone=ZoneInfo(reader.timezone), said=said)
    return InputFile(content.getvalue(), filename=f"spaces-{sheet.on}.xlsx")
