"""What must hold of the books whatever people do, and what of them was reached."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from sqlmodel import Session, col, select

from models.cases.registry import KINDS
from models.cases.tables import Case
from models.dunning.tables import Rest
from models.events import Event
from models.fees.tables import Payment
from models.inbox import Inbox, InboxState
from models.intents.tables import Outbox, OutboxState
from models.talks.tables import Talk
from tests.support.flows import statuses_of


def broken(session: Session, reached: Counter[str]) -> Iterator[str]:
    """Yield what does not hold of the books, and count the states and steps that were reached."""
    numbers = [case.number for case in session.exec(select(Case).order_by(col(Case.number)))]
    if numbers != list(range(1, len(numbers) + 1)):
        yield f"numbers {numbers}"
    for case in session.exec(select(Case)):
        yield from _story_broken(session, case, reached)
    reached.update(f"talk {each}" for each in session.exec(select(Talk.status)))
    reached.update(f"payment {each}" for each in session.exec(select(Payment.state)))
    reached.update(f"rest {each}" for each in session.exec(select(Rest.brake)))
    waiting = (OutboxState.WAITING, OutboxState.SENDING)
    for row in session.exec(select(Outbox).where(col(Outbox.state).in_(waiting))):
        if row.state is OutboxState.SENDING:
            yield f"in the air for ever: {row.kind}"
    for update in session.exec(select(Inbox).where(col(Inbox.state) != InboxState.DONE)):
        yield f"update {update.id} is {update.state}"


def _story_broken(session: Session, case: Case, reached: Counter[str]) -> Iterator[str]:
    events: list[Any] = list(
        session.exec(select(Event).where(Event.case_id == case.id).order_by(col(Event.id)))
    )
    kind = KINDS[case.kind]
    if case.status not in statuses_of(case.kind):
        yield f"№{case.number} is {case.status}"
    if events[-1].after != case.status:
        yield f"№{case.number} is {case.status}, its story ends at {events[-1].after}"
    for before, after in pairwise(events):
        if after.before not in (before.after, None):
            yield f"№{case.number} jumps from {before.after} to {after.before}"
    for event in events:
        reached[f"{case.kind} {event.after}"] += 1
        reached[event.action] += 1
    if case.status in kind.closed and case.closed_at is None:
        yield f"№{case.number} is closed without an hour"
