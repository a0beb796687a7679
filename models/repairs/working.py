"""Work a repair: each verb moves the case, tells who must know, and sets the clock."""

from datetime import datetime
from typing import Any

from sqlmodel import Session

from models.cases.lines import owner_of
from models.cases.operations import attach, locked, move
from models.cases.parts import Part
from models.cases.tables import Case, FileRole
from models.cases.telling import show_photos
from models.cases.words import Words
from models.due import called_off
from models.emergencies.arrival import await_help
from models.errors import DomainError, NotAllowed
from models.estate.calendars import day_in
from models.estate.tables import Estate
from models.events import Actor
from models.followups.planning import plan_follow_up
from models.intents.operations import private, show
from models.people.absences import be_back
from models.people.roster import reachable
from models.people.tables import Person, Staff
from models.permissions import parts_in, require_staff, today_in
from models.repairs.aftercare import tell_done
from models.repairs.books import kept_by_finish
from models.repairs.cards import JobCard, place_of
from models.repairs.converting import may_become_another
from models.repairs.in_danger import is_of_person
from models.repairs.messages import PartsNeeded, RepairClaimed, TechnicianSetOff
from models.repairs.record import require_price, sheet_begins, sheet_is_out
from models.repairs.reporters import tell_resident
from models.repairs.reporting import nobody_is_called
from models.repairs.rules import ASKED_OTHERWISE, OF_THINGS, REPAIR_FLOW, TAKEN, Action, Status
from models.repairs.tables import Repair
from models.repairs.visits import UNTIL_ARRIVAL, still_to_come


class AlreadyTaken(DomainError):
    """Somebody else has the job."""

    text_key = "repairs.already_taken"


class CannotBeReached(DomainError):
    """The sheet could not be given to who wants the job: Telegram lets us not write to them."""

    text_key = "assigning.cannot_be_reached"


def claim(session: Session, case_id: int, *, by: Person, now: datetime) -> Case:
    """Take the job: the sheet comes in private, the resident hears who has it. REP-08.

    Raises PriceFirst for paid work whose price is not accepted, CannotBeReached.
    """
    case, staff = worked(session, case_id, Action.CLAIM, by, now)
    if reachable(session, [staff]) is None:
        raise CannotBeReached
    be_back(session, staff, on=today_in(session, case.estate_id, now=now))  # who takes jobs is here
    case.owner_id = staff.id
    repair = session.get_one(Repair, case.id)
    require_price(session, repair)
    sheet_begins(session, repair, now=now)
    moved(session, case, Action.CLAIM, by, now)
    nobody_is_called(session, case, now=now)
    await_help(session, case, now=now)
    give_sheet(session, case, staff, now=now)
    place = place_of(session, case, repair)
    message = RepairClaimed(
        case.id, case.number, repair.trade, place, staff.name,
        *still_to_come(repair, now=now), repair.danger,
    )  # fmt: skip
    tell_resident(session, case, message, now=now)
    return case


def set_off(session: Session, case_id: int, *, by: Person, now: datetime) -> Case:
    """Be on the way: the resident is told at once, and when it is a day early. REP-08."""
    case, staff = worked(session, case_id, Action.SET_OFF, by, now)
    repair = session.get_one(Repair, case.id)
    repair.set_off_at, repair.eta_at = now, None
    session.add(repair)
    moved(session, case, Action.SET_OFF, by, now)
    place = place_of(session, case, repair)
    message = TechnicianSetOff(
        case.id, case.number, repair.trade, place, staff.name, repair.entry,
        *(agreed_later(session, case, now=now) or ()),
    )  # fmt: skip
    tell_resident(session, case, message, now=now)
    return case


def agreed_later(
    session: Session, case: Case, *, now: datetime
) -> tuple[datetime, datetime] | None:
    """Return the agreed visit when its day is still to come."""
    repair = session.get_one(Repair, case.id)
    if repair.visit_from is None or repair.visit_until is None:
        return None
    estate = session.get_one(Estate, case.estate_id)
    is_later = day_in(estate, repair.visit_from) > day_in(estate, now)
    return (repair.visit_from, repair.visit_until) if is_later else None


def arrive(session: Session, case_id: int, *, by: Person, now: datetime) -> Case:
    """Be at the place: the hour is kept beside the others of the sheet. S-11."""
    case, _ = worked(session, case_id, Action.ARRIVE, by, now)
    repair = session.get_one(Repair, case.id)
    repair.arrived_at = now
    session.add(repair)
    called_off(session, *UNTIL_ARRIVAL, subject=case.id, now=now)
    moved(session, case, Action.ARRIVE, by, now)
    return case


def need_parts(session: Session, case_id: int, *, by: Person, now: datetime) -> Case:
    """Wait for parts: the resident hears why it takes longer. ETQ-06.

    Who had set off has made the visit; one that is to come stays agreed until another is. REP-09.
    """
    case, staff = worked(session, case_id, Action.NEED_PARTS, by, now)
    repair = session.get_one(Repair, case.id)
    if case.status != Status.CLAIMED:
        called_off(session, *UNTIL_ARRIVAL, subject=case.id, now=now)
    repair.left_at = now if repair.arrived_at else None
    session.add(repair)
    moved(session, case, Action.NEED_PARTS, by, now)
    place = place_of(session, case, repair)
    tell_resident(
        session, case, PartsNeeded(case.id, case.number, repair.trade, place, staff.name), now=now
    )
    return case


def has_visit(session: Session, case: Case) -> bool:
    """Tell whether somebody at home expects the technician at an agreed time."""
    return session.get_one(Repair, case.id).visit_from is not None


def go_on(session: Session, case_id: int, *, by: Person, now: datetime) -> Case:
    """Go on with a job that had to wait."""
    case, _ = worked(session, case_id, Action.GO_ON, by, now)
    moved(session, case, Action.GO_ON, by, now)
    await_help(session, case, now=now)
    return case


def finish(session: Session, case_id: int, told: Words, *, by: Person, now: datetime) -> Case:
    """Be done, with a result and photographs; the resident is asked to sign. CB-01, REP-12."""
    case, staff = worked(session, case_id, Action.FINISH, by, now)
    repair = session.get_one(Repair, case.id)
    require_price(session, repair)
    repair.done_at, repair.result, repair.left_at = now, told.text, now
    session.add(repair)
    sheet_is_out(session, case, now=now)
    attach(session, case, told.media, FileRole.RESULT)
    plan_follow_up(session, case, done_at=now)
    moved(session, case, Action.FINISH, by, now, **kept_by_finish(session, case, repair))
    tell_done(session, case, staff.name, told, now=now)
    return case


def may_finish(session: Session, case_id: int, *, by: Person, now: datetime) -> Case:
    """Return the case that this person may finish now. Raises as `finish` would."""
    case, _ = worked(session, case_id, Action.FINISH, by, now)
    require_price(session, session.get_one(Repair, case.id))
    return case


def may_do(
    session: Session, case_id: int, *, by: Person, now: datetime
) -> tuple[Case, tuple[Action, ...]]:
    """Return everything this person may do with the case now. Raises NotAllowed when nothing."""
    case = locked(session, case_id)
    parts = parts_in(session, case, by, now=now)
    actions = REPAIR_FLOW.actions(case.status, by=parts)
    offered = tuple(
        action
        for action in actions
        if action not in ASKED_OTHERWISE
        and (action is not Action.CONVERT or may_become_another(session, case))
        and not (action in OF_THINGS and is_of_person(session, case.id))
    )
    if not offered:
        raise NotAllowed
    return case, offered


def hand_details(session: Session, case_id: int, *, by: Person, now: datetime) -> None:
    """Give the sheet again to who has the job. Raises AlreadyTaken, NotAllowed."""
    case = locked(session, case_id)
    staff = require_staff(session, by, now=now)
    if case.owner_id != staff.id:
        raise AlreadyTaken(technician=owner_of(session, case))
    give_sheet(session, case, staff, now=now)


def give_sheet(session: Session, case: Case, staff: Staff, *, now: datetime) -> None:
    """Put the sheet and the resident's photographs into the private chat of who has the job."""
    address = private(session.get_one(Person, staff.person_id))
    if address is None:
        return
    show(session, JobCard(case.id, staff.id), to=address, now=now, anew=True)
    show_photos(session, case, staff, now=now)


def worked(
    session: Session, case_id: int, action: Action, by: Person, now: datetime
) -> tuple[Case, Staff]:
    """Return the case and the member of staff who may do this to it now.

    Raises AlreadyTaken for who lost a race, NotAllowed as the flow says.
    """
    case = locked(session, case_id)
    staff = require_staff(session, by, now=now)
    parts = parts_in(session, case, by, now=now)
    taken = case.status in TAKEN and Part.ASSIGNEE not in parts
    refused = action not in REPAIR_FLOW.actions(case.status, by=parts)
    if refused and taken and parts & {Part.TECHNICIAN, Part.OFFICER}:
        raise AlreadyTaken(technician=owner_of(session, case))
    REPAIR_FLOW.after(case.status, action, by=parts)
    return case, staff


def moved(
    session: Session, case: Case, action: Action, by: Person, now: datetime, **facts: Any
) -> None:
    """Put the case where the flow says that this leads."""
    parts = parts_in(session, case, by, now=now)
    status = REPAIR_FLOW.after(case.status, action, by=parts)
    move(session, case, status, action, actor=Actor.STAFF, person=by, now=now, **facts)
