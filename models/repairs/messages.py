"""What is said about repairs, to residents and to staff."""

from dataclasses import replace
from datetime import date, datetime
from typing import ClassVar

from sqlmodel import Session

from models.buttons import Press, in_rows
from models.cases.tables import Case
from models.cases.words import Place, masked
from models.emergencies.rules import Danger
from models.followups.messages import at_once
from models.followups.rules import Answer, Reason
from models.intents.messages import Button, Message, Priority, Rows
from models.people.tables import Staff, Trade
from models.repairs.classes import MINUTES_AWAY, OrderKind
from models.repairs.rules import Action, Entry, RecordClass, Status
from models.repairs.visit_plan import LateCause
from models.values import frozen

IN_A_ROW = 2  # a telephone cuts the words of three or four
STYLES = {"finish": "success", "more": "", "details": ""}


@frozen
class Sheet:
    """What stands on the sheet of a repair beside the job itself (REP-12, S-11)."""

    title: str
    kind: OrderKind
    kind_title: str = ""  # the estate's own
    parts: tuple[str, ...] = ()
    collected_at: datetime | None = None
    arrived_at: datetime | None = None
    left_at: datetime | None = None
    returned_at: datetime | None = None
    signed_at: datetime | None = None
    photos: int = 0
    price: int | None = None  # the newest one told, in minor units
    service: str = ""
    price_state: str = ""


@frozen
class Elsewhere:
    """Whose duty a repair is, when it is not simply the office's. CLS-03 to CLS-05."""

    record_class: RecordClass = RecordClass.OWN
    name: str = ""
    promised_at: datetime | None = None
    received_at: datetime | None = None
    warranty_until: date | None = None

    def for_groups(self) -> "Elsewhere":
        """Return it without whom one talks with, who may well live here, and without numbers."""
        talks = self.record_class is RecordClass.COORDINATION
        return replace(self, name="" if talks else masked(self.name))


@frozen
class RepairFace(Message):
    """What a repair looks like at this moment; each card shows its own part of it."""

    case_id: int
    number: int
    rev: int
    status: Status
    level: int
    trade: Trade
    place: Place
    told: str
    reported_at: datetime
    visit_from: datetime | None
    visit_until: datetime | None
    entry: Entry | None
    claim_by: datetime
    photos: int
    technician: str
    result: str
    ask_at: datetime | None
    eta_at: datetime | None
    sheet: Sheet
    elsewhere: Elsewhere
    record_class: RecordClass = RecordClass.OWN
    is_overdue: bool = False  # nobody took it in its time
    is_late: bool = False  # nobody made the agreed visit in its time
    late_cause: LateCause | None = None
    actions: tuple[str, ...] = ()
    resident: str = ""
    address_as: str = "none"
    phone: str = ""
    behalf: str = ""  # the owner for whom a proxy has it
    by_proxy: bool = False
    handed_over: str = ""  # why the last one gave it back
    danger: Danger | None = None
    of_person: bool = False  # who is in danger: nothing is mended
    times: int = 1  # this one counted, within so many days
    within_days: int = 0
    answer: Answer | None = None  # what was said at the last follow-up, and why
    answer_by: datetime | None = None  # what is left to mend: an answer is owed by then
    reasons: tuple[Reason, ...] = ()
    opinion: str = ""
    households: int = 1
    linked: int = 0  # the № of the earlier case, or of the one that it became part of
    similar: tuple[int, ...] = ()  # the № of what may be the same
    shows: str = ""  # dispatch, resident or job: which card this is

    text_key: ClassVar[str] = "repairs.cards"
    priority: ClassVar[Priority] = Priority.STAFF

    def key(self) -> str:
        return f"repairs.cards.{self.shows}"

    def buttons(self) -> Rows:
        pressed = tuple(
            Button(
                self._label(action),
                Press(action, self.case_id, self.rev).pack(),
                style=STYLES.get(action, "primary"),
            )
            for action in self.actions
        )
        away = self.shows == "job" and self.status == Status.ON_THE_WAY and not self.eta_at
        rows = (minutes_away(self.case_id, self.rev),) if away else ()
        return (*rows, *in_rows(pressed, IN_A_ROW))

    def _label(self, action: str) -> str:
        """Return what the button says: to a resident, what stands behind it."""
        name = "wishes" if (action, self.shows) == ("more", "resident") else action
        return f"repairs.actions.{name}"


def to_press(case_id: int, *actions: Action) -> Rows:
    """Return a button a row for each of these actions on the repair, whatever its revision."""
    return tuple(
        (Button(f"repairs.actions.{each}", Press(each, case_id, 0).pack()),) for each in actions
    )


def minutes_away(case_id: int, rev: int) -> tuple[Button, ...]:
    """Return the buttons that tell the resident how far the technician is."""
    return tuple(
        Button("sheets.minutes", Press("eta", case_id, rev, str(each)).pack(), {"minutes": each})
        for each in MINUTES_AWAY
    )


def signs(case_id: int) -> Rows:
    """Return the button with which the resident signs."""
    return ((Button("repairs.actions.sign", Press("sign", case_id, 0).pack(), style="success"),),)


@frozen
class AboutRepair(Message):
    """A notice about a repair: which, and what a resident needs to know of it."""

    case_id: int
    number: int
    trade: Trade
    place: Place

    matters: ClassVar[bool] = True
    of_the_home: ClassVar[bool] = False  # nothing for who reported it from another home


@frozen
class RepairClaimed(AboutRepair):
    """To the resident: somebody has it."""

    technician: str
    visit_from: datetime | None
    visit_until: datetime | None
    danger: Danger | None = None

    text_key: ClassVar[str] = "repairs.messages.claimed"

    def still_true(self, session: Session) -> bool:
        case = session.get_one(Case, self.case_id)
        owner = session.get(Staff, case.owner_id or 0)
        has_it = owner is not None and owner.name == self.technician
        return case.status == Status.CLAIMED and has_it


@frozen
class TechnicianSetOff(AboutRepair):
    """To the resident: the technician is on the way; said at once, whatever the hour.

    The visit, where it was agreed for a later day: then another time is one press away.
    """

    technician: str
    entry: Entry | None
    visit_from: datetime | None = None
    visit_until: datetime | None = None

    text_key: ClassVar[str] = "repairs.messages.set_off"
    priority: ClassVar[Priority] = Priority.DIALOGUE

    def buttons(self) -> Rows:
        rebook = Button("repairs.actions.rebook", Press("rebook", self.case_id, 0).pack())
        return () if self.visit_from is None else ((rebook,),)


@frozen
class PartsNeeded(AboutRepair):
    """To the resident: the work waits for parts."""

    technician: str

    text_key: ClassVar[str] = "repairs.messages.parts_needed"


@frozen
class RepairDone(AboutRepair):
    """To the resident: what was done, and when we shall ask whether it holds.

    Who sees at once that it does not hold need not wait for the question.
    """

    technician: str
    result: str
    ask_at: datetime
    price: int | None = None
    receipt_at: datetime | None = None
    followup_id: int = 0

    text_key: ClassVar[str] = "repairs.messages.done"

    def buttons(self) -> Rows:
        return (*signs(self.case_id), *at_once(self.followup_id))


@frozen
class HearingThanks(AboutRepair):
    """To the resident: what their answer to the follow-up sets off."""

    answer: Answer
    claim_by: datetime
    technician: str
    ask_at: datetime | None = None  # the next question about it
    of_person: bool = False

    text_key: ClassVar[str] = "repairs.messages.heard"
    priority: ClassVar[Priority] = Priority.DIALOGUE

    def key(self) -> str:
        return f"{self.text_key}.{self.answer}"

    def buttons(self) -> Rows:
        if self.answer is Answer.FIXED:
            return ()
        return ((Button("repairs.actions.tell_more", Press("tell_more", self.case_id, 0).pack()),),)


@frozen
class RepairJoined(AboutRepair):
    """To a resident: what they reported goes on under another №."""

    lead: int

    text_key: ClassVar[str] = "repairs.messages.joined"


@frozen
class ClaimIsLateForSupervisor(Message):
    """To the supervisor: nobody has taken a repair in time, and why who had it gave it back."""

    case_id: int
    number: int
    trade: Trade
    place: Place
    reported_at: datetime
    handed_over: str = ""
    visit_from: datetime | None = None
    visit_until: datetime | None = None

    text_key: ClassVar[str] = "repairs.messages.claim_is_late"
    priority: ClassVar[Priority] = Priority.STAFF

    def buttons(self) -> Rows:
        more = Button("repairs.actions.more", Press("more", self.case_id, 0).pack())
        return (*to_press(self.case_id, Action.CLAIM, Action.ASSIGN), (more,))


@frozen
class AddedForTechnician(Message):
    """To the technician: the resident said more, and agreed a new time."""

    case_id: int
    number: int
    told: str
    visit_from: datetime | None
    visit_until: datetime | None

    text_key: ClassVar[str] = "repairs.messages.added"
    priority: ClassVar[Priority] = Priority.STAFF
