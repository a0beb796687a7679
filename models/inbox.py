"""Updates as they came: kept before they are confirmed, done in the transaction of their effect."""

import json
import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cache
from typing import Any

from sqlalchemy import Index, bindparam, delete, func, select, update
from sqlmodel import Field, Session, SQLModel, col

from models.database import insert_new
from models.fields import choice, json_value, key, one_of, telegram_id
from models.values import frozen

ATTEMPTS = 3
KEPT_FOR = timedelta(days=30)
_NUL = re.compile(r"(?<!\\)((?:\\\\)*)\\u0000")  # as JSON writes it; a backslash may be text itself


class InboxState(StrEnum):
    """How far an update has come."""

    WAITING = "waiting"
    DONE = "done"
    DEAD = "dead"


class Inbox(SQLModel, table=True):
    """One update of Telegram's, raw. `lane` orders it among those of one person or chat."""

    __tablename__ = "inbox"
    __table_args__ = (one_of("state", InboxState), Index("ix_inbox_lane", "lane", "received_at"))

    id: int = key()
    update_id: int = Field(unique=True, sa_type=telegram_id().sa_type)
    lane: str
    raw: dict[str, Any] = json_value()
    state: InboxState = choice(InboxState, default=InboxState.WAITING, index=True)
    attempts: int = 0
    error: str | None = None
    received_at: datetime


@frozen
class Kept:
    """An update that is on disk and waits for its turn."""

    id: int
    lane: str
    raw: dict[str, Any]


def keep(
    session: Session, updates: Sequence[tuple[str, dict[str, Any]]], *, now: datetime
) -> list[Kept]:
    """Store (lane, raw) pairs; return those that were not here before, in their order."""
    if not updates:
        return []
    rows = [
        {"update_id": raw["update_id"], "lane": lane, "raw": storable(raw),
         "state": InboxState.WAITING, "attempts": 0, "received_at": now}
        for lane, raw in updates
    ]  # fmt: skip
    new = insert_new(
        session, Inbox, rows, returning=(col(Inbox.id), col(Inbox.lane), col(Inbox.raw))
    )
    return sorted((Kept(*row) for row in new), key=lambda kept: kept.id)


def storable(raw: dict[str, Any]) -> dict[str, Any]:
    """Return the update without NUL and halves of letters: one of them would stop the rest."""
    text = json.dumps(raw, ensure_ascii=False)
    clean = _NUL.sub(r"\1", text).encode(errors="ignore").decode()
    cleaned: dict[str, Any] = raw if clean == text else json.loads(clean)
    return cleaned


def waiting(session: Session, limit: int | None = None) -> list[Kept]:
    """Return what waits for its turn, oldest first."""
    return [Kept(*row) for row in session.execute(_waiting().limit(limit))]


def _waiting() -> Any:
    columns = (col(Inbox.id), col(Inbox.lane), col(Inbox.raw))
    return select(*columns).where(col(Inbox.state) == InboxState.WAITING).order_by(col(Inbox.id))


def earlier(session: Session, kept: Kept) -> list[Kept]:
    """Return what waits in the same lane and came before, with another worker it may be."""
    here = (col(Inbox.lane) == kept.lane) & (col(Inbox.id) < kept.id)
    return [Kept(*row) for row in session.execute(_waiting().where(here))]


def claim(session: Session, inbox_id: int) -> bool:
    """Mark the update done with this transaction; false when it already is."""
    return session.connection().execute(_claimed(), {"inbox": inbox_id}).first() is not None


@cache
def _claimed() -> Any:
    here = (col(Inbox.id) == bindparam("inbox")) & (col(Inbox.state) == InboxState.WAITING)
    claimed = update(Inbox).where(here).values(state=InboxState.DONE).returning(col(Inbox.id))
    return claimed.execution_options(synchronize_session=False)


def failed(session: Session, inbox_id: int, error: str, *, for_good: bool = False) -> bool:
    """Note a failed turn; return whether the update is now a dead letter."""
    row = session.get_one(Inbox, inbox_id, with_for_update=True)
    if row.state != InboxState.WAITING:  # another worker came to it
        return False
    row.attempts += 1
    row.error = error[:200]
    if for_good or row.attempts >= ATTEMPTS:
        row.state = InboxState.DEAD
    session.add(row)
    return row.state == InboxState.DEAD


def standing(session: Session) -> tuple[int, datetime | None, int]:
    """Return how many updates wait for their turn, since when, and how many are dead letters."""
    waiting = select(func.count(), func.min(Inbox.received_at))
    count, since = session.execute(waiting.where(col(Inbox.state) == InboxState.WAITING)).one()
    dead = select(func.count()).where(col(Inbox.state) == InboxState.DEAD)
    return count, since, int(session.execute(dead).scalar_one())


def purge_inbox(session: Session, *, now: datetime) -> None:
    """Forget updates that were done 30 days ago: they hold what people wrote."""
    old = (col(Inbox.received_at) < now - KEPT_FOR) & (col(Inbox.state) != InboxState.WAITING)
    session.execute(delete(Inbox).where(old))


def has_any(session: Session) -> bool:
    """Tell whether any update has ever been kept here."""
    return session.execute(select(col(Inbox.id)).limit(1)).first() is not None
