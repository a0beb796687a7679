"""What a message brings whole: a form to print, one's own data, the ledger of spaces."""

import asyncio
from pathlib import Path

import structlog
from telegram import InputFile

from bot.failures import Failed
from bot.mydata import document
from bot.papers.forms import form
from bot.papers.parking import ledger_file
from locales.catalogue import Catalogue, Reader
from models.files.store import Store
from models.intents.messages import Message
from models.mydata.messages import MyDataDrawn
from models.parking.ledger_messages import LedgerSheet

log = structlog.get_logger()


async def document_of(
    message: Message, catalogue: Catalogue, reader: Reader, store: Store
) -> InputFile | None:
    """Return the document that goes with the message; None where none does."""
    if isinstance(message, MyDataDrawn):
        return await document(message, catalogue, reader, store)
    if isinstance(message, LedgerSheet):
        return await asyncio.to_thread(ledger_file, message, catalogue, reader)
    return None


async def form_of(
    said: str, catalogue: Catalogue, reader: Reader, font: Path | None
) -> tuple[InputFile, str] | None:
    """Return the form, and what is said of characters that it lacks; None for a bad FONT_FILE."""
    try:
        content, undrawn = await asyncio.to_thread(form, said, font=font)
    except Failed as failed:
        log.error("form not written", why=str(failed))
        return None
    note = ""
    if undrawn:
        log.warning("form lacks characters", count=undrawn)
        note = "\n\n" + catalogue.html("papers.by_hand", reader, {"count": undrawn})
    return InputFile(content, filename=f"{said.strip().splitlines()[0]}.pdf"), note
