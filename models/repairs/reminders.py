"""Remind both sides of an agreed visit, so that it holds."""

from datetime import date, datetime, timedelta
from typing import ClassVar

from sqlmodel import Session, col, select

from models.cases.lines import owner_of
from models.cases.tables import Case
from models.due import Moment, due
from models.estate.calendars import calendar_of
from models.estate.settings import policy_of
from models.estate.tables import Estate
from models.intents.messages import Message
from models.intents.operations import post, private
from models.people.tables import Person, Staff
from models.repairs.cards import place_of
from models.repairs.reporters import tell_resident
from models.repairs.rules import Status
from models.repairs.tables import Repair
from models.repairs.visit_messages import VisitIsNear, VisitLine, VisitReminder, VisitsToday
from models.repairs.visit_policy import VisitPolicy
from models.repairs.visits import (
    AWAITED,
    VisitDayBegins,
    VisitIsNearForResident,
    VisitIsNearForTechnician,
    still_agreed,
)
from models.values import frozen

HAS_VISITS = (Status.CLAIMED, Status.ON_THE_WAY, Status.WAITING_PARTS)


@frozen
class ShiftBegins(Moment):
    """A technician who has visits today begins the shift; one message names them all."""

    subject: int
    on: date
    rings: ClassVar[str] = "repairs"


def remind_resident(session: Session, moment: VisitIsNearForResident, *, now: datetime) -> None:
    """Repeat the appointment to the resident; another time is one press away. GEN-07, S-42."""
    found = still_agreed(session, moment)
    if found is None or found[0].status not in AWAITED:
        return
    case, repair = found
    if repair.visit_from is not None and repair.visit_until is not None:
        message = VisitReminder(
            case.id, case.number, repair.trade, place_of(session, case, repair), repair.visit_no,
            owner_of(session, case), repair.visit_from, repair.visit_until, repair.entry,
        )  # fmt: skip
        tell_resident(session, case, message, now=now)


def remind_technician(session: Session, moment: VisitIsNearForTechnician, *, now: datetime) -> None:
    """Tell who has the job that the visit is near, and how early is too early. GEN-07, S-09."""
    found = still_agreed(session, moment)
    if found is None or found[0].status not in {Status.CLAIMED, Status.WAITING_PARTS}:
        return
    case, repair = found
    if repair.visit_from is not None and repair.visit_until is not None:
        early = policy_of(session, case.estate_id, VisitPolicy).early_max_minutes
        message = VisitIsNear(
            case.id, case.number, repair.trade, place_of(session, case, repair),
            repair.visit_from, repair.visit_until,
            not_before=repair.visit_from - timedelta(minutes=early),
        )  # fmt: skip
        tell_technician(session, case, message, now=now)


def begin_day(session: Session, moment: VisitDayBegins, *, now: datetime) -> None:
    """See that whoever has the job is told the day's visits, once for all of them. GEN-07."""
    found = still_agreed(session, moment)
    if found is None or found[0].owner_id is None:
        return
    case = found[0]
    today = calendar_of(session, session.get_one(Estate, case.estate_id)).day_of(now)
    due(session, ShiftBegins(found[0].owner_id, today), estate_id=case.estate_id, at=now)


def tell_visits(session: Session, moment: ShiftBegins, *, now: datetime) -> None:
    """Tell a technician every visit of the day, in the order of their times. GEN-07."""
    staff = session.get_one(Staff, moment.subject)
    address = private(session.get_one(Person, staff.person_id))
    visits = visits_of(session, staff, moment.on)
    if address is not None and visits:
        post(session, VisitsToday(moment.on, visits), to=address, now=now)


def visits_of(session: Session, staff: Staff, on: date) -> tuple[VisitLine, ...]:
    """Return the visits that this technician has to make on that day."""
    calendar = calendar_of(session, session.get_one(Estate, staff.estate_id))
    rows = session.exec(
        select(Case, Repair)
        .join(Repair, col(Repair.id) == col(Case.id))
        .where(Case.owner_id == staff.id, col(Case.status).in_(HAS_VISITS))
        .order_by(col(Repair.visit_from), col(Case.id))
    )
    return tuple(
        VisitLine(
            case.number, repair.trade, place_of(session, case, repair),
            repair.visit_from, repair.visit_until,
        )
        for case, repair in rows
        if repair.visit_from and repair.visit_until and calendar.day_of(repair.visit_from) == on
    )  # fmt: skip


def tell_technician(session: Session, case: Case, message: Message, *, now: datetime) -> None:
    """Post to who has the case, in private."""
    if case.owner_id is not None:
        staff = session.get_one(Staff, case.owner_id)
        address = private(session.get_one(Person, staff.person_id))
        if address is not None:
            post(session, message, to=address, now=now)
