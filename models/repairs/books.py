"""What the books read of a repair: that it was to be done on the day that was agreed."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from models.calendar import Calendar
from models.cases.promises import Promise, keeping
from models.cases.tables import Case, Kind
from models.estate.calendars import calendar_of
from models.estate.tables import Estate
from models.repairs.rules import BEFORE_DONE
from models.repairs.tables import Repair


def kept_by_finish(session: Session, case: Case, repair: Repair) -> dict[str, Any]:
    """Return, for the event of the finish, the promise that it keeps; none without a visit."""
    if repair.visit_from is None:
        return {}
    return keeping(_limit(_calendar(session, case.estate_id), repair.visit_from))


def promises(session: Session, estate_id: int) -> Sequence[Promise]:
    """Return what is to be done yet, by the end of its agreed day. REP-20, S-12, S-51."""
    calendar = _calendar(session, estate_id)
    waiting = (
        select(Repair.id, Repair.visit_from)
        .join(Case, col(Case.id) == col(Repair.id))
        .where(
            Case.estate_id == estate_id,
            Case.kind == Kind.REPAIR,
            col(Case.status).in_(BEFORE_DONE),
            col(Repair.visit_from).is_not(None),
        )
    )
    return [
        Promise(case_id, _limit(calendar, visit_from))
        for case_id, visit_from in session.exec(waiting)
        if visit_from is not None
    ]


def _calendar(session: Session, estate_id: int) -> Calendar:
    return calendar_of(session, session.get_one(Estate, estate_id))


def _limit(calendar: Calendar, visit_from: datetime) -> datetime:
    return calendar.end_of_day(visit_from, 0)
