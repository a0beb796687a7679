"""Moments: rows that say what is to happen when; the sweep settles each exactly once."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Any, ClassVar

from sqlalchemy import Index, UniqueConstraint, bindparam, func, text, update
from sqlmodel import Session, SQLModel, col, select

from models.database import insert_new
from models.fields import json_value, key, link
from models.prepared import Rows, prepared
from models.records import Recorded

Rings = dict[type["Moment"], Callable[..., None]]  # which operation a kind of moment calls
RETRY_AFTER = timedelta(minutes=5)
ATTEMPTS = 5


class Moment(Recorded):
    """Something that happens at a time, to the row `subject` of its feature.

    `identity` tells several moments of one kind and subject apart.
    """

    subject: int
    rings: ClassVar[str]  # the noun of the feature that owns it

    def identity(self) -> str:
        """Return what makes this moment unique beside its kind and subject: its day, if any."""
        return str(getattr(self, "on", ""))

    def hold(self, session: Session) -> None:
        """Hold, before it is taken, what whoever calls it off holds: one order for everybody."""


class Due(SQLModel, table=True):
    """A moment in the book. Settled means done, or no longer wanted."""

    __tablename__ = "due"
    __table_args__ = (
        UniqueConstraint("kind", "subject", "identity"),
        Index(
            "ix_due_open", "due_at",
            sqlite_where=text("settled_at IS NULL"), postgresql_where=text("settled_at IS NULL"),
        ),
    )  # fmt: skip

    id: int = key()
    estate_id: int = link("estates.id")
    kind: str
    subject: int
    identity: str = ""
    facts: dict[str, Any] = json_value()
    due_at: datetime
    settled_at: datetime | None = None
    attempts: int = 0
    error: str | None = None


def due(session: Session, moment: Moment, *, estate_id: int, at: datetime) -> None:
    """Enter the moment in the book; a second entry of the same moment changes nothing."""
    all_due(session, [(moment, at)], estate_id=estate_id)


def all_due(
    session: Session, moments: Iterable[tuple[Moment, datetime]], *, estate_id: int
) -> None:
    """Enter several moments in the book by one statement."""
    rows = []
    for moment, at in moments:
        kind, facts = moment.encode()
        rows.append({
            "estate_id": estate_id, "kind": kind, "subject": moment.subject,
            "identity": moment.identity(), "facts": facts, "due_at": at, "attempts": 0,
        })  # fmt: skip
    if rows:
        insert_new(session, Due, rows)


def called_off(session: Session, *kinds: type[Moment], subject: int, now: datetime) -> None:
    """Settle the open moments of these kinds: what they waited for has happened.

    Whoever does it holds what the moment holds (`hold`), so the clock has none of them in hand.
    """
    session.flush()
    values = {"kinds": [kind.__name__ for kind in kinds], "about": subject, "now": now}
    session.connection().execute(_called_off(), values)


@cache
def _called_off() -> Any:
    about = (col(Due.kind).in_(bindparam("kinds"))) & (col(Due.subject) == bindparam("about"))
    here = about & col(Due.settled_at).is_(None)
    return update(Due).where(here).values(settled_at=bindparam("now"))


def ripe(session: Session, *, now: datetime, limit: int = 50) -> Sequence[Due]:
    """Return what is due, oldest first."""
    return _ripe(session, now, limit).all()


def take(session: Session, due_id: int, *, now: datetime) -> Due | None:
    """Settle the row with this transaction and return it; None when another has it."""
    row = _taken(session, due_id).first()
    if row is not None:
        row.settled_at = now
        session.add(row)
    return row


def put_off(session: Session, due_id: int, error: str, *, now: datetime) -> bool:
    """Note a failed attempt: again at once, then later; return whether it was given up."""
    row = session.get_one(Due, due_id)
    row.attempts += 1
    row.error = error[:200]
    if row.attempts > 1:
        row.due_at = now + RETRY_AFTER
    if row.attempts >= ATTEMPTS:
        row.settled_at = now
    session.add(row)
    return row.settled_at is not None


@prepared
def _ripe(now: Any, limit: Any) -> Rows[Due]:
    wanted = select(Due).where(col(Due.settled_at).is_(None), Due.due_at <= now)
    return wanted.order_by(col(Due.due_at), col(Due.id)).limit(limit)


@prepared
def _taken(due_id: Any) -> Rows[Due]:
    """Return the row unless another worker holds it; SQLite's one writer holds everything."""
    wanted = select(Due).where(Due.id == due_id, col(Due.settled_at).is_(None))
    return wanted.with_for_update(skip_locked=True)


def standing(session: Session, *, now: datetime) -> tuple[int, datetime | None]:
    """Return how many moments have come and are not settled, and since when."""
    here = col(Due.settled_at).is_(None) & (col(Due.due_at) <= now)
    return session.exec(select(func.count(), func.min(Due.due_at)).where(here)).one()


def coming(session: Session, limit: int = 20) -> list[Due]:
    """Return the next moments in the book."""
    wanted = select(Due).where(col(Due.settled_at).is_(None)).order_by(col(Due.due_at), col(Due.id))
    return list(session.exec(wanted.limit(limit)))
