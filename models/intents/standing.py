"""What has not gone out yet, and what never will: for who is on call."""

from datetime import datetime
from typing import Any

from sqlmodel import Session, col, func, select

from models.intents.heads import OPEN
from models.intents.messages import Priority
from models.intents.tables import Outbox, OutboxState
from models.values import frozen


@frozen
class Standing:
    """Messages not yet with Telegram, of mailings too; and those that ended badly in 30 days.

    `since`: of those that may go now, the oldest; a mailing and quiet hours take their time.
    """

    waiting: int
    since: datetime | None
    mailing: int
    refused: int
    unconfirmed: int


def standing(session: Session, *, now: datetime) -> Standing:
    """Count what the outbox holds."""
    still = col(Outbox.state).in_(OPEN)
    bulk = col(Outbox.priority) >= Priority.BULK
    may_go = col(Outbox.not_before).is_(None) | (col(Outbox.not_before) <= now)
    begun = func.coalesce(col(Outbox.not_before), col(Outbox.created_at))
    oldest = select(func.min(begun)).where(still, ~bulk, may_go)
    return Standing(
        waiting=count_waiting(session), since=session.exec(oldest).one(),
        mailing=_count(session, still, bulk),
        refused=_count(session, col(Outbox.state) == OutboxState.REFUSED),
        unconfirmed=_count(session, col(Outbox.state) == OutboxState.UNCONFIRMED),
    )  # fmt: skip


def count_waiting(session: Session) -> int:
    """Return how many messages are not yet with Telegram."""
    return _count(session, col(Outbox.state).in_(OPEN))


def _count(session: Session, *here: Any) -> int:
    return session.exec(select(func.count()).where(*here)).one()
