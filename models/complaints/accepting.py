"""Accept a complaint: №, code and promise at once, and it is with somebody at once."""

import secrets
from datetime import datetime, timedelta

from sqlmodel import Session, func, select

from models.cases.independence import note_about, staff_named
from models.cases.operations import attach, locked, move, open_case
from models.cases.tables import Case, FileRole, Kind
from models.cases.telling import show_photos
from models.cases.words import Words, masked
from models.complaints.classes import Proposal, proposed
from models.complaints.clock import HarmRings, NobodyHasIt, RouteIsLate, book, book_off
from models.complaints.ladder import bring_before, next_up, tell, tell_roles
from models.complaints.messages import Notice
from models.complaints.policy import ComplaintPolicy
from models.complaints.rules import (
    COMPLAINT_FLOW,
    RUNGS,
    Action,
    Importance,
    Status,
    code,
    days_asked,
    goes_on,
    promised,
    waits_for_harm,
)
from models.complaints.tables import Complaint
from models.complaints.telling import notice, show_card
from models.complaints.words import Wished
from models.due import due
from models.errors import DomainError, NotAllowed
from models.estate.calendars import calendar_of
from models.estate.settings import policy_of
from models.estate.tables import Estate
from models.events import Actor
from models.followups.planning import counting_of
from models.handovers.days import plan_days
from models.household.limits import require_matter
from models.household.rules import Matter
from models.people.tables import Person, Staff
from models.permissions import parts_in, require_place
from models.repairs.duplicates import Spot
from models.values import frozen

LOOKED_FOR = timedelta(hours=1)  # somebody, where nobody can have it


class HarmGoesOn(DomainError):
    """What is going on has to be stopped first, then it is handled."""

    text_key = "complaints.harm_goes_on"


class HarmIsStopped(DomainError):
    """Nothing is going on that would have to be stopped."""

    text_key = "complaints.harm_is_stopped"


@frozen
class Grievance:
    """What somebody complains of. `category` is a row of the class table, or `unsure`.

    `against` is a department's letters, `nobody`, or words that describe or name a person.
    """

    told: Words
    category: str
    place: str
    against: str
    anonymous: str | None
    wish: str
    wished: Wished


def complain(session: Session, said: Grievance, *, by: Person, now: datetime) -> Case:
    """Register a complaint, with its code and the time of our reply. CMP-06, CMP-09, CMP-13.

    Whom it names never sees it; a major one reaches the head at once. Raises NotAllowed for a
    place that is not the person's today.
    """
    spot = Spot.parse(said.place)
    require_place(session, by, spot.home_id, now=now)
    require_matter(session, by, spot.home_id, Matter.COMPLAINTS, now=now)
    case = open_case(
        session, kind=Kind.COMPLAINT, status=Status.ACCEPTED, reporter=by, home_id=spot.home_id,
        now=now,
    )  # fmt: skip
    case.unnamed = said.anonymous == "anonymous"
    attach(session, case, said.told.media, FileRole.REPORT)
    register(session, case, said, spot.common, now=now)
    return case


def register(session: Session, case: Case, said: Grievance, common: str, *, now: datetime) -> None:
    """Give the case its code and its promise, and let somebody judge it; see `complain`."""
    proposal = proposed(session, case.estate_id, said.category, said.against)
    complaint = _registered(session, case, said, proposal, common, now=now)
    words = f"{said.against}\n{said.told.text}"
    note_about(session, case, staff_named(session, case.estate_id, words))
    give(session, case, _reviewer(session, case, complaint, now=now), now=now)
    plan_days(session, case.estate_id, now=now)
    policy = policy_of(session, case.estate_id, ComplaintPolicy)
    book(session, case, now=now)
    at = now + timedelta(minutes=policy.route_minutes)
    due(session, RouteIsLate(case.id), estate_id=case.estate_id, at=at)
    if has_harm(session, case):
        due(session, HarmRings(case.id, 0), estate_id=case.estate_id, at=now)
    if complaint.importance is Importance.A:
        tell_major(session, case, now=now)


def give(session: Session, case: Case, staff: Staff | None, *, now: datetime) -> None:
    """Let this member of staff have it: card and photographs come in private.

    Where there is nobody, somebody is looked for again every hour. GEN-12.
    """
    case.owner_id = None if staff is None else staff.id
    session.add(case)
    session.flush()
    if staff is None:
        again = NobodyHasIt(case.id, now.isoformat())
        due(session, again, estate_id=case.estate_id, at=now + LOOKED_FOR)
    else:
        bring_before(session, case, staff, now=now)
    show_card(session, case, staff, now=now)
    show_photos(session, case, staff, now=now)


def tell_major(session: Session, case: Case, *, now: datetime) -> None:
    """Tell head and manager of a major complaint at once, unless they have it. S-19."""
    policy = policy_of(session, case.estate_id, ComplaintPolicy)
    told = notice(session, case, Notice.MAJOR, until=session.get_one(Complaint, case.id).answer_by)
    tell_roles(session, case, policy.a_notify, told, besides=case.owner_id, now=now)


def tell_further(session: Session, case_id: int, told: Words, *, by: Person, now: datetime) -> Case:
    """Add what the complainant says; who has it hears it at once. Raises NotAllowed."""
    case = locked(session, case_id)
    parts = parts_in(session, case, by, now=now)
    status = COMPLAINT_FLOW.after(case.status, Action.TELL_FURTHER, by=parts)
    complaint = session.get_one(Complaint, case.id)
    if told.text:
        complaint.told = f"{complaint.told}\n+ {told.text}"
        session.add(complaint)
    attach(session, case, told.media, FileRole.REPORT)
    move(session, case, status, Action.TELL_FURTHER, actor=Actor.RESIDENT, person=by, now=now)
    owner = session.get(Staff, case.owner_id or 0)
    tell(session, case, owner, notice(session, case, Notice.MORE, words=told.text), now=now)
    return case


def may(session: Session, case_id: int, action: Action, *, by: Person, now: datetime) -> Case:
    """Return the complaint that this person may do this to.

    Raises NotAllowed, and HarmGoesOn for what waits until the harm is stopped. CMP-10.
    """
    case = locked(session, case_id)
    COMPLAINT_FLOW.after(case.status, action, by=parts_in(session, case, by, now=now))
    if waits_for_harm(action, harm=has_harm(session, case)):
        raise HarmIsStopped if action is Action.STOP else HarmGoesOn
    return case


def has_harm(session: Session, case: Case) -> bool:
    """Tell whether harm is going on that nobody has stopped yet."""
    complaint = session.get_one(Complaint, case.id)
    return goes_on(complaint.wished, complaint.stopped_at)


def may_retract(session: Session, case_id: int, *, by: Person, now: datetime) -> Case:
    """Return the complaint that this person may end: their own. Raises NotAllowed."""
    case = may(session, case_id, Action.RETRACT, by=by, now=now)
    if case.reporter_id != by.id:
        raise NotAllowed
    return case


def retract(session: Session, case_id: int, *, by: Person, now: datetime) -> Case:
    """End it because the complainant wishes so; who has it hears it.

    Raises NotAllowed, also for who only signed it.
    """
    case = may_retract(session, case_id, by=by, now=now)
    case.closed_at = now
    move(session, case, Status.RETRACTED, Action.RETRACT, actor=Actor.RESIDENT, person=by, now=now)
    book_off(session, case, now=now)
    owner = session.get(Staff, case.owner_id or 0)
    tell(session, case, owner, notice(session, case, Notice.RETRACTED), now=now)
    return case


def _registered(
    session: Session, case: Case, said: Grievance, proposal: Proposal, common: str, *, now: datetime
) -> Complaint:
    estate = session.get_one(Estate, case.estate_id)
    policy = policy_of(session, estate.id, ComplaintPolicy)
    counting = counting_of(session, estate.id)
    year = calendar_of(session, estate).day_of(now).year
    serial = 1 + (
        session.exec(
            select(func.max(Complaint.serial)).where(
                Complaint.estate_id == estate.id, Complaint.year == year
            )
        ).one()
        or 0
    )
    asked = days_asked(said.wished)
    limits = promised(proposal.importance, now, asked, policy, counting)
    known = session.get(Complaint, case.id)
    if known is not None:  # it was one before, and keeps its code
        known.told = said.told.text
        known.answer_by, known.solve_by = limits.answer_by, limits.solve_by
        session.add(known)
        return known
    complaint = Complaint(
        id=case.id, estate_id=estate.id, year=year, serial=serial, importance=proposal.importance,
        department=proposal.department, category=proposal.category, told=said.told.text,
        place=common, against=masked(said.against), wish=said.wish, wished=said.wished,
        sign_code=secrets.token_urlsafe(12),
        answer_by=limits.answer_by, solve_by=limits.solve_by,
        code=code(
            policy.code_format, estate.office_code, proposal.importance, proposal.department, serial
        ),
    )  # fmt: skip
    session.add(complaint)
    session.flush()
    return complaint


def _reviewer(session: Session, case: Case, complaint: Complaint, *, now: datetime) -> Staff | None:
    """Return who judges it: of a major one the head at once, else who decides validity. S-26."""
    role = policy_of(session, case.estate_id, ComplaintPolicy).validity_role
    rung = RUNGS.index("office_head" if complaint.importance is Importance.A else role)
    return next_up(session, case, rung=rung, now=now) or next_up(session, case, rung=0, now=now)
