"""No case without an owner: what somebody had who is not here goes to the deputy or the group."""

from datetime import datetime

from sqlmodel import Session, col, select

from models.blocked.passing import pass_blocked_on
from models.cases.operations import locked
from models.cases.parts import Part
from models.cases.tables import Case, Kind
from models.complaints.passing import pass_complaints_on
from models.dunning.passing import pass_arrears_on
from models.duty.applications import pass_applications_on
from models.duty.messages import OwnerIsGone, WorkPassedOn
from models.enquiries.passing import pass_enquiries_on
from models.events import Actor
from models.intents.operations import post, private
from models.owners.passing import pass_files_on
from models.people.roster import deputy_of, is_present
from models.people.tables import Department, Person, Staff, StaffRole
from models.repairs.assigning import back_to_group, take_over, tell_looking, tell_new_owner
from models.repairs.cards import place_of
from models.repairs.rules import IN_HAND, REPAIR_FLOW, UNDER_WAY, Action, Status
from models.repairs.tables import Repair
from models.talks.passing import pass_talks_on
from models.tasks.operations import give_again, tell_office

SUPERVISORS = (StaffRole.SUPERVISOR, StaffRole.MANAGER, StaffRole.OFFICE_HEAD)
IN_THEIR_STEAD = frozenset({Part.ASSIGNEE})


def pass_everything_on(session: Session, staff_id: int, *, now: datetime) -> list[int]:
    """Give what the person has to the deputy, else back to the group; return the № of the repairs.

    Nothing happens while the person is here: not absent, not gone, and somebody we can write to.
    """
    staff = session.get_one(Staff, staff_id)
    if is_present(session, staff, now=now):
        return []
    wanted = select(Case.id).where(
        Case.owner_id == staff.id, Case.kind == Kind.REPAIR, col(Case.status).in_(IN_HAND)
    )
    deputy, numbers = deputy_of(session, staff, now=now), []
    for case_id in session.exec(wanted.order_by(col(Case.id))).all():
        case = locked(session, case_id)
        if deputy is None:
            _report_back(session, case, staff, now=now)
        else:
            _stand_in(session, case, deputy, now=now)
        numbers.append(case.number)
    numbers += pass_complaints_on(session, staff, deputy, now=now)
    numbers += pass_enquiries_on(session, staff, deputy, now=now)
    numbers += pass_applications_on(session, staff, deputy, now=now)
    numbers += pass_files_on(session, staff, deputy, now=now)
    give_again(session, staff, now=now)
    pass_arrears_on(session, staff, deputy, now=now)
    pass_talks_on(session, staff, now=now)
    pass_blocked_on(session, staff, now=now)
    if deputy is not None and numbers:
        _tell_deputy(session, deputy, WorkPassedOn(staff.name, tuple(numbers)), now=now)
    return numbers


def _stand_in(session: Session, case: Case, deputy: Staff, *, now: datetime) -> None:
    """Give the case to the deputy; only who waits at the door hears of it."""
    action, under_way = Action.TO_COLLEAGUE, case.status in UNDER_WAY
    status = REPAIR_FLOW.after(case.status, action, by=IN_THEIR_STEAD)
    take_over(session, case, deputy, status, action, actor=Actor.CLOCK, by=None, now=now)
    if under_way:
        tell_new_owner(session, case, deputy, now=now)


def _report_back(session: Session, case: Case, staff: Staff, *, now: datetime) -> None:
    """Put the case before the group again; the supervisor can assign it from the message."""
    under_way = case.status in UNDER_WAY
    back_to_group(session, case, actor=Actor.CLOCK, by=None, now=now)
    if under_way:
        tell_looking(session, case, now=now)
    if case.status != Status.REPORTED:
        return  # it waits for the answer to a price, and is dispatched with it
    repair = session.get_one(Repair, case.id)
    message = OwnerIsGone(
        case.id, case.number, repair.trade, place_of(session, case, repair), staff.name
    )
    tell_office(session, message, case, SUPERVISORS, department=Department.GC, now=now)


def _tell_deputy(session: Session, deputy: Staff, message: WorkPassedOn, *, now: datetime) -> None:
    address = private(session.get_one(Person, deputy.person_id))
    if address is not None:
        post(session, message, to=address, now=now)
