"""What is said about parking: to who applies, to the desk, to the office head."""

from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from models.buttons import Press
from models.cases.words import Place
from models.intents.messages import Button, Message, Priority, Rows
from models.papers.messages import PAPER, PaperLine, of_copies
from models.parking.words import Action, Deed, SpaceKind, Status
from models.values import frozen


@frozen
class ParkingFace(Message):
    """What the application looks like now; each card shows its own part of it."""

    case_id: int
    number: int
    rev: int
    status: Status
    place: Place
    space_kind: SpaceKind
    space: str
    renews: bool
    papers: tuple[PaperLine, ...]
    queue: int
    until: datetime | None
    shown_at: datetime | None
    minutes: int
    contract_no: str
    ends_on: date | None
    card_no: str
    receipt_no: str
    owner: str
    reason: str
    plate: str = ""
    model: str = ""
    is_tenant: bool = False
    address: str = ""
    employer: str = ""
    insured_until: date | None = None
    drawn_at: datetime | None = None  # waits for the draw of that hour
    resident: str = ""
    address_as: str = "none"
    phone: str = ""
    behalf: str = ""  # the owner for whom a proxy has it
    actions: tuple[str, ...] = ()
    shows: str = ""  # group, office, gone or resident: which card this is

    text_key: ClassVar[str] = "parking.cards"
    priority: ClassVar[Priority] = Priority.STAFF

    def key(self) -> str:
        return f"parking.cards.{self.shows}"

    def buttons(self) -> Rows:
        return tuple((button,) for each in self.actions for button in self._of(each))

    def _of(self, action: str) -> tuple[Button, ...]:
        if action == PAPER:
            return of_copies(self.papers)
        if action == Action.COMPARE:
            return tuple(
                Button(
                    "parking.actions.compare", self._press(action, line.kind), {"paper": line.kind}
                )
                for line in self.papers
                if line.checked_at is None
            )
        style = "primary" if action in FIRST else ""
        return (Button(f"parking.actions.{action}", self._press(action), style=style),)

    def _press(self, action: str, value: str = "") -> str:
        return Press(action, self.case_id, self.rev, value).pack()


FIRST = frozenset(
    {Action.LOOK_AT, Action.INVITE, Action.ORIGINALS, Action.FILL_IN, Action.ISSUE_CARD}
    | {Action.PUT_BEFORE, Action.CHOOSE, Action.PAY, Action.PLATE, Action.TEST}
    | {Action.SIGN, Action.HAND_OUT, Action.SEND_PAPER, Action.TAKE_SPACE}
)


class Stage(StrEnum):
    """What who applies hears on the way."""

    OFFERED = "offered"
    MISSING = "missing"
    INVITED = "invited"
    CHOOSE = "choose"
    AGREED = "agreed"
    CARD_READY = "card_ready"
    LEASED = "leased"
    REFUSED = "refused"
    LAPSED = "lapsed"
    LATE = "late"


BELOW = {
    Stage.OFFERED: (Action.TAKE_SPACE, Action.GIVE_UP),
    Stage.MISSING: (Action.SEND_PAPER,),
    Stage.CHOOSE: (Action.CHOOSE, Action.GIVE_UP),
}


@frozen
class ParkingTold(Message):
    """To who applies: what has happened, and what is asked of them by when. S-33, S-34."""

    case_id: int
    number: int
    stage: Stage
    space_kind: SpaceKind
    space: str = ""
    until: datetime | None = None
    lacking: tuple[PaperLine, ...] = ()
    words: str = ""
    ends_on: date | None = None
    minutes: int = 0
    at: str = ""  # the office's address, where it has told one
    opens: str = ""
    closes: str = ""

    text_key: ClassVar[str] = "parking.told"
    matters: ClassVar[bool] = True

    def key(self) -> str:
        return f"{self.text_key}.{self.stage}"

    def buttons(self) -> Rows:
        return tuple(
            (Button(f"parking.actions.{each}", Press(each, self.case_id, 0).pack()),)
            for each in BELOW.get(self.stage, ())
        )


class Notice(StrEnum):
    """What a member of staff hears."""

    NOT_CHECKED = "not_checked"
    FORMALITY = "formality"
    STANDS_STILL = "stands_still"
    SIGNED = "signed"
    APPROVED = "approved"
    REFUSED = "refused"
    GIVEN_UP = "given_up"


@frozen
class ParkingNotice(Message):
    """To a member of staff, in private."""

    case_id: int
    number: int
    notice: Notice
    owner: str = ""
    until: datetime | None = None
    words: str = ""

    text_key: ClassVar[str] = "parking.notices"
    priority: ClassVar[Priority] = Priority.STAFF

    def key(self) -> str:
        return f"{self.text_key}.{self.notice}"

    def buttons(self) -> Rows:
        press = Press("parking_card", self.case_id, 0).pack()
        return ((Button("parking.actions.parking_card", press),),)


@frozen
class LeaseContract(Message):
    """The contract 车位租赁合同 in duplicate: to the head, then to both parties. PRK-03."""

    case_id: int
    number: int
    rev: int
    contract_no: str
    space: str
    space_kind: SpaceKind
    monthly_fee: int | None
    resident: str
    address_as: str
    place: Place
    plate: str
    model: str
    begins_on: date
    ends_on: date
    head: str
    signed_by: str = ""
    signed_at: datetime | None = None
    to_sign: bool = False

    text_key: ClassVar[str] = "parking.contract"
    priority: ClassVar[Priority] = Priority.STAFF
    paper: ClassVar[str] = "parking.paper"

    def buttons(self) -> Rows:
        if not self.to_sign:
            return ()
        card = Button("parking.actions.parking_card", Press("parking_card", self.case_id, 0).pack())
        decide = tuple(
            (Button(f"parking.actions.{each}", Press(each, self.case_id, self.rev).pack()),)
            for each in (Action.SIGN, Action.REFUSE)
        )
        return (*decide, (card,))


@frozen
class ServiceAgreement(LeaseContract):
    """The agreement 物业停车场服务协议 of a VIP space: to the owner, and to the desk. PRK-06."""

    text_key: ClassVar[str] = "parking.agreement"
    paper: ClassVar[str] = "parking.agreement_paper"


@frozen
class LeaseIsEnding(Message):
    """To who has the space: until when, and what can be done about it. S-35."""

    lease_id: int
    space: str
    ends_on: date
    is_over: bool = False

    text_key: ClassVar[str] = "parking.ending"
    matters: ClassVar[bool] = True

    def buttons(self) -> Rows:
        return tuple(
            (Button(f"parking.actions.{each}", Press(each, self.lease_id, 0).pack()),)
            for each in (RENEW, Deed.HAND_BACK)
        )


RENEW = "renew_lease"


@frozen
class SpaceComesBack(Message):
    """To the desk: a space is to be looked at and its card taken back, or its lease has ended."""

    lease_id: int
    space: str
    place: Place
    card_no: str
    ends_on: date | None
    is_over: bool

    text_key: ClassVar[str] = "parking.comes_back"
    priority: ClassVar[Priority] = Priority.STAFF

    def buttons(self) -> Rows:
        press = Press(Deed.TAKE_BACK_SPACE, self.lease_id, 0).pack()
        return ((Button("parking.actions.take_back_space", press, style="primary"),),)
