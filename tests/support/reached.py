"""What was reached: every state and every arrow of the product, as the books came to have it."""

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, get_args

from sqlalchemy import event, inspect
from sqlmodel import Session, SQLModel, col, select

from models.cases.tables import Case
from models.conversions.operations import CONVERT
from models.database import Hop
from models.events import Event
from models.flow import Flow
from models.household.operations import LET_IN
from models.household.rules import GUEST_FLOW, Deed, Standing
from models.people.tables import Person, Residency
from tests.support.flows import FLOWS, OF_NO_CASE, statuses_of

# The columns that say where something is, and whose they are not: struck by other proofs.
STANDS = {"status", "state", "stage", "brake", "answer", "outcome", "last", "keys", "rung"}
MACHINE = {"backup_runs", "inbox", "outbox", "files"}


def _columns() -> Iterator[tuple[Any, str, type[StrEnum]]]:
    for mapper in SQLModel._sa_registry.mappers:
        table: Any = mapper.class_
        for name in STANDS & table.model_fields.keys() - MACHINE:
            known = table.model_fields[name].annotation
            for kind in get_args(known) or (known,):
                if isinstance(kind, type) and issubclass(kind, StrEnum):
                    yield table, name, kind


COLUMNS = [each for each in _columns() if each[0].__tablename__ not in MACHINE]
BY_TABLE: dict[Any, list[str]] = {}
for each in COLUMNS:
    BY_TABLE.setdefault(each[0], []).append(each[1])
NO_CASE = {flow.name for flow in OF_NO_CASE}
Edge = tuple[str, str, str, str]  # of what, in which status, which action, and where it leads
EDGES: dict[Edge, str] = {
    each: "{}: {} --{}--> {}".format(*each)
    for name, flows in (*FLOWS.items(), *((flow.name, (flow,)) for flow in OF_NO_CASE))
    for flow in flows
    for arrow in flow.arrows
    for each in [(str(name), str(arrow.status), str(arrow.action), str(arrow.to))]
}
# What somebody can do: the same leads elsewhere where two tables of one kind say so.
ARROWS = {
    arrow: [edge for each, edge in EDGES.items() if each[:3] == arrow]
    for arrow in dict.fromkeys(each[:3] for each in EDGES)
}
JOINS = EDGES[GUEST_FLOW.name, Standing.INVITED, Deed.JOIN, Standing.JOINED]
STATES = {f"{kind} {status}" for kind in FLOWS for status in statuses_of(kind)}
STATES |= {f"{t.__tablename__}.{name} {each}" for t, name, kind in COLUMNS for each in kind}


@dataclass
class Hopped:
    """What one hop is about to have done."""

    stands: list[str] = field(default_factory=list)
    moves: set[tuple[str, str]] = field(default_factory=set)
    arrows: list[Edge] = field(default_factory=list)


@dataclass
class Reached:
    """How often each state and each arrow was reached; a hop that was undone reached nothing."""

    states: Counter[str] = field(default_factory=Counter)
    edges: Counter[str] = field(default_factory=Counter)
    told: int = 0  # the last event that was counted in this world
    guests: set[tuple[int, Standing]] = field(default_factory=set)
    here: threading.local = field(default_factory=threading.local)

    def taken(self, arrow: tuple[str, str, str]) -> int:
        """Return how often somebody went along it, to where that was seldomest."""
        return min(self.edges[edge] for edge in ARROWS[arrow])

    def begins(self) -> None:
        """Begin with a new world, in which nothing was told."""
        self.told, self.guests = 0, set()

    def reads(self, session: Session) -> None:
        """Count what the events tell that were not counted yet."""
        wanted = select(Event, Case.kind).join(Case, col(Case.id) == col(Event.case_id))
        became: dict[int, str] = {}  # the kind of a case before it was converted
        newest = wanted.where(Event.id > self.told).order_by(col(Event.id).desc())
        for each, now in session.exec(newest):
            kind = became.get(each.case_id, str(now))
            self.states[f"{kind} {each.after}"] += 1
            to = str(each.after)
            if each.action == CONVERT:  # its arrow is the table's that it left, and begins there
                kind = became[each.case_id] = str(each.facts["was"])
                to = str(each.before)
            edge = (kind, str(each.before), each.action, to)
            if edge in EDGES:
                self.edges[EDGES[edge]] += 1
            self.told = max(self.told, each.id)
        for table, name, _kind in COLUMNS:  # what a statement of many rows wrote was not seen
            stands = session.exec(select(getattr(table, name)).distinct())
            seen = {f"{table.__tablename__}.{name} {each}" for each in stands}
            self.states.update(seen & STATES - self.states.keys())
        self.of_guests(session)

    def of_guests(self, session: Session) -> None:
        """Count who was let in, and has come: that is told by no column of its own."""
        wanted = select(Residency.id, Person.telegram_id).join(
            Person, col(Person.id) == col(Residency.person_id)
        )
        for residency, account in session.exec(wanted.where(col(Residency.role).in_(LET_IN))):
            standing = Standing.INVITED if account is None else Standing.JOINED
            if (residency, standing) not in self.guests:
                self.guests.add((residency, standing))
                if standing is Standing.JOINED:
                    self.edges[JOINS] += 1

    def flushed(self, session: Any, _: Any) -> None:
        """Look at what is being written."""
        hop = self._hop()
        for row in (*session.new, *session.dirty):
            for name in BY_TABLE.get(type(row), ()):
                history = inspect(row).attrs[name].history
                for now in history.added or ():
                    before = history.deleted[0] if history.deleted else None
                    hop.moves.add((str(before), str(now)))
                    hop.stands += [f"{row.__tablename__}.{name} {now}"] if now is not None else []

    def committed(self, _: Any) -> None:
        """Count what holds from now on; one who looked only whether it may be has moved nothing."""
        hop = self._hop()
        self.states.update(hop.stands)
        for edge in hop.arrows:
            flow, status, _, to = edge
            if flow == GUEST_FLOW.name or status == to or (status, to) in hop.moves:
                self.edges[EDGES[edge]] += 1
        self.forgets()

    def forgets(self, *_: Any) -> None:
        """Count nothing of a hop that begins, or was undone."""
        self.here.hop = Hopped()

    def _hop(self) -> Hopped:
        if not hasattr(self.here, "hop"):
            self.forgets()
        hop: Hopped = self.here.hop
        return hop

    def asked(self, edge: Edge) -> None:
        """Keep that somebody went along an arrow; that of a case is told by its events."""
        if edge in EDGES and edge[0] in NO_CASE:
            self._hop().arrows.append(edge)


@contextmanager
def observed() -> Iterator[Reached]:
    """Count what is reached meanwhile."""
    reached, after = Reached(), Flow.after

    def looked(flow: Any, status: str, action: Any, *, by: Any) -> Any:
        to = after(flow, status, action, by=by)
        reached.asked((flow.name, str(status), str(action), str(to)))
        return to

    heard = {
        "after_begin": reached.forgets, "after_flush": reached.flushed,
        "after_commit": reached.committed, "after_rollback": reached.forgets,
    }  # fmt: skip
    for name, hook in heard.items():
        event.listen(Hop, name, hook)
    Flow.after = looked  # type: ignore[method-assign]
    try:
        yield reached
    finally:
        Flow.after = after  # type: ignore[method-assign]
        for name, hook in heard.items():
            event.remove(Hop, name, hook)
