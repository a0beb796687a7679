"""What is said about visits: reminders, lateness, and new times."""

from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from sqlmodel import Session

from models.buttons import Press
from models.cases.tables import Case
from models.cases.words import Place
from models.intents.messages import Button, Message, Priority, Rows
from models.people.tables import Trade
from models.repairs.messages import AboutRepair
from models.repairs.rules import Entry, Status
from models.repairs.tables import Repair
from models.repairs.visit_plan import LateCause
from models.repairs.visits import AWAITED, Visit
from models.values import frozen


class Why(StrEnum):
    """Why a resident is offered new times."""

    LATE = "late"
    NOBODY_HOME = "nobody_home"
    PROPOSED = "proposed"
    AGAIN = "again"  # an answer in words that named none of them


def _is_current(session: Session, case_id: int, visit_no: int) -> bool:
    return session.get_one(Repair, case_id).visit_no == visit_no


@frozen
class AboutVisit(AboutRepair):
    """A notice about an agreed visit; untrue once another is agreed or somebody is there."""

    visit_no: int
    technician: str

    of_the_home: ClassVar[bool] = True

    def still_true(self, session: Session) -> bool:
        is_awaited = session.get_one(Case, self.case_id).status in AWAITED
        return is_awaited and _is_current(session, self.case_id, self.visit_no)


@frozen
class VisitReminder(AboutVisit):
    """To the resident: we come soon; another time is one press away."""

    begins: datetime
    ends: datetime
    entry: Entry | None

    text_key: ClassVar[str] = "repairs.visits.reminder"

    def buttons(self) -> Rows:
        return ((Button("repairs.actions.rebook", Press("rebook", self.case_id, 0).pack()),),)


@frozen
class VisitRunsLate(AboutVisit):
    """To the resident, at the end of the agreed time: nobody has come yet. Said at once."""

    begins: datetime
    ends: datetime
    given_up_at: datetime

    text_key: ClassVar[str] = "repairs.visits.runs_late"
    priority: ClassVar[Priority] = Priority.DIALOGUE


@frozen
class NewTimes(AboutVisit):
    """To the resident: times to choose from in one press."""

    visit_from: datetime | None
    visit_until: datetime | None
    why: Why
    slots: tuple[Visit, ...]
    for_parts: bool = False  # nobody comes before the parts are here

    text_key: ClassVar[str] = "repairs.visits.new_times"
    priority: ClassVar[Priority] = Priority.DIALOGUE

    def key(self) -> str:
        return f"{self.text_key}.{self.why}"

    def still_true(self, session: Session) -> bool:
        status = session.get_one(Case, self.case_id).status
        is_open = status in AWAITED | {Status.WAITING_RESIDENT}
        return is_open and _is_current(session, self.case_id, self.visit_no)

    def buttons(self) -> Rows:
        offered = tuple((self._button(visit),) for visit in self.slots)
        other = Button("repairs.actions.other_time", Press("rebook", self.case_id, 0).pack())
        return (*offered, (other,))

    def _button(self, visit: Visit) -> Button:
        facts = {"day": visit.day, "begins": visit.begins, "ends": visit.ends}
        press = Press("take_slot", self.case_id, self.visit_no, written(visit))
        return Button("conversations.visit", press.pack(), facts, style="primary")


@frozen
class LateExplained(AboutRepair):
    """To the resident: why the technician was late."""

    technician: str
    cause: LateCause

    text_key: ClassVar[str] = "repairs.visits.explained"
    of_the_home: ClassVar[bool] = True


@frozen
class VisitConfirmed(AboutRepair):
    """To the resident, who chose it: the appointment, repeated."""

    technician: str
    begins: datetime
    ends: datetime

    text_key: ClassVar[str] = "repairs.visits.confirmed"
    of_the_home: ClassVar[bool] = True
    priority: ClassVar[Priority] = Priority.DIALOGUE


@frozen
class OfJob(Message):
    """A note to staff about one job."""

    case_id: int
    number: int
    trade: Trade
    place: Place

    priority: ClassVar[Priority] = Priority.STAFF


@frozen
class VisitIsNear(OfJob):
    """To who has the job: the visit is near."""

    begins: datetime
    ends: datetime
    not_before: datetime

    text_key: ClassVar[str] = "repairs.visits.near"

    def buttons(self) -> Rows:
        return ((Button("repairs.actions.set_off", Press("set_off", self.case_id, 0).pack()),),)


@frozen
class VisitLine:
    """One visit of a day."""

    number: int
    trade: Trade
    place: Place
    begins: datetime
    ends: datetime


@frozen
class VisitsToday(Message):
    """To a technician, when the shift begins: the visits of the day."""

    on: date
    visits: tuple[VisitLine, ...]

    text_key: ClassVar[str] = "repairs.visits.today"
    priority: ClassVar[Priority] = Priority.STAFF


@frozen
class AreYouThere(OfJob):
    """To who has the job, at the end of the agreed time."""

    given_up_at: datetime

    text_key: ClassVar[str] = "repairs.visits.are_you_there"

    def buttons(self) -> Rows:
        return ((Button("repairs.actions.arrive", Press("arrive", self.case_id, 0).pack()),),)


@frozen
class WhyLate(OfJob):
    """To who has the job: why was it late? One press tells."""

    visit_no: int

    text_key: ClassVar[str] = "repairs.visits.why_late"

    def buttons(self) -> Rows:
        return tuple(
            (
                Button(
                    f"repairs.visits.causes.{cause}",
                    Press("late_cause", self.case_id, self.visit_no, cause).pack(),
                ),
            )
            for cause in LateCause
        )


@frozen
class VisitMissed(OfJob):
    """To an officer: nobody came in the agreed time; the resident has the apology and new times."""

    technician: str
    begins: datetime
    ends: datetime

    text_key: ClassVar[str] = "repairs.visits.missed"

    def buttons(self) -> Rows:
        return ((Button("repairs.actions.assign", Press("assign", self.case_id, 0).pack()),),)


@frozen
class CauseTold(OfJob):
    """To an officer: why it was late."""

    technician: str
    cause: LateCause

    text_key: ClassVar[str] = "repairs.visits.cause_told"


@frozen
class VisitMoved(OfJob):
    """To who has the job: another time is agreed."""

    begins: datetime
    ends: datetime

    text_key: ClassVar[str] = "repairs.visits.moved"


@frozen
class OverdueLine:
    """One repair that was not done on its agreed day."""

    number: int
    trade: Trade
    place: Place
    technician: str
    visit_from: datetime | None
    visit_until: datetime | None
    case_id: int = 0


ASSIGNED_AT_MOST = 8  # buttons


@frozen
class OverdueToday(Message):
    """To staff, every morning: what is 工程类 and not done yet."""

    on: date
    lines: tuple[OverdueLine, ...]

    private: bool = False  # to who may send somebody else

    text_key: ClassVar[str] = "repairs.visits.overdue"
    priority: ClassVar[Priority] = Priority.STAFF

    def buttons(self) -> Rows:
        return tuple(
            (
                Button(
                    "sheets.mine.step", Press("assign", line.case_id, 0).pack(),
                    {"number": line.number, "action": "assign"},
                ),
            )
            for line in self.lines[: ASSIGNED_AT_MOST if self.private else 0]
        )  # fmt: skip


def written(visit: Visit) -> str:
    """Return the visit as a button carries it."""
    return f"{visit.day}_{visit.begins:%H:%M}_{visit.ends:%H:%M}"
