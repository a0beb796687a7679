"""What a message brings whole: one's own data, the ledger of spaces."""

import asyncio

from telegram import InputFile

from bot.mydata import document
from bot.papers.parking import ledger_file
from locales.catalogue import Catalogue, Reader
from models.files.store import Store
from models.intents.messages import Message
from models.mydata.messages import MyDataDrawn
from models.parking.ledger_messages import LedgerSheet


async def document_of(
    message: Message, catalogue: Catalogue, reader: Reader, store: Store
) -> InputFile | None:
    """Return the document that goes with the message; None where none does."""
    if isinstance(message, MyDataDrawn):
        return await document(message, catalogue, reader, store)
    if isinstance(message, LedgerSheet):
        return await asyncio.to_thread(ledger_file, message, catalogue, reader)
    return None
