"""What is said about a repair that somebody outside the office has."""

from dataclasses import replace
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from sqlmodel import Session

from models.buttons import Press
from models.cases.tables import Case
from models.cases.words import Place
from models.followups.messages import rating
from models.intents.cards import Card
from models.intents.messages import Button, Message, Priority, Rows
from models.people.tables import Trade
from models.repairs.classes import DutyReason
from models.repairs.messages import AboutRepair
from models.repairs.rules import ON_CARDS, Action, RecordClass, Status
from models.values import frozen


class Stage(StrEnum):
    """What the resident hears on the way."""

    WRITTEN = "written"
    WITH_DEVELOPER = "with_developer"
    RECEIVED = "received"
    WITH_VENDOR = "with_vendor"
    URGED = "urged"
    COORDINATING = "coordinating"
    TAKEN_BACK = "taken_back"


@frozen
class ReferralTold(AboutRepair):
    """To the resident: who has it now, and by when they hear more."""

    stage: Stage
    name: str
    until: datetime | None
    head: str

    text_key: ClassVar[str] = "referrals.messages"

    def key(self) -> str:
        return f"{self.text_key}.{self.stage}"


@frozen
class OutcomeTold(AboutRepair):
    """To the resident: what the developer, the vendor or the talks have brought. CB-12.

    About a common part the reply itself asks, through `followup_id`.
    """

    name: str
    result: str
    ask_at: datetime | None
    followup_id: int | None

    text_key: ClassVar[str] = "referrals.messages.outcome"

    def buttons(self) -> Rows:
        return () if self.followup_id is None else rating(self.followup_id)


@frozen
class ReferralIsLate(Message):
    """To an officer: no outcome yet; urge, or enter what is known. CLS-03, CLS-04, CLS-05."""

    case_id: int
    number: int
    rev: int
    record_class: RecordClass
    status: Status
    name: str
    promised_at: datetime | None
    urged: int

    text_key: ClassVar[str] = "referrals.messages.late"
    priority: ClassVar[Priority] = Priority.STAFF

    def buttons(self) -> Rows:
        actions = (*ON_CARDS.get(self.status, ()), Action.TAKE_BACK)
        return tuple(
            (Button(f"repairs.actions.{each}", Press(each, self.case_id, self.rev).pack()),)
            for each in dict.fromkeys(actions)
            if self.status is not Status.REPORTED
        )


@frozen
class ContactSheet(Message):
    """The contact sheet 工作联系单 as a document, to the officer who hands it over."""

    case_id: int
    number: int
    rev: int
    trade: Trade
    place: Place
    told: str
    demands: str
    reason: DutyReason
    warranty_until: date | None
    developer: str
    officer: str
    written_at: datetime
    head: str
    approved_by: str
    approved_at: datetime | None

    text_key: ClassVar[str] = "referrals.messages.contact_sheet"
    priority: ClassVar[Priority] = Priority.STAFF
    paper: ClassVar[str] = "referrals.paper"


@frozen
class SheetToSign(ContactSheet, Card):
    """To the head: as it was written; its buttons go when it is signed or not."""

    waits: bool = True

    def drawn(self, session: Session) -> Message:
        case = session.get_one(Case, self.case_id)
        return replace(self, rev=case.rev, waits=case.status == Status.SHEET_WRITTEN)

    def buttons(self) -> Rows:
        return tuple(
            (Button(f"repairs.actions.{each}", Press(each, self.case_id, self.rev).pack()),)
            for each in (Action.APPROVE, Action.REJECT)
            if self.waits
        )


@frozen
class ContactSheetRejected(Message):
    """To the officer who wrote it: the head has not signed; the repair is ours again."""

    case_id: int
    number: int
    head: str

    text_key: ClassVar[str] = "referrals.messages.rejected"
    priority: ClassVar[Priority] = Priority.STAFF
