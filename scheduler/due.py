"""The one sweep: what is due is taken and rung, one transaction each."""

from datetime import datetime

import structlog
from sqlalchemy.exc import OperationalError
from sqlmodel import Session

from models.clock import Clock
from models.database import Closed, Database
from models.due import Due, Moment, Rings, put_off, ripe, take
from models.intents.troubles import MOMENT, tell_operator
from scheduler.access_cards import WHEN_DUE as CARDS
from scheduler.accounting import WHEN_DUE as ACCOUNTING
from scheduler.arrears import WHEN_DUE as ARREARS
from scheduler.backups import WHEN_DUE as BACKUPS
from scheduler.blocked import WHEN_DUE as BLOCKED
from scheduler.books import WHEN_DUE as BOOKS
from scheduler.collecting import WHEN_DUE as COLLECTING
from scheduler.complaints import WHEN_DUE as COMPLAINTS
from scheduler.dunning import WHEN_DUE as DUNNING
from scheduler.duty import WHEN_DUE as DUTY
from scheduler.emergencies import WHEN_DUE as EMERGENCIES
from scheduler.enquiries import WHEN_DUE as ENQUIRIES
from scheduler.faq import WHEN_DUE as FAQ
from scheduler.fees import WHEN_DUE as FEES
from scheduler.followups import WHEN_DUE as FOLLOWUPS
from scheduler.handovers import WHEN_DUE as HANDOVERS
from scheduler.moving import WHEN_DUE as MOVING
from scheduler.mydata import WHEN_DUE as MYDATA
from scheduler.owners import WHEN_DUE as OWNERS
from scheduler.papers import WHEN_DUE as PAPERS
from scheduler.parking import WHEN_DUE as PARKING
from scheduler.registration import WHEN_DUE as REGISTRATION
from scheduler.repairs import WHEN_DUE as REPAIRS
from scheduler.talks import WHEN_DUE as TALKS
from scheduler.tasks import WHEN_DUE as TASKS
from scheduler.visitors import WHEN_DUE as VISITORS
from scheduler.visits import WHEN_DUE as VISITS
from scheduler.wishes import WHEN_DUE as WISHES

log = structlog.get_logger()
WHEN_DUE: Rings = {
    **REPAIRS,
    **VISITS,
    **EMERGENCIES,
    **COMPLAINTS,
    **ENQUIRIES,
    **PARKING,
    **CARDS,
    **OWNERS,
    **FOLLOWUPS,
    **TASKS,
    **DUTY,
    **DUNNING,
    **HANDOVERS,
    **WISHES,
    **TALKS,
    **REGISTRATION,
    **FAQ,
    **BOOKS,
    **BACKUPS,
    **ACCOUNTING,
    **PAPERS,
    **VISITORS,
    **BLOCKED,
    **MOVING,
    **MYDATA,
    **FEES,
    **COLLECTING,
    **ARREARS,
}


def sweep(database: Database, clock: Clock) -> int:
    """Ring everything that is due; return how many moments that were."""
    rung = 0
    while rows := database.read(lambda s: ripe(s, now=clock.now())):
        for row in rows:
            rung += _ring(database, row, clock.now())
    return rung


def _ring(database: Database, row: Due, now: datetime) -> bool:
    try:
        return database.write(lambda s: ring_one(s, row, now=now))
    except (OperationalError, Closed):  # locked, full, away, over: no fault of this moment
        raise
    except Exception as error:  # why: one moment that fails must not silence all the others
        log.exception("moment failed", due=row.id)
        name = type(error).__name__
        if database.write(lambda s: _put_off(s, row.id, name, now)):
            log.error("moment given up", due=row.id)
        return False


def _put_off(session: Session, due_id: int, error: str, now: datetime) -> bool:
    """Try again later; what is given up is told, in the same transaction."""
    is_over = put_off(session, due_id, error, now=now)
    if is_over:
        what = f"{session.get_one(Due, due_id).kind} ({error})"
        tell_operator(session, MOMENT, what, due_id, now=now)
    return is_over


def ring_one(session: Session, row: Due, *, now: datetime) -> bool:
    """Settle the moment and do what belongs to it; false when another has it, or called it off."""
    moment = Moment.decode(row.kind, row.facts)
    moment.hold(session)
    if not take(session, row.id, now=now):
        return False
    WHEN_DUE[type(moment)](session, moment, now=now)
    return True
