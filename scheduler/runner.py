"""The ticker: APScheduler in memory, in UTC; it knows no moment by itself."""

from collections.abc import Callable
from itertools import product

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from models.clock import Clock
from models.database import Database
from scheduler.timetable import TIMETABLE, Tick


def start(database: Database, clock: Clock, *, after: Callable[[], None]) -> AsyncIOScheduler:
    """Return the running ticker: every job runs now, and again when its time has passed.

    `after` is called, in a thread, when a job has run.
    """
    # Its own threads: those of the loop are cancelled at the end, with a trace of each.
    ticker = AsyncIOScheduler(timezone="UTC", executors={"default": ThreadPoolExecutor(4)})
    for tick, again in product(TIMETABLE, (False, True)):  # at once, and then from time to time
        ticker.add_job(
            _once, IntervalTrigger(seconds=tick.seconds, timezone="UTC") if again else None,
            args=(tick, database, clock, after), coalesce=True, max_instances=1,
            misfire_grace_time=None,
        )  # fmt: skip
    ticker.start()
    return ticker


def _once(tick: Tick, database: Database, clock: Clock, after: Callable[[], None]) -> None:
    tick.job(database, clock)
    after()
