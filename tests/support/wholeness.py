"""What must hold of the books whatever people do."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from functools import partial
from itertools import pairwise
from typing import Any

from sqlmodel import Session, col, select

from models.cases.registry import KINDS
from models.cases.tables import Case
from models.events import Event
from models.inbox import Inbox, InboxState
from models.intents.tables import Outbox, OutboxState
from tests.support.canaries import Overheard, personal, told_to_groups
from tests.support.flows import statuses_of
from tests.support.owing import books_balance
from tests.support.world import World


def broken(session: Session) -> Iterator[str]:
    """Yield what does not hold of the books."""
    numbers = [case.number for case in session.exec(select(Case).order_by(col(Case.number)))]
    if numbers != list(range(1, len(numbers) + 1)):
        yield f"numbers {numbers}"
    for case in session.exec(select(Case)):
        yield from _story_broken(session, case)
    waiting = (OutboxState.WAITING, OutboxState.SENDING)
    for row in session.exec(select(Outbox).where(col(Outbox.state).in_(waiting))):
        if row.state is OutboxState.SENDING:
            yield f"in the air for ever: {row.kind}"
    for update in session.exec(select(Inbox).where(col(Inbox.state) != InboxState.DONE)):
        yield f"update {update.id} is {update.state}"


async def ends_whole(
    world: World, overheard: Overheard, *, but: AbstractSet[str] = frozenset()
) -> None:
    """Let the desk go, and see that nothing was told where it does not belong, and all balances."""
    await world.desk.application.shutdown()
    told = told_to_groups(world, but=but)
    logged = overheard.tells(personal(world, but=but))
    assert (told, logged) == ([], []), (told, logged)
    world.read(partial(books_balance, now=world.clock.now()))
    assert world.telegram.unknown_methods == []


def _story_broken(session: Session, case: Case) -> Iterator[str]:
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
    if case.status in kind.closed and case.closed_at is None:
        yield f"№{case.number} is closed without an hour"
