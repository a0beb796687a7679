"""How long it was whose turn in a case, as its events tell."""

from datetime import datetime, timedelta
from itertools import chain
from typing import Any

from sqlmodel import Session

from models.cases.registry import KINDS, kind_of
from models.cases.rules import Whose, segments, shares
from models.cases.tables import Case
from models.events import events_of

DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)


def turns_of(session: Session, case: Case, *, now: datetime) -> list[dict[str, Any]]:
    """Return how long it was whose turn until now, or until it was closed; the whole comes first.

    In whole minutes of the clock, so that what is shown adds up. What was converted has events in
    the words of what it was before.
    """
    whose = dict(chain(*(kind.whose.items() for kind in KINDS.values())))
    whose |= kind_of(case).whose
    changes = [(_minute(event.at), whose[event.after]) for event in events_of(session, case.id)]
    until = changes[-1][0] if changes[-1][1] is Whose.NOBODY else _minute(now)
    spent = shares(segments(changes, until))
    whole = sum(spent.values(), timedelta())
    return [_told("", whole), *(_told(each, spent[each]) for each in Whose if each in spent)]


def _minute(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)


def _told(whose: str, span: timedelta) -> dict[str, Any]:
    return {
        "whose": whose, "days": span // DAY, "hours": span % DAY // HOUR,
        "minutes": span % HOUR // MINUTE,
    }  # fmt: skip
