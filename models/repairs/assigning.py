"""Change who has a repair: an officer assigns it, its technician hands it over."""

from datetime import datetime

from sqlalchemy import func
from sqlmodel import Session, col, select

from models.cases.operations import locked, move
from models.cases.tables import Case
from models.emergencies.arrival import await_help
from models.errors import DomainError
from models.estate.calendars import calendar_of
from models.estate.settings import policy_of
from models.estate.tables import Estate
from models.events import Actor
from models.people.roster import on_duty, reachable, staff_in
from models.people.tables import Person, Staff, StaffRole
from models.permissions import parts_in
from models.repairs.cards import place_of
from models.repairs.messages import RepairClaimed
from models.repairs.owners import LookingForAnother, TechnicianChanged
from models.repairs.policy import RepairPolicy
from models.repairs.record import require_price, sheet_begins
from models.repairs.reporters import tell_resident
from models.repairs.reporting import dispatch, nobody_is_called
from models.repairs.rules import HAS_IT, IN_HAND, REPAIR_FLOW, TAKEN, Action, Status, calls
from models.repairs.tables import Repair
from models.repairs.visits import still_to_come
from models.repairs.working import give_sheet, worked
from models.values import frozen


class NotHere(DomainError):
    """Whom the job was to be given to is not here, or cannot be written to."""

    text_key = "assigning.not_here"


@frozen
class Candidate:
    """Somebody who could take a job, and what an officer wishes to know before choosing."""

    staff_id: int
    name: str
    on_duty: bool
    knows_trade: bool
    jobs: int


def may_assign(session: Session, case_id: int, *, by: Person, now: datetime) -> Case:
    """Return the case that this person may give to somebody now. Raises NotAllowed, PriceFirst."""
    case = locked(session, case_id)
    parts = parts_in(session, case, by, now=now)
    REPAIR_FLOW.after(case.status, Action.ASSIGN, by=parts)
    if case.status not in TAKEN:
        require_price(session, session.get_one(Repair, case.id))
    return case


def candidates(session: Session, case: Case, *, now: datetime) -> list[Candidate]:
    """Return who could take the job: on duty first, then the trade, then who has fewest jobs.

    Only who is here and can be written to, and not who has it. Source: REP-06.
    """
    estate_id, trade = case.estate_id, session.get_one(Repair, case.id).trade
    calendar = calendar_of(session, session.get_one(Estate, estate_id))
    present = on_duty(session, estate_id, StaffRole.TECHNICIAN, calendar=calendar, now=now)
    duty = {staff.id for staff in present}
    everybody = staff_in(session, estate_id, StaffRole.TECHNICIAN, now=now)
    jobs = open_jobs(session, estate_id)
    found = [
        Candidate(each.id, each.name, each.id in duty, trade in each.trades, jobs.get(each.id, 0))
        for each in everybody
        if each.id != case.owner_id and reachable(session, [each]) is not None
    ]
    return sorted(found, key=lambda each: (not each.on_duty, not each.knows_trade, each.jobs))


def open_jobs(session: Session, estate_id: int) -> dict[int, int]:
    """Return how many jobs each member of staff has in hand."""
    wanted = (
        select(Case.owner_id, func.count())
        .where(Case.estate_id == estate_id, col(Case.status).in_(IN_HAND))
        .group_by(col(Case.owner_id))
    )
    return {owner: count for owner, count in session.exec(wanted) if owner is not None}


def assign(session: Session, case_id: int, staff_id: int, *, by: Person, now: datetime) -> Case:
    """Give the job to this technician: the resident hears the name. REP-06, REP-07.

    Raises NotAllowed for everybody but officers, NotHere for who cannot take it.
    """
    case = may_assign(session, case_id, by=by, now=now)
    if case.owner_id == staff_id and case.status in TAKEN:
        return case  # the second press of two
    to = _who_can_take(session, case, staff_id, now=now)
    give(session, case, to, Action.ASSIGN, by=by, now=now)
    return case


def hand_over(
    session: Session, case_id: int, reason: str, *, to: int | None, by: Person, now: datetime
) -> Case:
    """Let go of the job, with a reason: to this colleague, else back to the group. GEN-12.

    Raises NotAllowed for everybody but who has it, NotHere.
    """
    action = Action.HAND_OVER if to is None else Action.TO_COLLEAGUE
    case, _ = worked(session, case_id, action, by, now)
    repair = session.get_one(Repair, case.id)
    repair.handed_over = reason
    session.add(repair)
    if to is None:
        back_to_group(session, case, actor=Actor.STAFF, by=by, now=now)
        if case.status == Status.REPORTED:
            tell_looking(session, case, now=now)
    else:
        give(session, case, _who_can_take(session, case, to, now=now), action, by=by, now=now)
    return case


def give(
    session: Session, case: Case, to: Staff, action: Action, *, by: Person, now: datetime
) -> None:
    """Make this technician the owner; the resident hears the name. The old card says goodbye."""
    had = case.status in TAKEN
    parts = parts_in(session, case, by, now=now)
    status = REPAIR_FLOW.after(case.status, action, by=parts)
    take_over(session, case, to, status, action, actor=Actor.STAFF, by=by, now=now)
    tell_new_owner(session, case, to, had=had, now=now)


def tell_new_owner(
    session: Session, case: Case, to: Staff, *, had: bool = True, now: datetime
) -> None:
    """Tell the resident who has it: another than before if somebody `had` it. ETQ-06."""
    told = TechnicianChanged if had else RepairClaimed
    repair = session.get_one(Repair, case.id)
    place, visit = place_of(session, case, repair), still_to_come(repair, now=now)
    message = told(case.id, case.number, repair.trade, place, to.name, *visit, repair.danger)
    tell_resident(session, case, message, now=now)


def take_over(
    session: Session,
    case: Case,
    to: Staff,
    status: Status,
    action: Action,
    *,
    actor: Actor,
    by: Person | None,
    now: datetime,
) -> None:
    """Put the case into this member of staff's hands: owner, moment and sheet. REP-06, REP-07."""
    repair = session.get_one(Repair, case.id)
    case.owner_id = to.id
    sheet_begins(session, repair, now=now)
    move(session, case, status, action, actor=actor, person=by, now=now, to=to.id)
    nobody_is_called(session, case, now=now)
    await_help(session, case, now=now)
    give_sheet(session, case, to, now=now)


def back_to_group(
    session: Session, case: Case, *, actor: Actor, by: Person | None, now: datetime
) -> None:
    """Let nobody have the case: the group is called again, as for a new one. S-13.

    What waits for the answer to a price is dispatched when that is here. PAY-01.
    """
    had, case.owner_id = case.owner_id, None
    status = REPAIR_FLOW.after(case.status, Action.HAND_OVER, by=HAS_IT)
    move(session, case, status, Action.HAND_OVER, actor=actor, person=by, now=now)
    if status is Status.REPORTED:
        dispatch(session, case, now=now, again=True, but=had or 0)


def tell_looking(session: Session, case: Case, *, now: datetime) -> None:
    """Tell the resident that somebody else is looked for, and by when there is one. ETQ-06."""
    estate, repair = session.get_one(Estate, case.estate_id), session.get_one(Repair, case.id)
    policy = policy_of(session, estate.id, RepairPolicy)
    claim_by = calls(now, policy, calendar_of(session, estate))[-1]
    message = LookingForAnother(
        case.id, case.number, repair.trade, place_of(session, case, repair), claim_by,
        *still_to_come(repair, now=now), repair.danger,
    )  # fmt: skip
    tell_resident(session, case, message, now=now)


def _who_can_take(session: Session, case: Case, staff_id: int, *, now: datetime) -> Staff:
    if staff_id not in {each.staff_id for each in candidates(session, case, now=now)}:
        raise NotHere
    return session.get_one(Staff, staff_id)
