"""From the event loop into the database's threads and back; and patience with what is away."""

import asyncio
from collections.abc import Awaitable, Callable
from time import perf_counter

import structlog
from sqlalchemy.exc import OperationalError
from sqlmodel import Session

from bot.metrics import HOP_WAIT_SECONDS, WRITER_QUEUE
from models.database import Database, T, Work

log = structlog.get_logger()
FIRST_PAUSE, LONGEST_PAUSE = 0.1, 5.0  # seconds


async def hop(database: Database, work: Work[T], *, lane: str | None = None) -> T:
    """Return what `work` returned, after its changes were committed."""
    queued = perf_counter()

    def begun(session: Session) -> T:
        HOP_WAIT_SECONDS.observe(perf_counter() - queued)
        return work(session)

    WRITER_QUEUE.inc()
    future = database.writing(begun, lane=lane)
    future.add_done_callback(lambda _: WRITER_QUEUE.dec())  # also when it never began
    return await asyncio.wrap_future(future)


async def look(database: Database, work: Work[T]) -> T:
    """Return what `work` read."""
    return await asyncio.wrap_future(database.reading(work))


async def patient_hop(database: Database, work: Work[T], *, lane: str | None = None) -> T:
    """`hop`, again and again while the database is locked, full or away.

    For what is owed already: nothing of it may be lost because a disk was full for a minute. Work
    that may have been committed must notice that it was.
    """
    return await patiently(
        lambda: hop(database, work, lane=lane),
        OperationalError, "database does not take it", FIRST_PAUSE, LONGEST_PAUSE,
    )  # fmt: skip


async def patient_look(database: Database, work: Work[T]) -> T:
    """`look`, again and again while the database is away."""
    return await patiently(
        lambda: look(database, work),
        OperationalError, "database does not answer", FIRST_PAUSE, LONGEST_PAUSE,
    )  # fmt: skip


def broke(task: "asyncio.Task[None]") -> bool:
    """Tell whether a task that is done was cancelled, or failed."""
    return task.cancelled() or task.exception() is not None


async def patiently(
    attempt: Callable[[], Awaitable[T]],
    refusal: type[Exception],
    sentence: str,
    pause: float,
    longest: float,
) -> T:
    """Return what an attempt brought; after each refusal the pause (seconds) is twice as long."""
    while True:
        try:
            return await attempt()
        except refusal as error:
            why = type(getattr(error, "orig", error)).__name__
            log.error(sentence, why=why, again_in=pause)
            await asyncio.sleep(pause)
            pause = min(pause * 2, longest)
