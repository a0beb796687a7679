"""What is said about a move: to who moves, to who follows, and to the office."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from models.buttons import Press
from models.cases.lines import CaseLine
from models.cases.words import Place
from models.intents.messages import Button, Message, Priority, Rows
from models.moving.rules import MOVE_FLOW, Act, Becomes, Mover, Stage
from models.people.tables import HomeRole


@dataclass(frozen=True, slots=True)
class Fate:
    """An open case, and what becomes of it."""

    line: CaseLine
    becomes: Becomes


@dataclass(frozen=True)
class MoveFace(Message):
    """What a move looks like now, with what is open: to who moves, or to who keyed it in."""

    move_id: int
    rev: int
    stage: Stage
    name: str
    home: str
    role: HomeRole
    last_day: date
    own: bool
    fates: tuple[Fate, ...] = ()
    spaces: tuple[str, ...] = ()
    space_back_on: date | None = None
    talks: bool = False
    family: tuple[str, ...] = ()

    text_key: ClassVar[str] = "moving.face"
    priority: ClassVar[Priority] = Priority.DIALOGUE

    def buttons(self) -> Rows:
        acts = MOVE_FLOW.actions(self.stage, by={Mover.SELF})
        return tuple(
            (Button(f"moving.actions.{self._word(act)}", self._press(act), style=STYLE[act]),)
            for act in acts
        )

    def _word(self, act: Act) -> str:
        is_plan = self.stage is Stage.PLANNED and act is Act.WITHDRAW
        return "move_not_now" if is_plan else act.value

    def _press(self, act: Act) -> str:
        return Press(act, self.move_id, self.rev).pack()


STYLE = {Act.CONFIRM: "primary", Act.WITHDRAW: ""}


@dataclass(frozen=True)
class MoveIsKnown(Message):
    """To the desk: somebody moves out, or stays after all; in a group nobody is named."""

    stage: Stage
    place: Place
    role: HomeRole
    last_day: date
    spaces: tuple[str, ...] = ()
    space_back_on: date | None = None
    numbers: tuple[int, ...] = ()

    text_key: ClassVar[str] = "moving.known"
    priority: ClassVar[Priority] = Priority.STAFF

    def key(self) -> str:
        return f"{self.text_key}.{self.stage}"


@dataclass(frozen=True)
class CaseIsYours(Message):
    """To the owner or next occupant: what was reported in the home goes on with them."""

    case_id: int
    line: CaseLine
    visit_from: datetime | None
    visit_until: datetime | None

    text_key: ClassVar[str] = "moving.yours"
    matters: ClassVar[bool] = True


@dataclass(frozen=True)
class ReporterHasMoved(Message):
    """To who has the case, in private: whom to call from now on."""

    case_id: int
    number: int
    becomes: Becomes
    name: str
    address_as: str
    phone: str

    text_key: ClassVar[str] = "moving.call_now"


@dataclass(frozen=True)
class BringSpaceBack(Message):
    """To who moves out: today card and space are handed back."""

    spaces: tuple[str, ...]

    text_key: ClassVar[str] = "moving.bring_back"


@dataclass(frozen=True)
class Farewell(Message):
    """To the former account: what is still kept, what goes on by telephone, where the office is.

    `papers_until`: the day on which the last copy of a paper is erased.
    """

    home: str
    by_telephone: tuple[int, ...]
    papers_until: date | None
    stays_elsewhere: bool
    let_in: bool = False

    text_key: ClassVar[str] = "moving.farewell"

    def key(self) -> str:
        return "moving.farewell_guest" if self.let_in else self.text_key

    def keys(self) -> str:
        return "menu" if self.stays_elsewhere else "contact"
