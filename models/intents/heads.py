"""Whose message goes next: one a chat, in the order in which a person was told things.

A chat's next message waits until its last one's outcome is recorded: a crash repeats at most it.
"""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Integer, bindparam, case, or_, tuple_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from models.intents.messages import Priority
from models.intents.tables import Outbox, OutboxState
from models.values import frozen

OPEN = (OutboxState.WAITING, OutboxState.SENDING)


@frozen
class Head:
    """The message that a chat gets next."""

    id: int
    chat_id: int
    priority: int


def heads(
    session: Session,
    *,
    now: datetime,
    real_now: datetime,
    limit: int = 100,
    of: Sequence[int] | None = None,
) -> list[Head]:
    """Return each chat's next message, where none is in flight and Telegram did not ask to wait.

    A person is told things in their order, a mailing after all else; of a group's few messages a
    minute what is urgent takes the first, and cards that are only drawn again take the last.
    Only those `of` these rows, where they are given.
    """
    asked = _heads() if of is None else _heads_of()
    when = {"now": now, "real_now": real_now, "limit": limit, "rows": of}
    return [Head(*row) for row in session.connection().execute(asked, when)]


def flies(session: Session, row_id: int) -> bool:
    """Tell whether it is being sent, and its outcome is not noted."""
    here = (col(Outbox.id) == row_id) & (col(Outbox.state) == OutboxState.SENDING)
    return session.exec(select(Outbox.id).where(here)).first() is not None


@cache  # it is asked after every message, and dear to put together
def _heads() -> Any:
    """Walk the index in order and stop at the limit: a mailing to everybody may be waiting."""
    other = aliased(Outbox)
    is_earlier = tuple_(_rank(other), col(other.id)) < tuple_(_rank(Outbox), col(Outbox.id))
    comes_first = or_(
        col(other.state) == OutboxState.SENDING, col(other.held_until) > bindparam("real_now"),
        _ready(other) & is_earlier,
    )  # fmt: skip
    here = (col(other.chat_id) == Outbox.chat_id) & col(other.state).in_(OPEN)
    return (
        select(Outbox.id, Outbox.chat_id, Outbox.priority)
        .where(Outbox.state == OutboxState.WAITING, _ready(Outbox))
        .where(~select(other.id).where(here, comes_first).exists())
        .order_by(col(Outbox.priority), col(Outbox.id))
        .limit(bindparam("limit", type_=Integer()))
    )


@cache
def _heads_of() -> Any:
    return _heads().where(col(Outbox.id).in_(bindparam("rows", expanding=True)))


def _ready(row: Any) -> Any:
    return or_(col(row.not_before).is_(None), col(row.not_before) <= bindparam("now"))


def _rank(row: Any) -> Any:
    in_order = col(row.group_id).is_(None) & (col(row.priority) < Priority.BULK)
    return case((in_order, 0), else_=col(row.priority))
