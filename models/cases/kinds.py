"""What a kind of case is to everything that handles cases of every kind."""

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime
from typing import Any, NoReturn, Protocol

from sqlmodel import Session

from models.cases.lines import CaseLine
from models.cases.parts import Part
from models.cases.promises import Gaps, Promises, lacks_nothing, promises_nothing
from models.cases.rules import Whose
from models.cases.tables import Case
from models.errors import NotAllowed
from models.events import Actor, Event
from models.flow import Flow
from models.followups.rules import Answer
from models.intents.cards import Card
from models.intents.messages import Message
from models.intents.operations import Address
from models.people.tables import Person, Staff
from models.values import frozen


class Line(Protocol):
    """Returns the case as one line, as its reporter may read it, or the office (`reader` None)."""

    def __call__(
        self, session: Session, case: Case, reader: Person | None, *, now: datetime
    ) -> CaseLine: ...


class Tell(Protocol):
    """Posts to everybody who reported the case, or to `only` one; returns the messages' ids."""

    def __call__(
        self,
        session: Session,
        case: Case,
        message: Message,
        *,
        now: datetime,
        only: Person | None = None,
    ) -> Sequence[int]: ...


class Ask(Protocol):
    """Asks the reporters the question of a follow-up."""

    def __call__(self, session: Session, followup_id: int, *, now: datetime) -> None: ...


class Follow(Protocol):
    """Moves the case as the answer to a follow-up says, and tells everybody who must know."""

    def __call__(
        self,
        session: Session,
        case: Case,
        answer: Answer,
        status: str,
        *,
        by: Person,
        actor: Actor,
        now: datetime,
    ) -> None: ...


def asks_nothing(session: Session, followup_id: int, *, now: datetime) -> None:
    """The manual has no follow-up for it, or its reply is what was promised (CB-10)."""


def no_answer(*_: Any, **__: Any) -> NoReturn:
    """Raises NotAllowed: nothing was asked."""
    raise NotAllowed


def says_nothing_more(*_: Any) -> tuple[str, str]:
    """Return that the event itself says everything."""
    return "", ""


@frozen
class Carried:
    """What a case takes along into another kind: all words, and the word of a common part."""

    told: str
    common: str = ""


class Leave(Protocol):
    """Lets nothing of its kind happen to the case any more; returns what it takes along."""

    def __call__(self, session: Session, case: Case, *, now: datetime) -> Carried: ...


class Enter(Protocol):
    """Makes the case one of this kind, promises and cards with it; returns the promised time.

    `sort` is one of the kind's `sorts`, empty where it has none. Raises NotAllowed.
    """

    def __call__(
        self, session: Session, case: Case, carried: Carried, sort: str, *, now: datetime
    ) -> datetime: ...


@frozen
class Turning:
    """How a case leaves a kind, and how one of another becomes one of it. Source: S-52.

    The arrows `convert` of `flow` say who may, and from where; `may_leave` which case;
    `cards` are drawn no more once it has left.
    """

    flow: Flow[Any, Any]
    may_leave: Callable[[Session, Case], bool]
    leave: Leave
    enter: Enter
    cards: tuple[type[Card], ...]
    sorts: tuple[str, ...] = ()


@frozen
class CaseKind:
    """The operations of a kind that others call without knowing which one it is.

    `closed`: where nobody works on it; `whose`: whose turn it is in each status. `desk`: the chat
    that has it while nobody else does. `answers`: the actions that say how it went; `answered`: the
    status that an answer leads to, raises NotAllowed; a kind without them is not asked about
    afterwards. `turning`: None where staff convert nothing
    into it nor out of it. `promises` (those that are open) and
    `gaps`: for the books (CMP-23). `for_group`: what a group reads, where it is not
    what the office does. `retold`: what an event replaced and by what, from rows that can be
    erased, for who may read the whole of it.
    """

    closed: frozenset[str]
    whose: Mapping[str, Whose]
    line: Line
    for_reporter: Callable[[Case, Person], Card]
    for_office: Callable[[Case, Staff], Card]
    desk: Callable[[Session, Case, datetime], Address | None]
    tell: Tell
    ask: Ask = asks_nothing
    answers: frozenset[str] = frozenset()
    answered: Callable[[str, Answer, AbstractSet[Part]], str] = no_answer
    follow: Follow = no_answer
    turning: Turning | None = None
    promises: Promises = promises_nothing
    gaps: Gaps = lacks_nothing
    for_group: Callable[[Case], Card] | None = None
    retold: Callable[[Session, Case, Event], tuple[str, str]] = says_nothing_more
