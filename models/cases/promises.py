"""Promises of cases of every kind, as the books read them: by when, and when they were kept."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Protocol

from sqlalchemy import String, cast
from sqlmodel import Session, col, select

from models.cases.tables import Case, Kind
from models.events import Event
from models.values import frozen

PROMISED = "promised"  # in the facts of an event
KEPT_EARLY = timedelta(days=62)  # no promise is kept longer before its limit than this


@frozen
class Promise:
    """A promise of a case; `kept_at` is None while what was promised has not happened."""

    case_id: int
    limit: datetime
    kept_at: datetime | None = None

    @property
    def in_time(self) -> bool:
        """Tell whether it was kept by its limit."""
        return self.kept_at is not None and self.kept_at <= self.limit


class Promises(Protocol):
    """Returns every promise of a kind that is still open, whatever its limit."""

    def __call__(self, session: Session, estate_id: int) -> Sequence[Promise]: ...


class Gaps(Protocol):
    """Returns what is missing in the record of a case, as words of its kind."""

    def __call__(self, session: Session, case: Case) -> tuple[str, ...]: ...


def promises_nothing(session: Session, estate_id: int) -> Sequence[Promise]:
    """Return nothing: a kind that promises no time."""
    return ()


def lacks_nothing(session: Session, case: Case) -> tuple[str, ...]:
    """Return nothing: a kind whose record is whole when it is written."""
    return ()


def keeping(*limits: datetime) -> dict[str, Any]:
    """Return, for the event that keeps promises, by when they were to be kept.

    The rows of a case know its present promise only; its events know every one that was kept.
    """
    return {PROMISED: [limit.isoformat() for limit in limits]} if limits else {}


def kept_promises(
    session: Session, kind: Kind, estate_id: int, since: datetime, until: datetime
) -> list[Promise]:
    """Return the promises with a limit in the span that an event kept, in time or late."""
    wanted = (
        select(Event.case_id, Event.at, Event.facts)
        .join(Case, col(Case.id) == col(Event.case_id))
        .where(
            Case.estate_id == estate_id,
            Case.kind == kind,
            Event.at >= since - KEPT_EARLY,
            cast(Event.facts, String).contains(PROMISED),  # of many events few keep a promise
        )
        .order_by(col(Event.id))
    )
    told = (
        Promise(case_id, datetime.fromisoformat(limit), at)
        for case_id, at, facts in session.exec(wanted)
        for limit in facts.get(PROMISED, ())
    )
    return [each for each in told if since <= each.limit < until]
