"""When a lease's end is told and looked at, and that a space of the workbook has come free."""

from datetime import UTC, datetime, time, timedelta

from sqlmodel import Session, col, func, select

from models.cases.tables import Case
from models.due import Due, due
from models.estate.calendars import calendar_of
from models.estate.settings import policy_of
from models.estate.tables import Estate
from models.parking.clock import LeaseEnds, SpaceIsFree
from models.parking.policy import ParkingPolicy
from models.parking.tables import Application, Lease, Space
from models.parking.words import Status

AT = time(9)  # told in the morning: there is a day to think
AT_ONCE = datetime(2026, 1, 1, tzinfo=UTC)  # an import knows no hour: with the next sweep


def plan_end(session: Session, lease: Lease) -> None:
    """Have its end told in time, and looked at when it has come. S-35."""
    if lease.ends_on is None:
        return
    calendar = calendar_of(session, session.get_one(Estate, lease.estate_id))
    days = policy_of(session, lease.estate_id, ParkingPolicy).notice_days
    on = lease.ends_on.isoformat()
    for moment, day in (
        (LeaseEnds(lease.id, on), lease.ends_on - timedelta(days=days)),
        (LeaseEnds(lease.id, on, is_over=True), lease.ends_on + timedelta(days=1)),
    ):
        due(session, moment, estate_id=lease.estate_id, at=calendar.local(day, AT))


def plan_offer(session: Session, space: Space) -> None:
    """Have the space offered to who waits, with the next sweep. S-34."""
    waits = (
        select(Case.id)
        .join(Application, col(Application.id) == col(Case.id))
        .where(
            Case.estate_id == space.estate_id, Case.status == Status.WAITING,
            Application.space_kind == space.kind,
        )
    )  # fmt: skip
    if session.exec(waits).first() is None:
        return
    kind = SpaceIsFree.__name__
    before = select(func.count()).where(col(Due.kind) == kind, col(Due.subject) == space.id)
    moment = SpaceIsFree(space.id, session.exec(before).one())
    due(session, moment, estate_id=space.estate_id, at=AT_ONCE)
