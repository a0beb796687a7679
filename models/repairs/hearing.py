"""What the resident's answer to a follow-up does to a repair."""

from collections.abc import Mapping
from datetime import datetime

from sqlmodel import Session

from models.cases.messages import CasePhotos
from models.cases.operations import locked, move
from models.cases.parts import Part
from models.cases.tables import Case
from models.cases.words import Words
from models.duty.passing import pass_everything_on
from models.emergencies.rules import OF_PEOPLE
from models.errors import NotAllowed
from models.estate.calendars import calendar_of
from models.estate.settings import policy_of
from models.estate.tables import Estate
from models.events import Actor
from models.files.tables import parcels
from models.followups.planning import asked_next_at, heard_last
from models.followups.rules import Answer
from models.intents.operations import post, private, show
from models.people.tables import Department, Person, Staff, StaffRole
from models.permissions import parts_in
from models.repairs.cards import place_of, technician_of
from models.repairs.faults import FaultCard
from models.repairs.messages import AddedForTechnician, HearingThanks
from models.repairs.owed import promise_answer
from models.repairs.policy import RepairPolicy
from models.repairs.readers import add_words, lives_elsewhere
from models.repairs.record import sheet_begins
from models.repairs.reporters import tell_resident
from models.repairs.reporting import dispatch
from models.repairs.rules import Action, Status, calls
from models.repairs.slots import hold_book_for
from models.repairs.tables import Repair
from models.repairs.visits import NONE_YET, Visit, agreed, keep_visit
from models.repairs.working import give_sheet
from models.tasks.operations import office_of

MEANS: Mapping[Answer, Action] = {
    Answer.FIXED: Action.CONFIRM,
    Answer.PARTLY: Action.CONTINUE,
    Answer.NOT: Action.REOPEN,
}


def may_tell_more(session: Session, case_id: int, *, by: Person, now: datetime) -> Case:
    """Return the case that goes on, to which this reporter may add. Raises NotAllowed."""
    case = locked(session, case_id)
    if Part.REPORTER not in parts_in(session, case, by, now=now):
        raise NotAllowed
    if case.status not in {Status.REPORTED, Status.CLAIMED}:
        raise NotAllowed
    return case


def tell_more(
    session: Session, case_id: int, told: Words, visit: Visit | None, *, by: Person, now: datetime
) -> Case:
    """Add what is still wrong and a new visit to a case that goes on. Raises NotAllowed."""
    hold_book_for(session, case_id)
    case = may_tell_more(session, case_id, by=by, now=now)
    repair = session.get_one(Repair, case.id)
    add_words(session, case, told, by=by)
    if not lives_elsewhere(session, case, by):
        times = agreed(session, case.estate_id, visit, trade=repair.trade, now=now, besides=case.id)
        keep_visit(session, case, repair, times, now=now)
    move(session, case, case.status, "tell_more", actor=Actor.RESIDENT, person=by, now=now)
    if case.owner_id is not None:
        staff = session.get_one(Staff, case.owner_id)
        address = private(session.get_one(Person, staff.person_id))
        message = AddedForTechnician(
            case.id, case.number, told.text, repair.visit_from, repair.visit_until
        )
        if address is not None:
            post(session, message, to=address, now=now)
            for files in parcels(session, told.media):
                post(session, CasePhotos(case.number, files), to=address, now=now)
    return case


def follow(
    session: Session,
    case: Case,
    answer: Answer,
    status: str,
    *,
    by: Person,
    actor: Actor,
    now: datetime,
) -> None:
    """Move the case as the answer says, and tell everybody who must know of it. Source: CB-14.

    A little that is left of an emergency is none: it is an important need. S-10, CB-06.
    """
    repair = session.get_one(Repair, case.id)
    if answer is Answer.PARTLY and repair.danger is not None:
        repair.danger, repair.important = None, True
    if answer is Answer.PARTLY and case.owner_id is None:
        answer, status = Answer.NOT, Status.REPORTED  # others did it: none of ours can go on
    of_person, technician = repair.danger in OF_PEOPLE, technician_of(session, case)
    place = place_of(session, case, repair)
    case.closed_at = now if answer is Answer.FIXED else None
    if answer is Answer.NOT:
        case.owner_id, case.level = None, case.level + 1
    if answer is not Answer.FIXED:
        keep_visit(session, case, repair, NONE_YET, now=now)
    move(session, case, status, MEANS[answer], actor=actor, person=by, now=now)
    if answer is Answer.PARTLY and case.owner_id is not None:
        sheet_begins(session, repair, now=now)
        give_sheet(session, case, session.get_one(Staff, case.owner_id), now=now)
        pass_everything_on(session, case.owner_id, now=now)  # unless they are here
    if answer is Answer.NOT:
        dispatch(session, case, now=now, again=True)
    answer_by = _answer_by(session, case, answer, now=now)
    if answer is not Answer.FIXED:
        _write_up(session, case, now=now)
    thanks = HearingThanks(case.id, case.number, repair.trade, place, answer, answer_by, technician,
        asked_next_at(session, case.id), of_person,
    )  # fmt: skip
    only = by if answer is Answer.FIXED and actor is Actor.RESIDENT else None
    tell_resident(session, case, thanks, now=now, only=only)


def _answer_by(session: Session, case: Case, answer: Answer, *, now: datetime) -> datetime:
    """Return by when the resident has an answer, or somebody takes the job."""
    heard = heard_last(session, case.id)
    if answer is Answer.PARTLY and case.owner_id is not None and heard is not None:
        return promise_answer(session, case, heard, now=now)
    estate = session.get_one(Estate, case.estate_id)
    policy = policy_of(session, estate.id, RepairPolicy)
    return calls(now, policy, calendar_of(session, estate))[-1]


def _write_up(session: Session, case: Case, *, now: datetime) -> None:
    """Give the supervisor of who did the work the form about the fault that was found. CB-14."""
    heard = heard_last(session, case.id)
    staff = session.get(Staff, heard.staff_id) if heard and heard.staff_id else None
    department = staff.department if staff else Department.GC
    roles = (StaffRole.SUPERVISOR, StaffRole.MANAGER, StaffRole.OFFICE_HEAD)
    address = office_of(session, case, roles, department=department, now=now)
    if address is not None:
        show(session, FaultCard(case.id), to=address, now=now, anew=True)
