"""What is said about a complaint: to who complains, and to who handles it."""

from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from models.buttons import Press
from models.cases.words import Place
from models.complaints.words import Action, Fault, Importance, Status
from models.followups.messages import AskedLater
from models.intents.messages import Button, Message, Priority, Rows
from models.people.tables import Department
from models.values import frozen


@frozen
class ComplaintFace(Message):
    """What a complaint looks like now; each card shows its own part of it."""

    case_id: int
    number: int
    rev: int
    status: Status
    level: int
    code: str
    importance: Importance
    department: Department
    category: str
    place: Place
    told: str
    against: str
    wish: str
    reported_at: datetime
    answer_by: datetime
    solve_by: datetime
    owner: str
    plan: str
    result: str
    explanation: str
    handed_to: str
    cause: str
    signers: int
    photos: int
    anonymous: bool
    ask_at: datetime | None
    opinion: str = ""
    named: int = 0
    resident: str = ""
    address_as: str = "none"
    phone: str = ""
    behalf: str = ""  # the owner for whom a proxy has it
    actions: tuple[str, ...] = ()
    shows: str = ""  # staff, gone, resident or signer: which card this is
    harm: bool = False  # is going on
    fault: Fault | None = None
    called: str = ""
    meeting_at: datetime | None = None

    text_key: ClassVar[str] = "complaints.cards"
    priority: ClassVar[Priority] = Priority.STAFF

    def key(self) -> str:
        return f"complaints.cards.{self.shows}"

    def buttons(self) -> Rows:
        return tuple(
            (
                Button(
                    f"complaints.actions.{action}", Press(action, self.case_id, self.rev).pack(),
                    {"importance": self.importance, "department": self.department},
                    style="primary" if action in {Action.ADMIT, Action.RESOLVE} else "",
                ),
            )
            for action in self.actions
        )  # fmt: skip


class Stage(StrEnum):
    """What the complainant hears on the way."""

    RECEIVED = "received"  # the letter: it arrived, is tracked, will be answered (CMP-07)
    STOPPED = "stopped"  # the harm that was going on
    ADMITTED = "admitted"
    HASTENED = "hastened"
    SETTLED = "settled"
    HANDED_ON = "handed_on"
    MOVED = "moved"  # an approved overrun: the new time, and why
    LATE = "late"
    AGAIN = "again"  # not satisfied: handled again, by somebody else
    FILED = "filed"
    UNANSWERED = "unanswered"
    PASSED = "passed"  # somebody else has it now


@frozen
class ComplaintTold(Message):
    """To the complainant: what has happened, who has it, and by when the next thing does."""

    case_id: int
    number: int
    stage: Stage
    owner: str = ""
    until: datetime | None = None
    words: str = ""
    amount: int | None = None

    text_key: ClassVar[str] = "complaints.told"
    matters: ClassVar[bool] = True

    def key(self) -> str:
        return f"{self.text_key}.{self.stage}"


@frozen
class PlanTold(Message):
    """To the complainant: what will be done, by whose fault it is. CMP-14, CMP-15.

    `granted`: what is asked for is met now; `meeting_at`: when both sides, or all parties, meet.
    """

    case_id: int
    number: int
    fault: Fault
    owner: str
    plan: str
    wish: str
    granted: bool
    meeting_at: datetime | None
    until: datetime

    text_key: ClassVar[str] = "complaints.told.planned"
    matters: ClassVar[bool] = True

    def key(self) -> str:
        return f"{self.text_key}.{self.fault}"


@frozen
class CalledToTheSpot(Message):
    """To a member of staff who is responsible: when and where all parties meet. CMP-15."""

    number: int
    owner: str
    place: Place
    meeting_at: datetime
    called: str

    text_key: ClassVar[str] = "complaints.called"
    priority: ClassVar[Priority] = Priority.STAFF


@frozen
class ResultTold(AskedLater):
    """To the complainant, the same day: the result, and when we ask about it. CB-07."""

    case_id: int
    number: int
    owner: str
    cause: str
    result: str
    ask_at: datetime
    ours: bool = False  # the fault was

    text_key: ClassVar[str] = "complaints.told.result"
    matters: ClassVar[bool] = True


@frozen
class ExplanationTold(AskedLater):
    """To the complainant: why it cannot be upheld, and what we can do all the same. CMP-19."""

    case_id: int
    number: int
    explanation: str
    ask_at: datetime

    text_key: ClassVar[str] = "complaints.told.explanation"
    matters: ClassVar[bool] = True


class Notice(StrEnum):
    """What a member of staff hears of a complaint."""

    MAJOR = "major"
    NOT_ROUTED = "not_routed"
    HARM = "harm"  # is going on: stop it first
    HANDED_ON = "handed_on"  # to the company
    NEAR = "near"
    LATE = "late"
    LATE_ABOVE = "late_above"
    MORE = "more"
    AGAIN = "again"
    RETRACTED = "retracted"
    SETTLED = "settled"
    SETTLEMENT_DECIDED = "settlement_decided"
    OVERRUN_DECIDED = "overrun_decided"
    MOVED = "moved"


@frozen
class ComplaintNotice(Message):
    """To a member of staff from whom it is not kept, in private."""

    case_id: int
    number: int
    notice: Notice
    code: str
    owner: str = ""
    until: datetime | None = None
    words: str = ""
    amount: int | None = None
    approved: bool = False

    text_key: ClassVar[str] = "complaints.notices"
    priority: ClassVar[Priority] = Priority.STAFF

    def key(self) -> str:
        return f"{self.text_key}.{self.notice}"

    def buttons(self) -> Rows:
        press = Press("case_card", self.case_id, 0).pack()
        return ((Button("complaints.actions.card", press),),)


@frozen
class SettlementAsked(Message):
    """To the next one up: may so much be promised? Its buttons go with the answer. CMP-17."""

    case_id: int
    number: int
    settlement_id: int
    code: str
    name: str
    amount: int
    what: str
    approved: bool | None = None

    text_key: ClassVar[str] = "complaints.asked.settlement"
    priority: ClassVar[Priority] = Priority.STAFF

    def buttons(self) -> Rows:
        if self.approved is not None:
            return ()
        return _decide(Action.APPROVE_SETTLEMENT, Action.REJECT_SETTLEMENT, self.settlement_id)


@frozen
class OverrunAsked(Message):
    """To the head: may it take longer? Its buttons go with the answer. S-21."""

    case_id: int
    number: int
    overrun_id: int
    code: str
    name: str
    until: datetime
    reason: str
    approved: bool | None = None

    text_key: ClassVar[str] = "complaints.asked.overrun"
    priority: ClassVar[Priority] = Priority.STAFF

    def buttons(self) -> Rows:
        if self.approved is not None:
            return ()
        return _decide(Action.APPROVE_OVERRUN, Action.REJECT_OVERRUN, self.overrun_id)


@frozen
class JointReport(Message):
    """To the company the same day, with the report in writing. CMP-08."""

    case_id: int
    number: int
    code: str
    signers: int
    department: Department
    category: str
    told: str
    wish: str
    reported_at: datetime
    solve_by: datetime
    owner: str

    text_key: ClassVar[str] = "complaints.joint"
    priority: ClassVar[Priority] = Priority.STAFF
    paper: ClassVar[str] = "complaints.paper"


def _decide(yes: Action, no: Action, subject: int) -> Rows:
    return (
        (
            Button(f"complaints.actions.{yes}", Press(yes, subject, 0).pack(), style="success"),
            Button(f"complaints.actions.{no}", Press(no, subject, 0).pack()),
        ),
    )
