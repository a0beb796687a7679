"""What is said about a move: to who moves, to who follows, and to the office."""

from datetime import date, datetime
from typing import ClassVar

from models.access_cards.words import CardKind, CardState
from models.buttons import Press
from models.cases.lines import CaseLine
from models.cases.words import Place
from models.intents.messages import Button, Message, Priority, Rows
from models.moving.rules import (
    IS_MISSING,
    KEYS,
    MOVE_FLOW,
    TAKES_BACK,
    Act,
    Becomes,
    Keys,
    Mover,
    Stage,
)
from models.people.tables import HomeRole
from models.values import frozen


@frozen
class Fate:
    """An open case, and what becomes of it."""

    line: CaseLine
    becomes: Becomes


@frozen
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
    cards: tuple[str, ...] = ()

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


@frozen
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


@frozen
class CaseIsYours(Message):
    """To the owner or next occupant: what was reported in the home goes on with them."""

    case_id: int
    line: CaseLine
    visit_from: datetime | None
    visit_until: datetime | None

    text_key: ClassVar[str] = "moving.yours"
    matters: ClassVar[bool] = True


@frozen
class ReporterHasMoved(Message):
    """To who has the case, in private: whom to call from now on."""

    case_id: int
    number: int
    becomes: Becomes
    name: str
    address_as: str
    phone: str

    text_key: ClassVar[str] = "moving.call_now"


@frozen
class BringSpaceBack(Message):
    """To who moves out: today card and space are handed back."""

    spaces: tuple[str, ...]

    text_key: ClassVar[str] = "moving.bring_back"


@frozen
class BringThingsBack(Message):
    """To who moves out: today cards and keys are handed back."""

    cards: tuple[str, ...]

    text_key: ClassVar[str] = "moving.bring_things"


@frozen
class Thing:
    """A card that is asked back, and whether it is."""

    card_id: int
    kind: CardKind
    number: str
    state: CardState


@frozen
class HandBackFace(Message):
    """To the desk: what is to be taken back from a home; no name. SEC-01."""

    handback_id: int
    place: Place
    things: tuple[Thing, ...]
    keys_are: Keys
    again: bool = False

    text_key: ClassVar[str] = "moving.hand_back"
    priority: ClassVar[Priority] = Priority.STAFF

    def buttons(self) -> Rows:
        out = [(str(each.card_id), each.number) for each in self.things if each.state in OUT]
        keys = [(KEYS, "")] if self.keys_are is Keys.ASKED else []
        return tuple(
            tuple(
                Button(
                    f"moving.actions.{word}_keys" if not number else f"moving.actions.{word}",
                    Press(word, self.handback_id, 0, thing).pack(), {"number": number},
                )
                for word in (TAKES_BACK, IS_MISSING)
            )
            for thing, number in (*out, *keys)
        )  # fmt: skip


OUT = (CardState.WORKS, CardState.RETURNING)


@frozen
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
