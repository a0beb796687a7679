"""What is said about enquiries, suggestions and praise: to who told, and to the office."""

from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from models.buttons import Press
from models.cases.words import Place
from models.enquiries.words import Action, Sort, Status
from models.intents.messages import Button, Message, Priority, Rows
from models.values import frozen


@frozen
class EnquiryFace(Message):
    """What it looks like now; each card shows its own part of it."""

    case_id: int
    number: int
    rev: int
    sort: Sort
    status: Status
    level: int
    place: Place
    told: str
    asked_at: datetime
    answer_by: datetime | None
    owner: str
    asked_of: str
    answer: str
    photos: int
    named: int = 0
    resident: str = ""
    address_as: str = "none"
    phone: str = ""
    actions: tuple[str, ...] = ()
    shows: str = ""  # desk, owner, gone or asker: which card this is

    text_key: ClassVar[str] = "enquiries.cards"
    priority: ClassVar[Priority] = Priority.STAFF

    def key(self) -> str:
        return f"enquiries.cards.{self.shows}"

    def buttons(self) -> Rows:
        return tuple(
            (
                Button(
                    f"enquiries.actions.{action}", Press(action, self.case_id, self.rev).pack(),
                    style="primary" if action in FIRST else "",
                ),
            )
            for action in self.actions
        )  # fmt: skip


FIRST = frozenset({Action.TAKE_ON, Action.ANSWER, Action.ADOPT, Action.CARRY_OUT})


class Stage(StrEnum):
    """What who asked hears on the way."""

    AGREED = "agreed"
    VERIFYING = "verifying"
    COORDINATING = "coordinating"
    LATE = "late"
    ADOPTED = "adopted"
    NOT_ADOPTED = "not_adopted"
    CARRIED_OUT = "carried_out"
    NOTABLE = "notable"  # carried out, and it did much good


@frozen
class EnquiryTold(Message):
    """To who asked or suggested: what has happened, and by when the next thing does."""

    case_id: int
    number: int
    stage: Stage
    sort: Sort
    owner: str = ""
    until: datetime | None = None
    words: str = ""

    text_key: ClassVar[str] = "enquiries.told"
    matters: ClassVar[bool] = True

    def key(self) -> str:
        return f"{self.text_key}.{self.stage}"


@frozen
class AnswerTold(Message):
    """To who asked: the answer, and that more can be asked. ENQ-01."""

    case_id: int
    number: int
    owner: str
    asked: str
    answer: str

    text_key: ClassVar[str] = "enquiries.told.answer"
    matters: ClassVar[bool] = True

    def buttons(self) -> Rows:
        press = Press(Action.ASK_AGAIN, self.case_id, 0).pack()
        return ((Button("enquiries.actions.ask_again", press),),)


class Notice(StrEnum):
    """What a member of staff hears."""

    NOT_TAKEN = "not_taken"
    NEAR = "near"
    LATE = "late"
    LATE_ABOVE = "late_above"
    AGAIN = "again"
    NOT_NEEDED = "not_needed"


@frozen
class EnquiryNotice(Message):
    """To a member of staff from whom it is not kept, in private."""

    case_id: int
    number: int
    notice: Notice
    sort: Sort
    owner: str = ""
    until: datetime | None = None
    words: str = ""

    text_key: ClassVar[str] = "enquiries.notices"
    priority: ClassVar[Priority] = Priority.STAFF

    def key(self) -> str:
        return f"{self.text_key}.{self.notice}"

    def buttons(self) -> Rows:
        press = Press("enquiry_card", self.case_id, 0).pack()
        return ((Button("enquiries.actions.enquiry_card", press),),)


@frozen
class PraisePassedOn(Message):
    """To whom it praises, and to the head: what a resident said. ENQ-08, ETQ-09."""

    case_id: int
    number: int
    told: str
    praised: str
    resident: str
    address_as: str
    is_yours: bool

    text_key: ClassVar[str] = "enquiries.praise_passed_on"
    priority: ClassVar[Priority] = Priority.STAFF
