"""Who may read the books in chat, and what each page of them holds."""

from datetime import datetime

from sqlmodel import Session, col, func, select

from models.books.checks import open_checks_of
from models.books.counting import rates_of
from models.books.messages import RatesChart, RatesOfMonth, RecordPage, RegisterPage
from models.books.records import record_of, register_of
from models.books.rules import Month
from models.cases.independence import kept_from
from models.cases.operations import CaseUnknown
from models.cases.tables import Case, Kind
from models.errors import NotAllowed
from models.estate.calendars import calendar_of
from models.estate.tables import Estate
from models.people.tables import Person, Staff
from models.permissions import SUPERVISORS, require_staff, today_in

ON_A_PAGE = 8


class ForSupervisors(NotAllowed):
    """The books are read by supervisors and above."""

    text_key = "books.for_supervisors"


def require_reader(session: Session, person: Person, *, now: datetime) -> Staff:
    """Return the person's place in the office. Raises ForSupervisors below one."""
    staff = require_staff(session, person, now=now)
    if staff.role not in SUPERVISORS:
        raise ForSupervisors
    return staff


def rates_page(session: Session, month: Month | None, *, by: Person, now: datetime) -> RatesOfMonth:
    """Return a month's rates, without one this month's; those to come are not. CMP-23."""
    staff = require_reader(session, by, now=now)
    shown = _month(session, staff, month, now)
    present = Month.of(today_in(session, staff.estate_id, now=now))
    first = _first_month(session, staff.estate_id)
    return RatesOfMonth(
        str(shown),
        rates_of(session, staff.estate_id, shown, readers=[staff], now=now),
        earlier=str(shown.before) if first is not None and first < shown else "",
        later=str(shown.after) if shown < present else "",
        checks=open_checks_of(session, staff),
    )


def chart_page(session: Session, month: Month, *, by: Person, now: datetime) -> RatesChart:
    """Return a month's rates to be drawn. Raises NotAllowed."""
    staff = require_reader(session, by, now=now)
    shown = _month(session, staff, month, now)
    rates = rates_of(session, staff.estate_id, shown, readers=[staff], now=now)
    return RatesChart(str(shown), rates)


def register_page(
    session: Session, month: Month, page: int, *, by: Person, now: datetime
) -> RegisterPage:
    """Return a page of the month's register, the newest first. Raises NotAllowed. CMP-06."""
    staff = require_reader(session, by, now=now)
    shown = _month(session, staff, month, now)
    lines = register_of(session, staff.estate_id, shown, readers=[staff], now=now)[::-1]
    pages = max(1, -(-len(lines) // ON_A_PAGE))
    page = min(page, pages - 1)
    here = lines[page * ON_A_PAGE : (page + 1) * ON_A_PAGE]
    return RegisterPage(str(shown), tuple(here), page, pages)


def record_page(session: Session, case_id: int, *, by: Person, now: datetime) -> RecordPage:
    """Return both books of one complaint. Raises NotAllowed, CaseUnknown.

    To whom it is about there is no such complaint. CMP-05.
    """
    staff = require_reader(session, by, now=now)
    case = session.get(Case, case_id)
    if case is None or case.estate_id != staff.estate_id or case.kind is not Kind.COMPLAINT:
        raise CaseUnknown
    if kept_from(session, case, staff):
        raise CaseUnknown
    opened = calendar_of(session, session.get_one(Estate, case.estate_id)).day_of(case.opened_at)
    return RecordPage(record_of(session, case), str(Month.of(opened)))


def _month(session: Session, staff: Staff, month: Month | None, now: datetime) -> Month:
    present = Month.of(today_in(session, staff.estate_id, now=now))
    return present if month is None else min(month, present)


def _first_month(session: Session, estate_id: int) -> Month | None:
    first = session.exec(select(func.min(col(Case.opened_at))).where(Case.estate_id == estate_id))
    at: datetime | None = first.one()
    if at is None:
        return None
    return Month.of(calendar_of(session, session.get_one(Estate, estate_id)).day_of(at))
