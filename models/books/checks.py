"""The checks of the books: each day, each week and each month somebody looks, and says so."""

from datetime import date, datetime, timedelta
from typing import ClassVar

from sqlmodel import Session, col, select

from models.books.counting import rates_of
from models.books.looking import Looked, looked_at
from models.books.messages import (
    CheckIsDone,
    CheckIsDue,
    CheckIsLateForHead,
    OpenCheck,
    RatesChart,
    RatesOfMonth,
)
from models.books.policy import BooksPolicy
from models.books.rules import CHECKS, Month, days_of
from models.books.tables import BookCheck
from models.books.words import Period
from models.buttons import Unreadable
from models.due import Moment, called_off, due
from models.errors import DomainError, NotAllowed
from models.estate.calendars import calendar_of
from models.estate.settings import policy_of
from models.estate.tables import Estate
from models.intents.messages import Message
from models.intents.operations import post, private
from models.people.roster import reachable, staff_in
from models.people.tables import Department, Person, Staff, StaffRole
from models.permissions import require_staff
from models.routines.reading import runs
from models.routines.words import Routine
from models.values import frozen

LINES_AT_MOST = 12
OPEN_AT_MOST = 3  # earlier checks that are shown again
ABOVE = frozenset({StaffRole.MANAGER, StaffRole.OFFICE_HEAD})


class AlreadyChecked(DomainError):
    """Somebody has confirmed it already."""

    text_key = "books.already_checked"


@frozen
class BooksAreDue(Moment):
    """The books of an estate are to be checked. CMP-23."""

    subject: int
    period: Period
    day: date
    rings: ClassVar[str] = "books"

    def identity(self) -> str:
        return f"{self.period}.{self.day}"


@frozen
class CheckIsLate(Moment):
    """Nobody has confirmed a check in its time, for the `step`-th time. CMP-23."""

    subject: int
    step: int
    rings: ClassVar[str] = "books"

    def identity(self) -> str:
        return str(self.step)


def plan_checks(session: Session, estate_id: int, *, now: datetime) -> None:
    """Enter the next check of each kind in the book, once. S-47."""
    if not runs(session, estate_id, Routine.BOOKS):
        return
    policy = policy_of(session, estate_id, BooksPolicy)
    calendar = calendar_of(session, session.get_one(Estate, estate_id))
    for period in Period:
        day = days_of(period, policy, since=calendar.day_of(now))
        if calendar.local(day, policy.at) <= now:
            day = days_of(period, policy, since=day + timedelta(days=1))
        at = calendar.local(day, policy.at)
        due(session, BooksAreDue(estate_id, period, day), estate_id=estate_id, at=at)


def ask_for_check(session: Session, moment: BooksAreDue, *, now: datetime) -> None:
    """Give the check to who is to make it; what is about them, to the next one up. CMP-05, CMP-23.

    The month is told to the head as well, each reader's own figures with a picture.
    """
    if not runs(session, moment.subject, Routine.BOOKS):
        return
    plan_checks(session, moment.subject, now=now)
    checkers = _checkers(session, moment.subject, moment.period, now=now)
    if moment.period is Period.MONTH:
        _tell_month(session, moment, checkers, now=now)
    seen: set[int] = set()
    for place, staff in enumerate(checkers):
        looked = looked_at(session, moment.subject, moment.period, staff, now=now)
        fresh = [line for line in looked.lines if line.case_id not in seen]
        seen |= {line.case_id for line in looked.lines}
        if place == 0 or fresh:
            _give(session, moment, staff, Looked(looked.due, looked.timely, looked.opened, fresh),
                  now=now)  # fmt: skip


def confirm(session: Session, check_id: int, *, by: Person, now: datetime) -> CheckIsDone:
    """Note that the books were checked. Raises NotAllowed, Unreadable, AlreadyChecked.

    Whose check it is may say so, and who stands above. CMP-23.
    """
    staff = require_staff(session, by, now=now)
    check = session.exec(select(BookCheck).where(BookCheck.id == check_id).with_for_update())
    found = check.first()
    if found is None or found.estate_id != staff.estate_id:
        raise Unreadable
    if found.staff_id != staff.id and staff.role not in ABOVE:
        raise NotAllowed
    if found.confirmed_at is not None:
        raise AlreadyChecked
    found.confirmed_at, found.confirmed_by = now, staff.id
    session.add(found)
    called_off(session, CheckIsLate, subject=found.id, now=now)
    return CheckIsDone(found.period, date.fromisoformat(found.day), staff.name, now)


def climb(session: Session, moment: CheckIsLate, *, now: datetime) -> None:
    """Tell the next one up that the books were not checked; at last, the last one. CMP-23."""
    check = session.get_one(BookCheck, moment.subject)
    if check.confirmed_at is not None:
        return
    owner = session.get_one(Staff, check.staff_id)
    above = [
        staff
        for staff in _checkers(session, check.estate_id, check.period, now=now)
        if staff.id != owner.id
    ]
    for staff in above[moment.step :][:1] or above[-1:]:
        late = CheckIsLateForHead(check.period, date.fromisoformat(check.day), owner.name)
        _tell(session, staff, late, now=now)


def open_checks_of(session: Session, staff: Staff) -> tuple[OpenCheck, ...]:
    """Return the newest checks that the person has not confirmed."""
    wanted = (
        select(BookCheck)
        .where(BookCheck.staff_id == staff.id, col(BookCheck.confirmed_at).is_(None))
        .order_by(col(BookCheck.id).desc())
        .limit(OPEN_AT_MOST)
    )
    return tuple(map(_open, session.exec(wanted)))


def _give(
    session: Session, moment: BooksAreDue, staff: Staff, looked: Looked, *, now: datetime
) -> None:
    still_open = open_checks_of(session, staff)
    check = BookCheck(
        estate_id=moment.subject, period=moment.period, day=moment.day.isoformat(),
        staff_id=staff.id, opened_at=now,
    )  # fmt: skip
    session.add(check)
    session.flush()
    more = max(0, len(looked.lines) - LINES_AT_MOST)
    message = CheckIsDue(
        _open(check), looked.due, looked.timely, looked.opened,
        tuple(looked.lines[:LINES_AT_MOST]), more, still_open,
    )  # fmt: skip
    _tell(session, staff, message, now=now)
    calendar = calendar_of(session, session.get_one(Estate, moment.subject))
    rule, hour = CHECKS[moment.period], policy_of(session, moment.subject, BooksPolicy).at
    for step, days in enumerate((rule.late_after, rule.last_after)):
        at = calendar.local(moment.day + timedelta(days=days), hour)
        due(session, CheckIsLate(check.id, step), estate_id=moment.subject, at=at)


def _tell_month(
    session: Session, moment: BooksAreDue, checkers: list[Staff], *, now: datetime
) -> None:
    month = Month.of(moment.day).before
    heads = [each for each in checkers if each.role is StaffRole.OFFICE_HEAD]
    for staff in dict.fromkeys([each.id for each in [*checkers[:1], *heads]]):
        reader = session.get_one(Staff, staff)
        rates = rates_of(session, moment.subject, month, readers=[reader], now=now)
        earlier = str(month.before)
        _tell(session, reader, RatesOfMonth(str(month), rates, earlier), now=now)
        _tell(session, reader, RatesChart(str(month), rates), now=now)


def _checkers(session: Session, estate_id: int, period: Period, *, now: datetime) -> list[Staff]:
    """Return who checks, then who stands above; of supervisors customer service's alone."""
    roles = tuple(map(StaffRole, CHECKS[period].roles))
    return [
        staff
        for staff in staff_in(session, estate_id, *roles, now=now)
        if staff.role is not StaffRole.SUPERVISOR or staff.department is Department.KF
        if reachable(session, [staff]) is not None
    ]


def _tell(session: Session, staff: Staff, message: Message, *, now: datetime) -> None:
    address = private(session.get_one(Person, staff.person_id))
    if address is not None:
        post(session, message, to=address, now=now)


def _open(check: BookCheck) -> OpenCheck:
    return OpenCheck(check.id, check.period, date.fromisoformat(check.day))
