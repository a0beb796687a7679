"""Judge a complaint: its class, whether it is valid, whom it is about, who has it."""

from datetime import datetime

from sqlmodel import Session

from models.cases.independence import about, others
from models.cases.lines import owner_of
from models.cases.operations import locked, move, note
from models.cases.tables import Case, CaseAbout
from models.cases.telling import tell_reporters
from models.complaints.accepting import give, has_harm, may, tell_major
from models.complaints.books import kept_by_result
from models.complaints.clock import RouteIsLate, book, book_off
from models.complaints.ladder import next_up, rung_of
from models.complaints.messages import ComplaintTold, ExplanationTold, Stage
from models.complaints.policy import ComplaintPolicy
from models.complaints.rules import (
    ASKED_OTHERWISE,
    COMPLAINT_FLOW,
    RUNGS,
    Action,
    Importance,
    Promise,
    Status,
    code,
    days_asked,
    no_later,
    promised,
    questions,
    waits_for_harm,
)
from models.complaints.tables import Complaint
from models.complaints.telling import show_card
from models.conversions.limits import may_leave
from models.due import called_off
from models.errors import NotAllowed
from models.estate.settings import policy_of
from models.estate.tables import Estate
from models.events import Actor
from models.followups.planning import asked_next_at, counting_of, enter_questions, newest_round
from models.intents.operations import redraw
from models.people.roster import reachable, staff_in
from models.people.tables import Department, Person, Staff, StaffRole
from models.permissions import parts_in


def admit(session: Session, case_id: int, *, by: Person, now: datetime) -> Case:
    """Confirm the class: the complaint goes to who handles it, and the complainant hears who.

    A to the head, B and C to the supervisor of the department. CMP-01, CMP-02, S-18.
    Raises NotAllowed.
    """
    case = may(session, case_id, Action.ADMIT, by=by, now=now)
    complaint = session.get_one(Complaint, case.id)
    complaint.valid = True
    session.add(complaint)
    move(session, case, Status.HANDLING, Action.ADMIT, actor=Actor.STAFF, person=by, now=now)
    called_off(session, RouteIsLate, subject=case.id, now=now)
    route(session, case, Stage.ADMITTED, now=now)
    return case


def reclassify(
    session: Session, case_id: int, importance: Importance, department: Department,
    *, by: Person, now: datetime,
) -> Case:  # fmt: skip
    """Change class and department: the code is issued anew, the old one stays in its history.

    A promise that was told only becomes an earlier one. S-24. Raises NotAllowed.
    """
    case = may(session, case_id, Action.RECLASSIFY, by=by, now=now)
    same = session.get_one(Complaint, case.id).importance is importance
    code_anew(session, case, importance, department, by=by, actor=Actor.STAFF, now=now)
    if case.status == Status.HANDLING:
        route(session, case, Stage.PASSED if same else Stage.HASTENED, now=now)
    else:
        show_card(session, case, session.get(Staff, case.owner_id or 0), now=now)
    if importance is Importance.A and not same:
        tell_major(session, case, now=now)
    return case


def code_anew(
    session: Session, case: Case, importance: Importance, department: Department,
    *, by: Person | None, actor: Actor, now: datetime,
) -> None:  # fmt: skip
    """Give the complaint another class or department, and the limits that follow from the class.

    Of the same class the promise stays as it was told, and as the head has put it off since.
    """
    complaint = session.get_one(Complaint, case.id)
    before, was = complaint.code, complaint.importance
    policy = policy_of(session, case.estate_id, ComplaintPolicy)
    counting = counting_of(session, case.estate_id)
    asked = days_asked(complaint.wished)
    told = Promise(complaint.answer_by, complaint.solve_by)
    since = case.opened_at if actor is Actor.STAFF else now
    anew = promised(importance, since, asked, policy, counting)
    limits = told if importance is was else no_later(told, anew)
    office = session.get_one(Estate, case.estate_id).office_code
    complaint.importance, complaint.department = importance, department
    complaint.code = code(policy.code_format, office, importance, department, complaint.serial)
    complaint.answer_by, complaint.solve_by = limits.answer_by, limits.solve_by
    session.add(complaint)
    move(
        session, case, case.status, Action.RECLASSIFY, actor=actor, person=by, now=now,
        before_code=before, code=complaint.code,
    )  # fmt: skip
    book(session, case, now=now)


def explain(session: Session, case_id: int, words: str, *, by: Person, now: datetime) -> Case:
    """Judge it not valid: explained to the complainant, with what we can do all the same.

    The complainant is asked about it like about any other; who is not satisfied is heard again, one
    level up. CMP-19, S-26. Raises NotAllowed for everybody but who decides validity.
    """
    case = may(session, case_id, Action.EXPLAIN, by=by, now=now)
    complaint = session.get_one(Complaint, case.id)
    complaint.valid, complaint.explanation, complaint.handled_at = False, words, now
    session.add(complaint)
    kept = kept_by_result(complaint)
    move(
        session, case, Status.EXPLAINED, Action.EXPLAIN,
        actor=Actor.STAFF, person=by, now=now, **kept,
    )  # fmt: skip
    book_off(session, case, now=now)
    ask_at = plan_questions(session, case, now=now)
    told = ExplanationTold(
        case.id, case.number, words, ask_at, followup_id=newest_round(session, case.id)[0].id
    )
    tell_reporters(session, case, told, now=now)
    return case


def plan_questions(session: Session, case: Case, *, now: datetime) -> datetime:
    """Enter what is asked after the result in the book; return when it is asked first. S-22."""
    importance = session.get_one(Complaint, case.id).importance
    policy = policy_of(session, case.estate_id, ComplaintPolicy)
    plans = questions(importance, now, policy, counting_of(session, case.estate_id))
    enter_questions(session, case, plans, done_at=now)
    return asked_next_at(session, case.id) or now


def keep_from(session: Session, case_id: int, staff_id: int, *, by: Person, now: datetime) -> Case:
    """Note that the complaint is about this member of staff: from now on it is kept from them.

    If they have it, it goes to the next one up. Raises NotAllowed.
    """
    case = may(session, case_id, Action.NAME, by=by, now=now)
    staff = session.get(Staff, staff_id)
    if staff is None or staff.estate_id != case.estate_id:
        raise NotAllowed
    if staff.id in about(session, case.id):
        return case
    session.add(CaseAbout(case_id=case.id, staff_id=staff.id))
    session.flush()
    note(session, case, Action.NAME, actor=Actor.STAFF, person=by, now=now)
    if case.owner_id == staff.id:
        pass_up(session, case, rung=rung_of(staff), now=now)
    redraw(session, case.id, now=now)
    return case


def entrust(session: Session, case_id: int, staff_id: int, *, by: Person, now: datetime) -> Case:
    """Give it to a named person; the complainant hears whom. CMP-09. Raises NotAllowed."""
    case = may(session, case_id, Action.ENTRUST, by=by, now=now)
    staff = session.get(Staff, staff_id)
    if staff is None or staff not in could_have_it(session, case, now=now):
        raise NotAllowed
    move(session, case, case.status, Action.ENTRUST, actor=Actor.STAFF, person=by, now=now)
    give(session, case, staff, now=now)
    tell_who(session, case, Stage.PASSED, now=now)
    return case


def could_have_it(session: Session, case: Case, *, now: datetime) -> list[Staff]:
    """Return who could handle the complaint instead, supervisors and officers."""
    roles = (
        *(StaffRole.SUPERVISOR, StaffRole.QUALITY_SUPERVISOR, StaffRole.MANAGER),
        *(StaffRole.OFFICE_HEAD, StaffRole.OFFICER),
    )
    here = others(session, case, staff_in(session, case.estate_id, *roles, now=now))
    return [
        each for each in here if each.id != case.owner_id and reachable(session, [each]) is not None
    ]


def everybody(session: Session, case: Case, *, now: datetime) -> list[Staff]:
    """Return all of the staff whom the complaint could be about and is not yet."""
    named = about(session, case.id)
    here = staff_in(session, case.estate_id, *StaffRole, now=now)
    return [each for each in here if each.id not in named]


def route(session: Session, case: Case, stage: Stage, *, now: datetime) -> None:
    """Bring it to who handles its class, and say so."""
    complaint = session.get_one(Complaint, case.id)
    major = complaint.importance is Importance.A
    rung = RUNGS.index("office_head" if major else "supervisor")
    give(session, case, next_up(session, case, rung=rung, now=now), now=now)
    tell_who(session, case, stage, now=now)


def pass_up(session: Session, case: Case, *, rung: int, now: datetime) -> None:
    """Give it to the next one up; where there is none, it waits for the ladder to have one."""
    above = next_up(session, case, rung=rung + 1, besides=case.owner_id, now=now)
    give(session, case, above or next_up(session, case, rung=0, besides=case.owner_id, now=now),
         now=now)  # fmt: skip


def tell_who(session: Session, case: Case, stage: Stage, *, now: datetime) -> None:
    """Tell the complainant who has it, and by when it is solved."""
    until = session.get_one(Complaint, case.id).solve_by
    told = ComplaintTold(case.id, case.number, stage, owner_of(session, case), until)
    tell_reporters(session, case, told, now=now)


def may_do(
    session: Session, case_id: int, *, by: Person, now: datetime
) -> tuple[Case, tuple[Action, ...]]:
    """Return everything this person may do with the complaint now. Raises NotAllowed."""
    case = locked(session, case_id)
    parts = parts_in(session, case, by, now=now)
    actions = COMPLAINT_FLOW.actions(case.status, by=parts)
    offered = tuple(
        action
        for action in actions
        if action not in ASKED_OTHERWISE
        and not waits_for_harm(action, harm=has_harm(session, case))
        and (action is not Action.CONVERT or may_leave(session, case))
    )
    if not offered:
        raise NotAllowed
    return case, offered
