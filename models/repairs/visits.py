"""The agreed visit: what a resident chose, checked against what is offered, and put in the book."""

from datetime import date, datetime, time
from typing import ClassVar

from sqlmodel import Session, col, select

from models.cases.moments import OfCase
from models.cases.operations import locked
from models.cases.tables import Case
from models.due import Due, all_due, called_off
from models.errors import NoLonger
from models.estate.calendars import calendar_of
from models.estate.settings import policy_of
from models.estate.tables import Estate
from models.intents.policy import NoticePolicy
from models.people.tables import Trade
from models.repairs.rules import Status
from models.repairs.slots import hold_book, slots_with_room
from models.repairs.tables import Repair
from models.repairs.visit_plan import plan_visit
from models.repairs.visit_policy import VisitPolicy
from models.values import frozen

Times = tuple[datetime | None, datetime | None]
NONE_YET: Times = (None, None)
AWAITED = frozenset(  # nobody is there yet; with the parts somebody comes at the time agreed
    {Status.REPORTED, Status.CLAIMED, Status.ON_THE_WAY, Status.WAITING_PARTS}
)


class VisitTaken(NoLonger):
    """The visit time is no longer to be had: it has begun, or another has the last place."""

    text_key = "repairs.visit_taken"


@frozen
class Visit:
    """An agreed visit, in the estate's local time."""

    day: date
    begins: time
    ends: time


@frozen
class OfVisit(OfCase):
    """A moment of the `visit_no`-th visit that was agreed for a case; it dies with that visit."""

    subject: int
    visit_no: int
    rings: ClassVar[str] = "repairs"

    def identity(self) -> str:
        return str(self.visit_no)


@frozen
class VisitIsNearForResident(OfVisit):
    """The resident is reminded. GEN-07."""


@frozen
class VisitDayBegins(OfVisit):
    """The shift of the visit's day begins. GEN-07."""


@frozen
class VisitIsNearForTechnician(OfVisit):
    """Who has the job is reminded. GEN-07."""


@frozen
class VisitEnds(OfVisit):
    """The agreed time is over; is anybody there? REP-09."""


@frozen
class VisitIsLate(OfVisit):
    """The grace is over too. REP-09, S-09."""


@frozen
class VisitDayEnds(OfVisit):
    """The agreed day is over. REP-20, S-12."""


UNTIL_ARRIVAL = (
    VisitIsNearForResident, VisitDayBegins, VisitIsNearForTechnician, VisitEnds, VisitIsLate,
)  # fmt: skip
OF_VISITS = (*UNTIL_ARRIVAL, VisitDayEnds)


def agreed(
    session: Session,
    estate_id: int,
    visit: Visit | None,
    *,
    trade: Trade,
    now: datetime,
    besides: int = 0,
) -> Times:
    """Return the visit as moments; its place is held until this transaction ends. REP-02, S-09.

    `besides` is the case whose own visit it replaces. Raises VisitTaken when it is not offered.
    """
    if visit is None:
        return NONE_YET
    hold_book(session, estate_id)
    day = visit.day
    offered = slots_with_room(session, estate_id, trade, now=now, besides=besides, on=day)
    free = offered.get(day, ())
    if not any((span.opens, span.closes) == (visit.begins, visit.ends) for span in free):
        raise VisitTaken
    calendar = calendar_of(session, session.get_one(Estate, estate_id))
    return calendar.local(visit.day, visit.begins), calendar.local(visit.day, visit.ends)


def still_to_come(repair: Repair, *, now: datetime) -> Times:
    """Return the agreed times; none once they are over, for then others are to be agreed."""
    is_over = repair.visit_until is None or repair.visit_until <= now
    return NONE_YET if is_over else (repair.visit_from, repair.visit_until)


def waits_only_for_parts(session: Session, case: Case) -> bool:
    """Tell whether nobody comes before the parts: the agreed visit was made, or there is none."""
    watched = select(Due.id).where(
        Due.kind == VisitIsLate.__name__, Due.subject == case.id, col(Due.settled_at).is_(None)
    )
    return case.status == Status.WAITING_PARTS and session.exec(watched).first() is None


def keep_visit(
    session: Session, case: Case, repair: Repair, times: Times, *, now: datetime
) -> None:
    """Make these the agreed times; their moments are in the book, the old ones not. GEN-07.

    So what the resident's card promises is what the clock watches.
    """
    if repair.visit_no:
        called_off(session, *OF_VISITS, subject=case.id, now=now)
    repair.visit_from, repair.visit_until = times
    repair.visit_no += 1
    session.add(repair)
    if repair.visit_from is None or repair.visit_until is None:
        return
    estate = session.get_one(Estate, case.estate_id)
    plan = plan_visit(
        now, repair.visit_from, repair.visit_until, policy_of(session, estate.id, VisitPolicy),
        calendar_of(session, estate), policy_of(session, estate.id, NoticePolicy).resident_hours,
    )  # fmt: skip
    moments = (
        (VisitIsNearForResident, plan.remind_resident_at),
        (VisitDayBegins, plan.shift_begins_at),
        (VisitIsNearForTechnician, plan.remind_technician_at),
        (VisitEnds, plan.ends_at),
        (VisitIsLate, plan.given_up_at),
        (VisitDayEnds, plan.overdue_at),
    )
    known = ((kind(case.id, repair.visit_no), at) for kind, at in moments if at is not None)
    all_due(session, known, estate_id=estate.id)


def still_agreed(session: Session, moment: OfVisit) -> tuple[Case, Repair] | None:
    """Return the case, held, and its repair while this visit is the one that counts; else None."""
    case = locked(session, moment.subject)
    repair = session.get_one(Repair, case.id)
    return (case, repair) if repair.visit_no == moment.visit_no else None
