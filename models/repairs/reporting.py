"""Report a repair and dispatch it: the group sees it at once, and is called until one comes."""

from datetime import datetime
from typing import ClassVar

from sqlmodel import Session, col, select

from models.cases.moments import OfCase
from models.cases.operations import attach, locked, note, open_case
from models.cases.tables import Case, FileRole, Kind
from models.cases.words import Words, masked
from models.due import all_due, called_off, due
from models.emergencies.moments import EmergencyRings
from models.emergencies.policy import EmergencyPolicy
from models.estate.calendars import calendar_of
from models.estate.settings import policy_of
from models.estate.tables import Estate, Home
from models.events import Actor
from models.groups.operations import group_for
from models.groups.tables import Purpose, StaffGroup
from models.handovers.days import plan_days
from models.household.limits import require_matter
from models.household.rules import Matter
from models.intake.operations import refuse_if_too_many
from models.intents.operations import Address, in_group, redraw, show
from models.intents.tables import CardPlace
from models.people.tables import Department, Person, StaffRole, Trade
from models.permissions import require_place
from models.repairs.aftercare_messages import RepeatForSupervisor
from models.repairs.cards import DispatchCard, place_of
from models.repairs.classes import order_for
from models.repairs.duplicates import Spot, earlier, similar
from models.repairs.messages import ClaimIsLateForSupervisor
from models.repairs.policy import RepairPolicy
from models.repairs.repeats import mended_before
from models.repairs.rules import CommonPart, Entry, Status, calls, climbs, next_morning
from models.repairs.tables import Repair
from models.repairs.visits import Visit, agreed, keep_visit
from models.tasks.operations import tell_office
from models.values import frozen


@frozen
class ClaimIsLate(OfCase):
    """Nobody has taken the job; the `step`-th call of this dispatch. Source: S-13."""

    subject: int
    dispatch: int
    step: int
    rings: ClassVar[str] = "repairs"

    def identity(self) -> str:
        return f"{self.dispatch}.{self.step}"


@frozen
class RepairReport:
    """What a resident answered. `place` is `home:<id>` or `common:<part>`.

    `same` is the id of the open case that it repeats, `new` when it is another, None unasked.
    """

    category: Trade
    place: str
    same: str | None
    told: Words
    visit: Visit | None
    entry: Entry | None


CLIMB = (
    (StaffRole.SUPERVISOR, StaffRole.MANAGER, StaffRole.OFFICE_HEAD),
    (StaffRole.MANAGER, StaffRole.OFFICE_HEAD),
    (StaffRole.OFFICE_HEAD, StaffRole.MANAGER),
)


def report_repair(session: Session, report: RepairReport, *, by: Person, now: datetime) -> Case:
    """Record a repair and dispatch it at once. Source: REP-02, REP-03, REP-05, REP-06.

    Raises NotAllowed for a home that is not the person's today, and for who has no place here;
    TooManyOpen, VisitTaken when somebody else was faster.
    """
    spot = Spot.parse(report.place)
    require_place(session, by, spot.home_id, now=now)
    require_matter(session, by, spot.home_id, Matter.REPAIRS, now=now)
    refuse_if_too_many(session, by, now=now)
    linked_id = earlier(session, report.category, spot, by=by, now=now)
    visit = agreed(session, by.estate_id, report.visit, trade=report.category, now=now)
    case = open_case(
        session,
        kind=Kind.REPAIR,
        status=Status.REPORTED,
        reporter=by,
        home_id=spot.home_id,
        now=now,
    )
    repair = Repair(
        id=case.id,
        trade=report.category,
        told=report.told.text,
        entry=report.entry,
        order_kind=order_for(is_common=spot.home_id is None),
        place=CommonPart(spot.common) if spot.home_id is None else "",
        linked_id=linked_id,
    )
    keep_visit(session, case, repair, visit, now=now)
    attach(session, case, report.told.media, FileRole.REPORT)
    dispatch(session, case, now=now)
    tell_of_repeat(session, case, now=now)
    for other in similar(session, case):  # their cards propose to join the two
        to_group(session, other, now=now, anew=False)
    return case


def tell_of_repeat(session: Session, case: Case, *, now: datetime) -> None:
    """Tell the supervisor, once, that what was mended lately is broken again. Source: GEN-10."""
    repair = session.get_one(Repair, case.id)
    earlier = mended_before(session, case, repair)
    if not earlier:
        return
    days = policy_of(session, case.estate_id, RepairPolicy).repeat_days
    place = place_of(session, case, repair)
    message = RepeatForSupervisor(
        case.id, case.number, repair.trade, place, len(earlier) + 1, days, earlier
    )
    note(session, case, "repeat", actor=Actor.CLOCK, person=None, now=now)
    roles = (StaffRole.SUPERVISOR, StaffRole.MANAGER, StaffRole.OFFICE_HEAD)
    tell_office(session, message, case, roles, department=Department.GC, now=now)


def dispatch(
    session: Session, case: Case, *, now: datetime, again: bool = False, but: int = 0
) -> None:
    """Show the case in its staff group and set the calls that follow when nobody takes it.

    An emergency calls by its own clock, beginning after who gave it back (`but`). S-10.
    """
    estate, repair = session.get_one(Estate, case.estate_id), session.get_one(Repair, case.id)
    repair.dispatched_at, repair.dispatches = now, repair.dispatches + 1
    session.add(repair)
    to_group(session, case, now=now, anew=again)
    plan_days(session, estate.id, now=now)
    if repair.danger is not None:
        enough = policy_of(session, estate.id, EmergencyPolicy).calls_each
        first = EmergencyRings(case.id, repair.dispatches, called=but, times=enough)
        due(session, first, estate_id=estate.id, at=now)
        return
    policy, calendar = policy_of(session, estate.id, RepairPolicy), calendar_of(session, estate)
    ringing = (*calls(now, policy, calendar), *climbs(now, policy, calendar))
    calling = ((ClaimIsLate(case.id, repair.dispatches, n), at) for n, at in enumerate(ringing))
    all_due(session, calling, estate_id=estate.id)


def nobody_is_called(session: Session, case: Case, *, now: datetime) -> None:
    """Call nobody any more: somebody has it, or it is not for ours to take."""
    called_off(session, ClaimIsLate, EmergencyRings, subject=case.id, now=now)


def call_again(session: Session, late: ClaimIsLate, *, now: datetime) -> None:
    """Put the card at the bottom of the group again; the last call climbs to the supervisor.

    Then it climbs further, and each morning it begins anew: it never falls silent. S-13.
    """
    case = locked(session, late.subject)
    repair = session.get_one(Repair, case.id)
    if case.status != Status.REPORTED or repair.dispatches != late.dispatch:
        return
    policy = policy_of(session, case.estate_id, RepairPolicy)
    note(session, case, "call_again", actor=Actor.CLOCK, person=None, now=now, step=late.step)
    rung = late.step - len(policy.unclaimed_minutes) + 1
    is_morning = rung > len(policy.climb_minutes)
    if rung <= 0 or is_morning:
        to_group(session, case, now=now, anew=True)
    if rung >= 0:
        redraw(session, case.id, now=now)  # what the resident was promised is past
        message = ClaimIsLateForSupervisor(
            case.id, case.number, repair.trade, place_of(session, case, repair), case.opened_at,
            masked(repair.handed_over or ""), repair.visit_from, repair.visit_until,
        )  # fmt: skip
        roles = CLIMB[0 if is_morning else min(rung, len(CLIMB) - 1)]
        tell_office(session, message, case, roles, department=Department.GC, now=now)
    if rung >= len(policy.climb_minutes):
        calendar = calendar_of(session, session.get_one(Estate, case.estate_id))
        again = ClaimIsLate(case.id, late.dispatch, late.step + 1)
        due(session, again, estate_id=case.estate_id, at=next_morning(now, policy, calendar))


def to_group(session: Session, case: Case, *, now: datetime, anew: bool) -> None:
    """Show the dispatch card in the group of its trade and building."""
    group = group_of(session, case)
    if group is not None:
        urgent = session.get_one(Repair, case.id).danger is not None
        show(session, DispatchCard(case.id), to=group, now=now, anew=anew, urgent=urgent)


def bring_elsewhere(
    session: Session, chat_id: int, thread_id: int | None = None, *, now: datetime
) -> int:
    """Show what waited in a lost or shut group to the one that takes its place; return how many."""
    here = col(CardPlace.chat_id) == chat_id
    if thread_id is not None:
        here &= col(CardPlace.thread_id) == thread_id
    waiting = (
        select(Case)
        .join(CardPlace, col(CardPlace.case_id) == col(Case.id))
        .where(here, Case.status == Status.REPORTED)
        .order_by(col(Case.id))
        .distinct()
    )
    groups = ((case, _group_of(session, case)) for case in session.exec(waiting).all())
    moved = [case for case, group in groups if group is not None and group.shut_at is None]
    for case in moved:
        to_group(session, case, now=now, anew=True)
    return len(moved)


def bring_home(session: Session, estate_id: int, since: datetime, *, now: datetime) -> None:
    """Show what waits and was dispatched while a group was shut where it belongs."""
    away = (
        select(Case)
        .join(Repair, col(Repair.id) == col(Case.id))
        .where(Case.estate_id == estate_id, Case.status == Status.REPORTED)
        .where(col(Repair.dispatched_at) >= since)
        .order_by(col(Case.id))
    )
    for case in session.exec(away).all():
        to_group(session, case, now=now, anew=False)


def group_of(session: Session, case: Case) -> Address | None:
    """Return the staff group that has the case; None where no group is bound."""
    group = _group_of(session, case)
    return in_group(group) if group is not None else None


def _group_of(session: Session, case: Case) -> StaffGroup | None:
    repair = session.get_one(Repair, case.id)
    home = None if case.home_id is None else session.get_one(Home, case.home_id)
    return group_for(
        session, case.estate_id, Purpose.DISPATCH,
        trade=repair.trade, building=home.building if home else "",
    )  # fmt: skip
