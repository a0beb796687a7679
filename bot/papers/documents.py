"""What a message brings whole: a form to print, one's own data, the ledger of spaces, a month."""

import asyncio
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import structlog
from telegram import InputFile

from bot.failures import Failed
from bot.mydata import document
from bot.papers.arrears import arrears_file
from bot.papers.forms import form
from bot.papers.parking import ledger_file
from locales.catalogue import Catalogue, Reader
from models.arrears.messages import ArrearsBook
from models.files.store import Store
from models.intents.messages import Message
from models.mydata.messages import MyDataDrawn
from models.parking.ledger_messages import LedgerSheet
from models.values import frozen

log = structlog.get_logger()
SHEETS: Mapping[type[Message], Callable[[Any, Catalogue, Reader], InputFile]] = {
    LedgerSheet: ledger_file,
    ArrearsBook: arrears_file,
}


@frozen
class Form:
    """A form to print, and what is said below its message of characters that it lacks."""

    file: InputFile
    note: str


async def document_of(
    message: Message, catalogue: Catalogue, reader: Reader, store: Store
) -> InputFile | None:
    """Return the document that goes with the message; None where none does."""
    if isinstance(message, MyDataDrawn):
        return await document(message, catalogue, reader, store)
    written = SHEETS.get(type(message))
    return await asyncio.to_thread(written, message, catalogue, reader) if written else None


async def form_of(
    said: str, catalogue: Catalogue, reader: Reader, font: Path | None
) -> Form | None:
    """Return the form as it is sent; None for a bad FONT_FILE."""
    try:
        content, undrawn = await asyncio.to_thread(form, said, font=font)
    except Failed as failed:
        log.error("form not written", why=str(failed))
        return None
    note = ""
    if undrawn:
        log.warning("form lacks characters", count=undrawn)
        note = "\n\n" + catalogue.html("papers.by_hand", reader, {"count": undrawn})
    return Form(InputFile(content, filename=f"{said.strip().splitlines()[0]}.pdf"), note)
