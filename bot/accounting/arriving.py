"""A fetched file that finance sent to be entered: a child reads it, and nothing of it is kept."""

from datetime import datetime

import structlog

from bot.accounting.reading import NoTable, sheets_sent
from bot.hops import look, patient_hop
from models.accounting.sending import arrive, examine, is_coming
from models.database import Database

log = structlog.get_logger()


async def read_export(database: Database, file_id: int, content: bytes, *, now: datetime) -> bool:
    """Tell who sent it what the file says; False when it was not sent to be entered."""
    if not await look(database, lambda s: is_coming(s, file_id)):
        return False
    try:
        sheets = await sheets_sent(content)
    except NoTable:
        log.warning("export not readable", file=file_id)
        sheets = None
    seen = await look(database, lambda s: examine(s, file_id, sheets))
    await patient_hop(database, lambda s: arrive(s, file_id, seen, now=now))
    return True
