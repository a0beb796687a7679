"""The change of shift: every open case is handed over, item by item, and read."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import ClassVar

from sqlmodel import Session, col, select

from models.cases.operations import note
from models.cases.tables import Case
from models.due import Moment, called_off, due
from models.errors import NotAllowed
from models.estate.calendars import calendar_of
from models.estate.settings import policy_of
from models.estate.tables import Estate
from models.events import Actor
from models.handovers.days import plan_days
from models.handovers.lines import lines_of, open_ids
from models.handovers.messages import HandedToSuccessor, HandoverNotRead, ShiftHandover
from models.handovers.policy import HandoverPolicy
from models.handovers.tables import Handover, HandoverItem
from models.intents.messages import Message
from models.intents.operations import post, private
from models.people.roster import is_present, on_duty, rostered
from models.people.tables import Department, Duty, Person, Staff, StaffRole
from models.permissions import OFFICERS, require_staff
from models.tasks.operations import tell_estate
from models.values import frozen

ON_A_PAGE = 15
SUPERVISORS = (StaffRole.SUPERVISOR, StaffRole.MANAGER, StaffRole.OFFICE_HEAD)
DAYS_AHEAD = 7


@frozen
class HandoverUnread(Moment):
    """The successor has had time to read. Source: SHF-01."""

    subject: int
    rings: ClassVar[str] = "handovers"


def hand_shift_over(
    session: Session, estate_id: int, *, on: date, now: datetime
) -> Handover | None:
    """Give every open case to the next officer of the roster, one by one. SHF-01, REP-19.

    `on` is the day whose shift has ended, however late that is noticed.

    Nothing is handed over when nothing is open, or when the same officers come again.
    """
    case_ids = open_ids(session, estate_id)
    if not case_ids:
        return None
    plan_days(session, estate_id, now=now)
    calendar = calendar_of(session, session.get_one(Estate, estate_id))
    going = on_duty(
        session, estate_id, StaffRole.OFFICER, calendar=calendar, now=now - timedelta(minutes=1)
    )
    found = successor(session, estate_id, going, now=now)
    if found is None:
        return None
    to, begins = found
    handover = Handover(
        estate_id=estate_id, on=on, from_id=going[0].id if going else None,
        to_id=to.id, opened_at=now,
    )  # fmt: skip
    session.add(handover)
    session.flush()
    case_ids = open_ids(session, estate_id, reader=to)
    session.add_all(HandoverItem(handover_id=handover.id, case_id=each) for each in case_ids)
    session.flush()
    for page in range(_pages(case_ids)):
        _tell(session, to, page_of(session, handover, page, now=now), now=now)
    for staff in going:
        _tell(session, staff, HandedToSuccessor(to.name, len(case_ids)), now=now)
    policy = policy_of(session, estate_id, HandoverPolicy)
    read_by = max(begins, now) + timedelta(minutes=policy.confirm_minutes)
    due(session, HandoverUnread(handover.id), estate_id=estate_id, at=read_by)
    return handover


def successor(
    session: Session, estate_id: int, going: Sequence[Staff], *, now: datetime
) -> tuple[Staff, datetime] | None:
    """Return who is on the roster next, and from when; None when that is who goes.

    An officer, or whoever of the office is on call.
    """
    calendar = calendar_of(session, session.get_one(Estate, estate_id))
    today, gone = calendar.day_of(now), {staff.id for staff in going}
    for day in (today + timedelta(days=ahead) for ahead in range(DAYS_AHEAD)):
        spans = [
            (max(calendar.local(day, time.fromisoformat(shift.begins)), now), staff)
            for shift, staff in rostered(session, estate_id, on=day)
            if _takes_over(shift.duty, staff.role)
            and calendar.local(day, _closing(shift.ends)) > now
            and is_present(session, staff, now=now)
        ]
        if spans:
            begins = min(each for each, _ in spans)
            first = [staff for each, staff in spans if each == begins]
            return next(((staff, begins) for staff in first if staff.id not in gone), None)
    return None


def read_item(
    session: Session, handover_id: int, number: int | None, *, by: Person, now: datetime
) -> Handover:
    """Keep that the successor has read the case of this №, or, without one, all of them. SHF-01.

    Raises NotAllowed for everybody else.
    """
    handover = session.exec(
        select(Handover).where(Handover.id == handover_id).with_for_update()
    ).first()
    staff = require_staff(session, by, now=now)
    if handover is None or handover.to_id != staff.id:
        raise NotAllowed
    unread = _items(session, handover, unread=True)
    for item, case in unread:
        if number in (None, case.number):
            item.read_at = now
            session.add(item)
            note(session, case, "explained", actor=Actor.STAFF, person=by, now=now)
    session.flush()
    if not _items(session, handover, unread=True) and handover.confirmed_at is None:
        handover.confirmed_at = now
        session.add(handover)
        called_off(session, HandoverUnread, subject=handover.id, now=now)
    return handover


def tell_unread(session: Session, handover_id: int, *, now: datetime) -> None:
    """Tell the supervisor, or who is above a successor who is one, what is not read. SHF-01."""
    handover = session.get_one(Handover, handover_id)
    unread = _items(session, handover, unread=True)
    if unread:
        name = session.get_one(Staff, handover.to_id).name
        numbers = tuple(case.number for _, case in unread)
        message = HandoverNotRead(name, numbers, handover.opened_at)
        tell_estate(
            session, message, handover.estate_id, SUPERVISORS, department=Department.KF, now=now,
            but=handover.to_id,
        )  # fmt: skip


def page_of(session: Session, handover: Handover, page: int, *, now: datetime) -> ShiftHandover:
    """Return one message of the handover as it is now."""
    items = _items(session, handover)
    read = {case.id for item, case in items if item.read_at is not None}
    wanted = [case.id for _, case in items][page * ON_A_PAGE : (page + 1) * ON_A_PAGE]
    lines = lines_of(session, wanted, now=now)
    going = "" if handover.from_id is None else session.get_one(Staff, handover.from_id).name
    shown = tuple(replace(line, is_read=line.case_id in read) for line in lines)
    return ShiftHandover(handover.id, page, _pages(items), going, shown)


def _items(
    session: Session, handover: Handover, *, unread: bool = False
) -> Sequence[tuple[HandoverItem, Case]]:
    wanted = (
        select(HandoverItem, Case)
        .join(Case, col(Case.id) == col(HandoverItem.case_id))
        .where(HandoverItem.handover_id == handover.id)
        .order_by(col(HandoverItem.id))
    )
    if unread:
        wanted = wanted.where(col(HandoverItem.read_at).is_(None))
    return session.exec(wanted).all()


def _pages(items: Sequence[object]) -> int:
    return -(-len(items) // ON_A_PAGE)


def _takes_over(duty: Duty, role: StaffRole) -> bool:
    return role is StaffRole.OFFICER or (duty is Duty.ON_CALL and role in OFFICERS)


def _closing(ends: str) -> time:
    return time(23, 59) if ends == "24:00" else time.fromisoformat(ends)


def _tell(session: Session, staff: Staff, message: Message, *, now: datetime) -> None:
    address = private(session.get_one(Person, staff.person_id))
    if address is not None:
        post(session, message, to=address, now=now)
