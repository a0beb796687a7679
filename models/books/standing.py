"""How the office stands at this moment, as numbers without a name: for who is on call."""

from datetime import datetime, time

from sqlmodel import Session, col, func, select

from models.books.counting import promised
from models.cases.registry import KINDS
from models.cases.tables import Case, Kind
from models.estate.calendars import calendar_of
from models.estate.tables import Estate
from models.tasks.tables import Task
from models.values import frozen


@frozen
class Office:
    """Of each kind the open cases and those late with a promise; and the calls of officers."""

    open: dict[Kind, int]
    late: dict[Kind, int]
    broken_today: int
    callbacks: int
    callbacks_late: int


def office_at(session: Session, *, now: datetime) -> Office:
    """Count over all estates; a day begins where the estate is."""
    opened, late, broken = dict.fromkeys(KINDS, 0), dict.fromkeys(KINDS, 0), 0
    for estate in session.exec(select(Estate)):
        calendar = calendar_of(session, estate)
        midnight = calendar.local(calendar.day_of(now), time())
        for kind, of in KINDS.items():
            here = (Case.estate_id == estate.id, Case.kind == kind)
            still = select(func.count()).where(*here, col(Case.status).not_in(of.closed))
            opened[kind] += session.exec(still).one()
            over = {each.case_id for each in of.promises(session, estate.id) if each.limit < now}
            late[kind] += len(over)
            fallen = promised(session, estate.id, kind, midnight, now)
            broken += sum(not each.in_time for each in fallen)
    calls = select(func.count()).where(col(Task.closed_at).is_(None))
    overdue = session.exec(calls.where(Task.due_at < now)).one()
    return Office(opened, late, broken, session.exec(calls).one(), overdue)
