"""The ticker: APScheduler in memory, in UTC; it knows no moment by itself."""

from collections.abc import Callable
from datetime import timedelta
from itertools import product

import structlog
from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger
from sqlalchemy.exc import OperationalError

from models.clock import Clock, SystemClock
from models.database import Closed, Database
from scheduler.timetable import TIMETABLE, Tick

log = structlog.get_logger()
PAUSE = timedelta(seconds=2)  # before a job that the database did not take is tried again


def start(database: Database, clock: Clock, *, after: Callable[[], None]) -> AsyncIOScheduler:
    """Return the running ticker: every job runs now, and again when its time has passed.

    `after` is called, in a thread, when a job has run.
    """
    # Its own threads: those of the loop are cancelled at the end, with a trace of each.
    ticker = AsyncIOScheduler(timezone="UTC", executors={"default": ThreadPoolExecutor(4)})
    for tick, again in product(TIMETABLE, (False, True)):  # at once, and then from time to time
        ticker.add_job(
            _once, IntervalTrigger(seconds=tick.seconds, timezone="UTC") if again else None,
            args=(ticker, tick, database, clock, after), coalesce=True, max_instances=1,
            misfire_grace_time=None,
        )  # fmt: skip
    ticker.start()
    return ticker


def _once(
    ticker: AsyncIOScheduler, tick: Tick, database: Database, clock: Clock,
    after: Callable[[], None],
) -> None:  # fmt: skip
    try:
        tick.job(database, clock)
    except Closed:
        return
    except OperationalError as error:  # locked, full or away: not first when its time has passed
        log.error("job put off", job=tick.job.__name__, why=type(error.orig).__name__)
        soon = SystemClock().now() + PAUSE
        ticker.add_job(
            _once, "date", run_date=soon, args=(ticker, tick, database, clock, after),
            id=tick.job.__name__, replace_existing=True, misfire_grace_time=None,
        )  # fmt: skip
    after()
