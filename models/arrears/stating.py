"""A month is closed on the 1st, stays as it is, and is stated to finance and the head; or shown."""

from datetime import date, datetime
from typing import ClassVar

from sqlmodel import Session, col, func, select

from models.arrears.messages import (
    LISTED,
    ArrearsChart,
    ArrearsOfMonth,
    ArrearsSheet,
    most_owing,
)
from models.arrears.reading import STATED, reckoned, stated, statement_of
from models.arrears.rules import Statement
from models.arrears.tables import ArrearsMonth
from models.arrears.words import View
from models.books.rules import Month
from models.due import Moment, due
from models.errors import NotAllowed
from models.estate.calendars import calendar_of
from models.estate.settings import policy_of
from models.estate.tables import Estate
from models.fees.tables import Charge, Payment
from models.intents.messages import Message
from models.intents.operations import post, private
from models.intents.policy import NoticePolicy
from models.people.roster import staff_in
from models.people.tables import Person, StaffRole
from models.permissions import require_staff, today_in
from models.routines.reading import runs
from models.routines.words import Routine
from models.values import frozen

READERS = (StaffRole.FINANCE, StaffRole.OFFICE_HEAD)


class ForFinance(NotAllowed):
    """Arrears in figures are read by finance and the head."""

    text_key = "arrears.for_finance"


@frozen
class MonthIsStated(Moment):
    """A month of an estate has ended: it is closed, and stated. FEE-13."""

    subject: int
    month: str
    rings: ClassVar[str] = "arrears"

    def identity(self) -> str:
        return self.month


def plan_statement(session: Session, estate_id: int, *, now: datetime) -> None:
    """Enter the next 1st in the book, at the estate's first permitted hour. S-42, S-47."""
    if not runs(session, estate_id, Routine.ARREARS):
        return
    calendar = calendar_of(session, session.get_one(Estate, estate_id))
    opens = policy_of(session, estate_id, NoticePolicy).resident_hours[0].opens
    first = Month.of(calendar.day_of(now)).first
    if calendar.local(first, opens) <= now:
        first = Month.of(first).after.first
    moment = MonthIsStated(estate_id, str(Month.of(first).before))
    due(session, moment, estate_id=estate_id, at=calendar.local(first, opens))


def state_month(session: Session, moment: MonthIsStated, *, now: datetime) -> None:
    """Close what has ended since, and tell finance and the head of the last month. FEE-13.

    What was missed is closed without a word: only the newest month is told, once.
    """
    if not runs(session, moment.subject, Routine.ARREARS):
        return
    plan_statement(session, moment.subject, now=now)
    estate = session.get_one(Estate, moment.subject)
    if _first_month(session, estate.id) is None:
        return
    ended = Month.of(today_in(session, estate.id, now=now)).before
    month = _first_open(session, estate.id, Month.parse(moment.month))
    while month <= ended:
        _close(session, estate, month, now=now)
        month = month.after
    _tell(session, estate, ended, now=now)


def month_page(
    session: Session, view: View, month: Month | None, *, by: Person, now: datetime
) -> Message:
    """Return a month, without one this month's, in words, as a picture or as a file.

    Those to come are not. Raises NotStaff, ForFinance. FEE-12, SEC-01.
    """
    staff = require_staff(session, by, now=now)
    if staff.role not in READERS:
        raise ForFinance
    estate = session.get_one(Estate, staff.estate_id)
    present = Month.of(today_in(session, estate.id, now=now))
    shown = present if month is None else min(month, present)
    if view is View.SHEET:
        return ArrearsSheet(estate.id, str(shown), now)
    if view is View.CHART:
        return _chart(statement_of(session, estate, shown, now=now)[0])
    return _words(session, estate, shown, present, now=now)


def _words(
    session: Session, estate: Estate, month: Month, present: Month, *, now: datetime
) -> ArrearsOfMonth:
    statement, since = statement_of(session, estate, month, now=now)
    first, buildings = _first_month(session, estate.id), most_owing(statement)
    return ArrearsOfMonth(
        statement, buildings[:LISTED], len(buildings[LISTED:]), since,
        earlier=str(month.before) if first is not None and first < month else "",
        later=str(month.after) if month < present else "",
    )  # fmt: skip


def _chart(statement: Statement) -> ArrearsChart:
    return ArrearsChart(statement, most_owing(statement)[:LISTED])


def _close(session: Session, estate: Estate, month: Month, *, now: datetime) -> None:
    if stated(session, estate.id, month) is not None:
        return
    statement = reckoned(session, estate, month, now=now).statement
    facts = STATED.dump_python(statement, mode="json")
    session.add(ArrearsMonth(estate_id=estate.id, month=str(month), stated_at=now, facts=facts))
    session.flush()


def _tell(session: Session, estate: Estate, month: Month, *, now: datetime) -> None:
    words = _words(session, estate, month, month.after, now=now)
    readers = staff_in(session, estate.id, *READERS, now=now)
    for person_id in dict.fromkeys(each.person_id for each in readers):
        address = private(session.get_one(Person, person_id or 0))
        if address is not None:
            post(session, words, to=address, now=now)
            post(session, _chart(words.statement), to=address, now=now)


def _first_open(session: Session, estate_id: int, month: Month) -> Month:
    """Return the month after the last that is closed; without one, the one that is named."""
    wanted = select(func.max(ArrearsMonth.month)).where(ArrearsMonth.estate_id == estate_id)
    last = session.exec(wanted).one()
    return Month.parse(last).after if last else month


def _first_month(session: Session, estate_id: int) -> Month | None:
    days: list[date | None] = [
        session.exec(select(func.min(day)).where(col(table.estate_id) == estate_id)).one()
        for table, day in ((Charge, Charge.due_on), (Payment, Payment.paid_on))
    ]
    known = [day for day in days if day is not None]
    return Month.of(min(known)) if known else None
