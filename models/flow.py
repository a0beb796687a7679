"""A flow: which status a thing is in, who may do what to it, and where that leads."""

from collections.abc import Set as AbstractSet
from typing import Generic, TypeVar

from models.errors import NotAllowed
from models.values import frozen

Status = TypeVar("Status", bound=str)
Action = TypeVar("Action", bound=str)


@frozen
class Arrow(Generic[Status, Action]):
    """In `status`, whoever plays one of the parts `by` may do `action`, which leads to `to`."""

    status: Status
    action: Action
    to: Status
    by: frozenset[str]


@frozen
class Flow(Generic[Status, Action]):
    """A table of arrows, checked when built; the only place where statuses are decided."""

    name: str
    initial: Status
    arrows: tuple[Arrow[Status, Action], ...]
    closed: frozenset[Status] = frozenset()

    def __post_init__(self) -> None:
        moves = [(arrow.status, arrow.action) for arrow in self.arrows]
        if twice := {
            f"{status} {action}" for status, action in moves if moves.count((status, action)) > 1
        }:
            self._refuse("the same action twice", twice)
        if nobody := {arrow.action for arrow in self.arrows if not arrow.by}:
            self._refuse("nobody may do it", nobody)
        if lost := self.statuses - self._reachable():
            self._refuse("never reached", lost)
        if stuck := self.statuses - self.closed - {arrow.status for arrow in self.arrows}:
            self._refuse("open without a way out", stuck)

    @property
    def statuses(self) -> frozenset[Status]:
        """Return every status of the table."""
        ends = {end for arrow in self.arrows for end in (arrow.status, arrow.to)}
        return frozenset(ends | self.closed | {self.initial})

    def after(self, status: str, action: Action, *, by: AbstractSet[str]) -> Status:
        """Return the status that `action` leads to when someone playing the parts `by` does it.

        Raises NotAllowed when there is no such arrow, it is not theirs, or the status is not of
        this flow: a button may be older than what the thing has become.
        """
        for arrow in self.arrows:
            if (arrow.status, arrow.action) == (status, action) and arrow.by & by:
                return arrow.to
        raise NotAllowed(flow=self.name, status=status, action=str(action))

    def actions(self, status: str, *, by: AbstractSet[str]) -> tuple[Action, ...]:
        """Return what someone playing the parts `by` may do now, in the order of the table."""
        return tuple(a.action for a in self.arrows if a.status == status and a.by & by)

    def diagram(self) -> str:
        """Return the flow as a Mermaid state diagram."""
        lines = ["stateDiagram-v2", f"    [*] --> {self.initial}"]
        for arrow in self.arrows:
            parts = ", ".join(sorted(arrow.by))
            lines.append(f"    {arrow.status} --> {arrow.to} : {arrow.action} ({parts})")
        lines += [f"    {status} --> [*]" for status in sorted(self.closed)]
        return "\n".join(lines) + "\n"

    def _reachable(self) -> set[Status]:
        reached, waiting = {self.initial}, [self.initial]
        while waiting:
            here = waiting.pop()
            ahead = {arrow.to for arrow in self.arrows if arrow.status == here} - reached
            reached |= ahead
            waiting += ahead
        return reached

    def _refuse(self, what: str, which: AbstractSet[str]) -> None:
        raise ValueError(f"flow {self.name}: {what}: {', '.join(sorted(which))}")
