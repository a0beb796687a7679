"""What is said about changes of the owner's file: to who asks, to the desk, to the office head."""

from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from models.buttons import Press
from models.cases.words import Place
from models.intents.messages import Button, Message, Priority, Rows
from models.owners.words import Action, Status, Subject
from models.papers.messages import PAPER, PaperLine, of_copies
from models.values import frozen

FIRST = frozenset(
    {Action.SEND_PROOF, Action.PUT_BEFORE, Action.APPROVE, Action.TAKE}
    | {Action.ENTER, Action.FORM_RIGHT}
)


@frozen
class ChangeFace(Message):
    """What a change looks like now; `shows` says for whom."""

    case_id: int
    number: int
    rev: int
    status: Status
    subject: Subject
    place: Place
    before: str
    proposed: str
    papers: tuple[PaperLine, ...]
    touches_fees: bool
    until: datetime | None
    holds_from: datetime | None
    owner: str
    reason: str
    contact: str = ""
    resident: str = ""
    address_as: str = "none"
    phone: str = ""
    actions: tuple[str, ...] = ()
    shows: str = ""  # office, gone or resident: which card this is

    text_key: ClassVar[str] = "owners.cards"
    priority: ClassVar[Priority] = Priority.STAFF

    def key(self) -> str:
        return f"owners.cards.{self.shows}"

    def buttons(self) -> Rows:
        return tuple((button,) for each in self.actions for button in self._of(each))

    def _of(self, action: str) -> tuple[Button, ...]:
        if action == PAPER:
            return of_copies(self.papers)
        if action == Action.ORIGINAL_SEEN:
            return tuple(
                Button(
                    f"owners.actions.{action}", self._press(action, line.kind), {"paper": line.kind}
                )
                for line in self.papers
                if line.checked_at is None and line.is_here
            )
        style = "primary" if action in FIRST else ""
        return (Button(f"owners.actions.{action}", self._press(action), style=style),)

    def _press(self, action: str, value: str = "") -> str:
        return Press(action, self.case_id, self.rev, value).pack()


class Stage(StrEnum):
    """What who asks for a change hears on the way."""

    MISSING = "missing"
    IN_EFFECT = "in_effect"
    REFUSED = "refused"
    LAPSED = "lapsed"
    LATE = "late"


@frozen
class ChangeTold(Message):
    """To who asked: what has become of it, and what is asked of them by when. OWN-06."""

    case_id: int
    number: int
    stage: Stage
    subject: Subject
    until: datetime | None = None
    lacking: tuple[PaperLine, ...] = ()
    words: str = ""

    text_key: ClassVar[str] = "owners.told"
    matters: ClassVar[bool] = True

    def key(self) -> str:
        return f"{self.text_key}.{self.stage}"

    def buttons(self) -> Rows:
        if self.stage is not Stage.MISSING:
            return ()
        press = Press(Action.SEND_PROOF, self.case_id, 0).pack()
        return ((Button(f"owners.actions.{Action.SEND_PROOF}", press),),)


@frozen
class FeesWillFollow(Message):
    """To the home's owners, in writing and before: what changes, and from which day. OWN-06.

    `is_off`: it was announced, and does not take effect.
    """

    case_id: int
    number: int
    subject: Subject
    place: Place
    before: str
    proposed: str
    holds_from: datetime
    is_off: bool = False

    text_key: ClassVar[str] = "owners.announced"
    matters: ClassVar[bool] = True
    written: ClassVar[bool] = True  # whom no chat reaches has a letter, telephone or not

    def key(self) -> str:
        return "owners.called_off" if self.is_off else self.text_key


class Notice(StrEnum):
    """What a member of staff hears."""

    NOT_DECIDED = "not_decided"
    APPROVED = "approved"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    FORM_DUE = "form_due"
    FORM_LATE = "form_late"
    CANCELLED = "cancelled"
    LEFT = "left"


@frozen
class ChangeNotice(Message):
    """To a member of staff, in private."""

    case_id: int
    number: int
    notice: Notice
    subject: Subject
    words: str = ""
    until: datetime | None = None

    text_key: ClassVar[str] = "owners.notices"
    priority: ClassVar[Priority] = Priority.STAFF

    def key(self) -> str:
        return f"{self.text_key}.{self.notice}"

    def buttons(self) -> Rows:
        press = Press("change_card", self.case_id, 0).pack()
        return ((Button("owners.actions.change_card", press),),)


class Whose(StrEnum):
    """Who hears of a tenancy's last day."""

    TENANT = "tenant"
    OWNER = "owner"
    OFFICE = "office"
    PROLONGED = "prolonged"  # the owner: it goes on


@frozen
class TenancyIsEnding(Message):
    """To who rents, the home's owners and an officer: the last day, and what each can do."""

    residency_id: int
    whose: Whose
    place: Place
    name: str
    last_day: date
    to_call: tuple[str, ...] = ()  # who is not on Telegram, for an officer

    text_key: ClassVar[str] = "owners.tenancies"

    def key(self) -> str:
        return f"{self.text_key}.{self.whose}"

    def buttons(self) -> Rows:
        if self.whose is not Whose.TENANT:
            return ()
        prolong = Press("prolong", self.residency_id, 0).pack()
        leave = Press("move_out", self.residency_id, 0).pack()
        return (
            (Button("owners.actions.prolong", prolong, style="primary"),),
            (Button("owners.actions.moves_out", leave),),
        )
