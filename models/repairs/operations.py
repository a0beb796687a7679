"""Report a repair and work it: each verb moves the case, tells who must know, sets the clock."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import ClassVar

from sqlmodel import Session

from models.calendar import Calendar
from models.cases.operations import attach, files_of, locked, move, note, open_case
from models.cases.parts import Part
from models.cases.tables import Case, FileRole, Kind
from models.due import Moment, called_off, due
from models.errors import DomainError
from models.estate.calendars import calendar_of
from models.estate.settings import policy_of
from models.estate.tables import Estate, Home
from models.events import Actor
from models.files.tables import parcels
from models.followups.operations import plan_follow_up
from models.groups.operations import group_for
from models.groups.tables import Purpose
from models.intents.messages import Message
from models.intents.operations import in_group, post, private, show
from models.people.tables import Department, Person, Staff, StaffRole, Trade
from models.permissions import parts_in, require_place, require_staff
from models.repairs.cards import DispatchCard, JobCard, ResidentCard, owner_name, place_of
from models.repairs.messages import (
    CasePhotos,
    ClaimIsLateForSupervisor,
    RepairClaimed,
    RepairDone,
    ResultFiles,
    TechnicianSetOff,
)
from models.repairs.policy import RepairPolicy
from models.repairs.rules import (
    REPAIR_FLOW,
    Action,
    CommonPart,
    Entry,
    Status,
    calls,
    slots_offered,
)
from models.repairs.tables import Repair
from models.tasks.operations import tell_office


class VisitTaken(DomainError):
    """The visit time is no longer to be had."""

    text_key = "repairs.visit_taken"


class AlreadyTaken(DomainError):
    """Somebody else has the job."""

    text_key = "repairs.already_taken"


@dataclass(frozen=True)
class ClaimIsLate(Moment):
    """Nobody has taken the job; the `step`-th call of this `level`. Source: S-13."""

    subject: int
    level: int
    step: int
    rings: ClassVar[str] = "repairs"

    def identity(self) -> str:
        return f"{self.level}.{self.step}"


@dataclass(frozen=True)
class Words:
    """What somebody told: a sentence, and the files that came along."""

    text: str = ""
    media: tuple[int, ...] = ()


@dataclass(frozen=True)
class Visit:
    """An agreed visit, in the estate's local time."""

    day: date
    begins: time
    ends: time


@dataclass(frozen=True)
class RepairReport:
    """What a resident answered. `place` is `home:<id>` or `common:<part>`."""

    category: Trade
    place: str
    told: Words
    visit: Visit | None
    entry: Entry | None


def report_repair(session: Session, report: RepairReport, *, by: Person, now: datetime) -> Case:
    """Record a repair and dispatch it at once. Source: REP-02, REP-03, REP-06.

    Raises NotAllowed for a home that is not the person's today, and for who has no place here.
    """
    kind, _, value = report.place.partition(":")
    home_id = int(value) if kind == "home" else None
    require_place(session, by, home_id, now=now)
    case = open_case(
        session, kind=Kind.REPAIR, status=Status.REPORTED, reporter=by, home_id=home_id, now=now
    )
    visit = agreed(session, by.estate_id, report.visit, now=now)
    session.add(
        Repair(
            id=case.id,
            trade=report.category,
            told=report.told.text,
            entry=report.entry,
            place=CommonPart(value) if home_id is None else "",
            visit_from=visit[0],
            visit_until=visit[1],
        )
    )
    attach(session, case, report.told.media, FileRole.REPORT)
    dispatch(session, case, now=now)
    return case


def dispatch(session: Session, case: Case, *, now: datetime, again: bool = False) -> None:
    """Show the case in its staff group and set the calls that follow when nobody takes it."""
    estate, repair = session.get_one(Estate, case.estate_id), session.get_one(Repair, case.id)
    repair.dispatched_at = now
    session.add(repair)
    to_group(session, case, now=now, anew=again)
    policy = policy_of(session, estate.id, RepairPolicy)
    for step, at in enumerate(calls(now, policy, calendar_of(session, estate))):
        due(session, ClaimIsLate(case.id, case.level, step), estate_id=estate.id, at=at)


def call_again(session: Session, late: ClaimIsLate, *, now: datetime) -> None:
    """Put the card at the bottom of the group again; the last call climbs to the supervisor."""
    case = locked(session, late.subject)
    if case.status != Status.REPORTED or case.level != late.level:
        return
    repair = session.get_one(Repair, case.id)
    policy = policy_of(session, case.estate_id, RepairPolicy)
    note(session, case, "call_again", actor=Actor.CLOCK, person=None, now=now, step=late.step)
    to_group(session, case, now=now, anew=True)
    if late.step == len(policy.unclaimed_minutes) - 1:
        message = ClaimIsLateForSupervisor(
            case.id, case.number, repair.trade, place_of(session, case, repair), case.opened_at
        )
        roles = (StaffRole.SUPERVISOR, StaffRole.MANAGER, StaffRole.OFFICE_HEAD)
        tell_office(session, message, case, roles, department=Department.GC, now=now)


def claim(session: Session, case_id: int, *, by: Person, now: datetime) -> Case:
    """Take the job: the sheet comes in private, the resident hears who has it. REP-08."""
    case, staff = _worked(session, case_id, Action.CLAIM, by, now)
    case.owner_id = staff.id
    repair = session.get_one(Repair, case.id)
    repair.claimed_at = now
    session.add(repair)
    _moved(session, case, Action.CLAIM, by, now)
    called_off(session, ClaimIsLate, subject=case.id, now=now)
    give_sheet(session, case, staff, now=now)
    place = place_of(session, case, repair)
    message = RepairClaimed(
        case.id, case.number, repair.trade, place, staff.name, repair.visit_from, repair.visit_until
    )
    tell_resident(session, case, message, now=now)
    return case


def set_off(session: Session, case_id: int, *, by: Person, now: datetime) -> Case:
    """Be on the way: the resident is told at once."""
    case, staff = _worked(session, case_id, Action.SET_OFF, by, now)
    repair = session.get_one(Repair, case.id)
    repair.set_off_at = now
    session.add(repair)
    _moved(session, case, Action.SET_OFF, by, now)
    place = place_of(session, case, repair)
    message = TechnicianSetOff(case.id, case.number, repair.trade, place, staff.name, repair.entry)
    tell_resident(session, case, message, now=now)
    return case


def finish(session: Session, case_id: int, told: Words, *, by: Person, now: datetime) -> Case:
    """Be done, with a result and photographs; the question follows in its time. CB-01."""
    case, staff = _worked(session, case_id, Action.FINISH, by, now)
    repair = session.get_one(Repair, case.id)
    repair.done_at, repair.result = now, told.text
    session.add(repair)
    attach(session, case, told.media, FileRole.RESULT)
    ask_at = plan_follow_up(session, case, done_at=now)
    _moved(session, case, Action.FINISH, by, now)
    first, *rest = parcels(session, told.media) or [()]
    message = RepairDone(
        case.id, case.number, repair.trade, place_of(session, case, repair),
        staff.name, told.text, ask_at, first,
    )  # fmt: skip
    tell_resident(session, case, message, now=now)
    for files in rest:
        tell_resident(session, case, ResultFiles(case.number, files), now=now)
    return case


def may_finish(session: Session, case_id: int, *, by: Person, now: datetime) -> Case:
    """Return the case that this person may finish now. Raises as `finish` would."""
    return _worked(session, case_id, Action.FINISH, by, now)[0]


def hand_details(session: Session, case_id: int, *, by: Person, now: datetime) -> None:
    """Give the sheet again to who has the job. Raises AlreadyTaken, NotAllowed."""
    case = locked(session, case_id)
    staff = require_staff(session, by, now=now)
    if case.owner_id != staff.id:
        raise AlreadyTaken(technician=owner_name(session, case))
    give_sheet(session, case, staff, now=now)


def agreed(
    session: Session, estate_id: int, visit: Visit | None, *, now: datetime
) -> tuple[datetime | None, datetime | None]:
    """Return the visit as moments. Raises VisitTaken when its time is no longer offered."""
    if visit is None:
        return None, None
    calendar, policy = _office(session, estate_id)
    offered = slots_offered(now, policy, calendar).get(visit.day, ())
    if not any((span.opens, span.closes) == (visit.begins, visit.ends) for span in offered):
        raise VisitTaken
    return calendar.local(visit.day, visit.begins), calendar.local(visit.day, visit.ends)


def to_group(session: Session, case: Case, *, now: datetime, anew: bool) -> None:
    """Show the dispatch card in the group of its trade and building."""
    repair = session.get_one(Repair, case.id)
    home = None if case.home_id is None else session.get_one(Home, case.home_id)
    group = group_for(
        session, case.estate_id, Purpose.DISPATCH,
        trade=repair.trade, building=home.building if home else "",
    )  # fmt: skip
    if group is not None:
        show(session, DispatchCard(case.id), to=in_group(group), now=now, anew=anew)


def give_sheet(session: Session, case: Case, staff: Staff, *, now: datetime) -> None:
    """Put the sheet and the resident's photographs into the private chat of who has the job."""
    address = private(session.get_one(Person, staff.person_id))
    if address is None:
        return
    show(session, JobCard(case.id, staff.id), to=address, now=now, anew=True)
    shown = [row.file_id for row in files_of(session, case.id, FileRole.REPORT)]
    for files in parcels(session, shown):
        post(session, CasePhotos(case.number, files), to=address, now=now)


def tell_resident(session: Session, case: Case, message: Message, *, now: datetime) -> None:
    """Post to who reported the case."""
    address = private(session.get_one(Person, case.reporter_id))
    if address is not None:
        post(session, message, to=address, now=now)


def show_receipt(session: Session, case: Case, *, now: datetime, over: int | None) -> None:
    """Show the resident's card: the receipt, and then every step. It takes the place of `over`."""
    address = private(session.get_one(Person, case.reporter_id))
    if address is not None:
        show(session, ResidentCard(case.id), to=address, now=now, over=over)


def _worked(
    session: Session, case_id: int, action: Action, by: Person, now: datetime
) -> tuple[Case, Staff]:
    """Return case and member of staff after asking the flow; who lost a race hears who won."""
    case = locked(session, case_id)
    staff = require_staff(session, by, now=now)
    parts = parts_in(session, case, by, now=now)
    taken = case.status in {Status.CLAIMED, Status.ON_THE_WAY} and Part.ASSIGNEE not in parts
    if taken and parts & {Part.TECHNICIAN, Part.OFFICER}:
        raise AlreadyTaken(technician=owner_name(session, case))
    REPAIR_FLOW.after(Status(case.status), action, by=parts)
    return case, staff


def _moved(session: Session, case: Case, action: Action, by: Person, now: datetime) -> None:
    parts = parts_in(session, case, by, now=now)
    status = REPAIR_FLOW.after(Status(case.status), action, by=parts)
    move(session, case, status, action, actor=Actor.STAFF, person=by, now=now)


def _office(session: Session, estate_id: int) -> tuple[Calendar, RepairPolicy]:
    estate = session.get_one(Estate, estate_id)
    return calendar_of(session, estate), policy_of(session, estate_id, RepairPolicy)
