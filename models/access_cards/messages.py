"""What is said about cards: to who applies or has one, and to the desk."""

from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from models.access_cards.words import Action, CardKind, Status
from models.buttons import Press
from models.cases.words import Place
from models.intents.messages import Button, Message, Priority, Rows
from models.papers.messages import PAPER, PaperLine, of_copies
from models.values import frozen

SHOW, BACK = "card_show", "card_back"
FIRST = frozenset(
    {Action.BLOCK, Action.TAKE, Action.CHECKED, Action.PAY, Action.MAKE, Action.HAND_OUT}
    | {Action.SEND_PAPER}
)


@frozen
class AccessFace(Message):
    """What an application looks like now; each card shows its own part of it."""

    case_id: int
    number: int
    rev: int
    status: Status
    place: Place
    card_kind: CardKind
    lost_no: str
    papers: tuple[PaperLine, ...]
    fee: int | None
    receipt_no: str
    card_no: str
    until: datetime | None
    owner: str
    holder: str = ""
    resident: str = ""
    address_as: str = "none"
    phone: str = ""
    actions: tuple[str, ...] = ()
    shows: str = ""  # group, office or resident: which card this is

    text_key: ClassVar[str] = "access_cards.cards"
    priority: ClassVar[Priority] = Priority.STAFF

    def key(self) -> str:
        return f"{self.text_key}.{self.shows}"

    def buttons(self) -> Rows:
        return tuple((button,) for each in self.actions for button in self._of(each))

    def _of(self, action: str) -> tuple[Button, ...]:
        if action == PAPER:
            return of_copies(self.papers)
        style = "primary" if action in FIRST else ""
        press = Press(action, self.case_id, self.rev).pack()
        return (Button(f"access_cards.actions.{action}", press, style=style),)


class AccessStage(StrEnum):
    """What who applies hears on the way."""

    MISSING = "missing"
    BLOCKED = "blocked"
    FEE = "fee"
    PAID = "paid"
    MAKING = "making"
    READY = "ready"
    ISSUED = "issued"
    LATE = "late"
    LAPSED = "lapsed"


@frozen
class AccessTold(Message):
    """To who applies: what has happened, what it costs, where and when. CRD-01, ETQ-06."""

    case_id: int
    number: int
    stage: AccessStage
    card_kind: CardKind
    until: datetime | None = None
    lacking: tuple[PaperLine, ...] = ()
    words: str = ""
    fee: int | None = None
    unit: str = ""
    note: str = ""
    at: str = ""  # the office's address, where it has told one
    opens: str = ""
    closes: str = ""

    text_key: ClassVar[str] = "access_cards.told"
    matters: ClassVar[bool] = True

    def key(self) -> str:
        return f"{self.text_key}.{self.stage}"

    def buttons(self) -> Rows:
        if self.stage not in (AccessStage.MISSING, AccessStage.BLOCKED) or not self.lacking:
            return ()
        press = Press(Action.SEND_PAPER, self.case_id, 0).pack()
        return ((Button("access_cards.actions.card_papers", press),),)


class AccessNews(StrEnum):
    """What a member of staff hears."""

    LATE = "late"
    STILL_OPEN = "still_open"
    GIVEN_UP = "given_up"


@frozen
class AccessNotice(Message):
    """To a member of staff, in private."""

    case_id: int
    number: int
    news: AccessNews
    card_kind: CardKind
    owner: str = ""

    text_key: ClassVar[str] = "access_cards.notices"
    priority: ClassVar[Priority] = Priority.STAFF

    def key(self) -> str:
        return f"{self.text_key}.{self.news}"

    def buttons(self) -> Rows:
        press = Press(SHOW, self.case_id, 0).pack()
        return ((Button("access_cards.actions.card_show", press),),)


@frozen
class CardComesBack(Message):
    """To the desk: somebody brings a card back."""

    card_id: int
    card_kind: CardKind
    card_no: str
    place: Place

    text_key: ClassVar[str] = "access_cards.comes_back"
    priority: ClassVar[Priority] = Priority.STAFF

    def buttons(self) -> Rows:
        press = Press(BACK, self.card_id, 0).pack()
        return ((Button("access_cards.actions.card_back", press, style="primary"),),)
