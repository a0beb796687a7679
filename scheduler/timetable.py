"""Every job and when it runs. Read first. Everything that has a moment is a row of `due`."""

from collections.abc import Callable

from sqlmodel import Session

from models.clock import Clock
from models.database import Database
from models.inbox import purge_inbox
from models.intents.outbox import purge_outbox
from models.progress import purge_drafts
from models.values import frozen
from scheduler.arrears import plan_arrears
from scheduler.backups import plan_backups
from scheduler.books import plan_books
from scheduler.due import sweep
from scheduler.dunning import plan_dunning
from scheduler.faq import plan_faq
from scheduler.fees import plan_fees
from scheduler.mydata import plan_reviews


@frozen
class Tick:
    """A job, and how many seconds lie between its runs."""

    seconds: int
    job: Callable[[Database, Clock], object]


def purge(database: Database, clock: Clock) -> None:
    """Forget what need not be kept."""

    def forget(session: Session) -> None:
        now = clock.now()
        purge_inbox(session, now=now)
        purge_outbox(session, now=now)
        purge_drafts(session, now=now)

    database.write(forget)


TIMETABLE = (
    Tick(seconds=2, job=sweep),
    Tick(seconds=600, job=plan_faq),
    Tick(seconds=600, job=plan_books),
    Tick(seconds=600, job=plan_backups),
    Tick(seconds=600, job=plan_reviews),
    Tick(seconds=600, job=plan_dunning),
    Tick(seconds=600, job=plan_fees),
    Tick(seconds=600, job=plan_arrears),
    Tick(seconds=3600, job=purge),
)
