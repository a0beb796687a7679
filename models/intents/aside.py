"""A message that Telegram cannot take, for a mistake of its own: tried later and later.

What else is to be said in that chat, and everywhere, does not wait for it.
"""

from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from models.intents.outbox import put_off, set_aside
from models.intents.tables import Outbox, OutboxState
from models.intents.troubles import ASIDE, tell_operator

SOON, TRIES = timedelta(seconds=5), 3
LONGEST = timedelta(minutes=32)


def stumbled(session: Session, row_id: int, *, now: datetime, real_now: datetime) -> None:
    """Let it wait five seconds, after the third time a minute, then twice as long each time.

    Then the operator is told, once of each message.
    """
    row = session.get_one(Outbox, row_id)
    row.stumbles += 1
    beyond = row.stumbles - TRIES
    if beyond < 0:
        put_off(session, row_id, real_now + SOON, everywhere=False, now=now)
        return
    wait = min(timedelta(minutes=1) * 2 ** min(beyond, 9), LONGEST)
    set_aside(session, row, "out_of_order", now + wait)
    if beyond == 0:
        tell_operator(session, ASIDE, row.kind, row.id, now=now)


def aside(session: Session) -> list[Outbox]:
    """Return what waits because it was refused for now, newest first."""
    waits = (Outbox.state == OutboxState.WAITING, col(Outbox.reason).is_not(None))
    return list(session.exec(select(Outbox).where(*waits).order_by(col(Outbox.id).desc())))
