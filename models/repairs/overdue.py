"""工程类: a repair that was not done on its agreed day is named every morning until it is."""

from datetime import date, datetime, timedelta
from typing import ClassVar

from sqlmodel import Session, col, select

from models.cases.lines import owner_of
from models.cases.operations import note
from models.cases.tables import Case
from models.due import Moment, due
from models.estate.calendars import calendar_of
from models.estate.tables import Estate, Home
from models.events import Actor
from models.groups.operations import group_for
from models.groups.tables import Purpose
from models.intents.operations import Address, in_group, post, private, redraw
from models.people.roster import reachable, staff_in
from models.people.tables import Department, StaffRole
from models.repairs.cards import place_of
from models.repairs.rules import REPAIR_FLOW, RecordClass, Status
from models.repairs.tables import Repair
from models.repairs.visit_messages import OverdueLine, OverdueToday
from models.repairs.visits import VisitDayEnds, still_agreed
from models.values import frozen

WORK_IS_OVER = REPAIR_FLOW.closed | {Status.DONE}
SEES_TO_THEM = (StaffRole.SUPERVISOR, StaffRole.MANAGER, StaffRole.OFFICE_HEAD)


@frozen
class OverdueIsNamed(Moment):
    """The morning on which what is overdue is named; `subject` is the estate."""

    subject: int
    on: date
    rings: ClassVar[str] = "repairs"


def become_overdue(session: Session, moment: VisitDayEnds, *, now: datetime) -> None:
    """Class a repair as 工程类 when its agreed day ended before it did. REP-20, CLS-02, S-12."""
    found = still_agreed(session, moment)
    if found is None or found[0].status in WORK_IS_OVER:
        return
    case, repair = found
    if repair.record_class is RecordClass.OWN:
        repair.record_class = RecordClass.OVERDUE
        session.add(repair)
        note(session, case, "overdue", actor=Actor.CLOCK, person=None, now=now)
        redraw(session, case.id, now=now)
        _name_tomorrow(session, case.estate_id, now=now)


def name_overdue(session: Session, moment: OverdueIsNamed, *, now: datetime) -> None:
    """Name what is overdue to its groups and the supervisor, one message each. CLS-02, REP-18."""
    estate_id = moment.subject
    cases = overdue_cases(session, estate_id)
    if not cases:
        return
    told: dict[Address, list[OverdueLine]] = {}
    for case, repair in cases:
        line = OverdueLine(
            case.number, repair.trade, place_of(session, case, repair),
            owner_of(session, case), repair.visit_from, repair.visit_until, case.id,
        )  # fmt: skip
        for address in _readers(session, case, repair, now=now):
            told.setdefault(address, []).append(line)
    for address, lines in told.items():
        message = OverdueToday(moment.on, tuple(lines), private=address.person_id is not None)
        post(session, message, to=address, now=now)
    _name_tomorrow(session, estate_id, now=now)


def overdue_cases(session: Session, estate_id: int) -> list[tuple[Case, Repair]]:
    """Return what is overdue and still not done, oldest first."""
    rows = session.exec(
        select(Case, Repair)
        .join(Repair, col(Repair.id) == col(Case.id))
        .where(
            Case.estate_id == estate_id,
            Repair.record_class == RecordClass.OVERDUE,
            col(Case.status).not_in(WORK_IS_OVER),
        )
        .order_by(col(Case.id))
    )
    return [(case, repair) for case, repair in rows]


def _name_tomorrow(session: Session, estate_id: int, *, now: datetime) -> None:
    calendar = calendar_of(session, session.get_one(Estate, estate_id))
    day = calendar.day_of(now) + timedelta(days=1)
    at = calendar.local(day, calendar.shift[0].opens)
    due(session, OverdueIsNamed(estate_id, day), estate_id=estate_id, at=at)


def _readers(session: Session, case: Case, repair: Repair, *, now: datetime) -> list[Address]:
    home = None if case.home_id is None else session.get_one(Home, case.home_id)
    building = home.building if home else ""
    group = group_for(
        session, case.estate_id, Purpose.DISPATCH, trade=repair.trade, building=building
    )
    above = staff_in(session, case.estate_id, *SEES_TO_THEM, now=now)
    own = [staff for staff in above if staff.department == Department.GC]
    person = reachable(session, own) or reachable(session, above)
    found = [in_group(group) if group else None, private(person) if person else None]
    return [address for address in found if address is not None]
