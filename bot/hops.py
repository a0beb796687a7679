"""From the event loop into the database's threads and back."""

import asyncio

from models.database import Database, T, Work


async def hop(database: Database, work: Work[T], *, lane: str | None = None) -> T:
    """Return what `work` returned, after its changes were committed."""
    return await asyncio.wrap_future(database.writing(work, lane=lane))


async def look(database: Database, work: Work[T]) -> T:
    """Return what `work` read."""
    return await asyncio.wrap_future(database.reading(work))
