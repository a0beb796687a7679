"""Plan what is done about a complaint: its cause, whose fault it is, and what follows from that."""

from datetime import datetime, time, timedelta

from sqlmodel import Session

from models.cases.independence import impartial, staff_named
from models.cases.lines import owner_of
from models.cases.operations import move
from models.cases.tables import Case
from models.cases.telling import tell_reporters
from models.complaints.accepting import may
from models.complaints.books import kept_by_answer
from models.complaints.cards import place_of
from models.complaints.clock import book
from models.complaints.handling import hand_on
from models.complaints.ladder import tell
from models.complaints.messages import CalledToTheSpot, PlanTold, Stage
from models.complaints.reviewing import code_anew, route
from models.complaints.rules import HANDED_TO, Action, Promise, granted, may_be_granted, meets
from models.complaints.tables import Complaint
from models.complaints.words import Fault, Work
from models.errors import DomainError
from models.events import Actor
from models.followups.planning import counting_of
from models.people.tables import Department, Person
from models.values import frozen


class KeptFromThem(DomainError):
    """Whom the complaint is about is called to nothing; somebody else has to stand for them."""

    text_key = "complaints.kept_from_them"


class NotATimeToMeet(DomainError):
    """The time is over, or after the promised one."""

    text_key = "complaints.not_a_time_to_meet"


@frozen
class Finding:
    """The cause, whose fault it is, and what will be done; the rest as the fault asks for it.

    `grant`: whether what is asked for is met now. `called`: whom the handler brings together, in
    `days` and at which `hour`. `work`: whose work the house is.
    """

    cause: str
    fault: Fault
    grant: str | None
    work: Work | None
    plan: str
    called: str | None
    days: str | None
    hour: str | None


GRANTED = "now"


def plan(session: Session, case_id: int, found: Finding, *, by: Person, now: datetime) -> Case:
    """Keep cause, fault and plan, and tell the plan to the complainant: the definite answer.

    Our fault: an apology, the remedy, and what is reasonable is granted at once. A neighbour's:
    both sides meet. Several parties: all responsible are called to the spot. The house: who does
    the work has it. CMP-14, CMP-15. Raises NotAllowed, KeptFromThem, NotATimeToMeet.
    """
    case = may(session, case_id, Action.PLAN, by=by, now=now)
    complaint = session.get_one(Complaint, case.id)
    kept = kept_by_answer(complaint)
    complaint.cause, complaint.fault, complaint.plan = found.cause, found.fault, found.plan
    complaint.answered_at = now
    grants = found.grant == GRANTED and may_be_granted(found.fault, complaint.wish)
    if grants:
        _granted(session, complaint, now=now)
    called = found.called if meets(found.fault, unnamed=case.unnamed) else None
    complaint.called = called or ""
    complaint.meeting_at = _meeting(session, complaint, found, now=now) if called else None
    session.add(complaint)
    move(
        session, case, case.status, Action.PLAN, actor=Actor.STAFF, person=by, now=now,
        fault=found.fault, granted=grants, **kept,
    )  # fmt: skip
    book(session, case, now=now)
    told = PlanTold(
        case.id, case.number, found.fault, owner_of(session, case), found.plan, complaint.wish,
        grants, complaint.meeting_at, complaint.solve_by,
    )  # fmt: skip
    tell_reporters(session, case, told, now=now)
    if complaint.meeting_at is not None:
        _call(session, case, complaint, complaint.meeting_at, now=now)
    if found.fault is Fault.HOUSE and found.work is not None:
        _divide(session, case, found.work, by=by, now=now)
    return case


def _granted(session: Session, complaint: Complaint, *, now: datetime) -> None:
    told = Promise(complaint.answer_by, complaint.solve_by)
    today_ends = counting_of(session, complaint.estate_id).days(now, 0)
    sooner = granted(told, today_ends)
    complaint.answer_by, complaint.solve_by = sooner.answer_by, sooner.solve_by


def _meeting(session: Session, complaint: Complaint, found: Finding, *, now: datetime) -> datetime:
    calendar = counting_of(session, complaint.estate_id).calendar
    day = calendar.day_of(now) + timedelta(days=int(found.days or 0))
    at = calendar.local(day, time(int(found.hour or 0)))
    if not now < at <= complaint.solve_by:
        raise NotATimeToMeet(solve_by=complaint.solve_by)
    return at


def _call(
    session: Session, case: Case, complaint: Complaint, at: datetime, *, now: datetime
) -> None:
    """Call everybody of the staff whom the handler named; the others the handler rings."""
    named = staff_named(session, case.estate_id, complaint.called)
    if len(impartial(session, case, named)) < len(named):
        raise KeptFromThem
    place = place_of(session, case, complaint)
    told = CalledToTheSpot(case.number, owner_of(session, case), place, at, complaint.called)
    for staff in named:
        tell(session, case, staff, told, now=now)


def _divide(session: Session, case: Case, work: Work, *, by: Person, now: datetime) -> None:
    """Give it to who does the work: engineering, the developer, the vendor."""
    complaint = session.get_one(Complaint, case.id)
    if work in HANDED_TO:
        hand_on(session, case.id, HANDED_TO[work], by=by, now=now)
    elif complaint.department is not Department.GC:
        code_anew(
            session, case, complaint.importance, Department.GC,
            by=by, actor=Actor.STAFF, now=now,
        )  # fmt: skip
        if not case.level:  # what is handled again stays with who stands above
            route(session, case, Stage.PASSED, now=now)
