"""Authority, asked at the act itself against today's roles: never a button's or a group's."""

from datetime import date, datetime

from sqlmodel import Session

from models.cases.independence import kept_from
from models.cases.parts import Part
from models.cases.reporters import reports_today
from models.cases.tables import Case, Kind
from models.complaints.policy import ComplaintPolicy
from models.errors import NotAllowed
from models.estate.calendars import day_in
from models.estate.settings import policy_of
from models.estate.tables import Estate
from models.people.operations import homes_of, staff_of
from models.people.tables import Person, Staff, StaffRole

OFFICERS = frozenset(
    {
        StaffRole.OFFICER,
        StaffRole.SUPERVISOR,
        StaffRole.QUALITY_SUPERVISOR,
        StaffRole.MANAGER,
        StaffRole.OFFICE_HEAD,
    }
)
SUPERVISORS = OFFICERS - {StaffRole.OFFICER}
TECHNICIANS = frozenset({StaffRole.TECHNICIAN})


class NotStaff(NotAllowed):
    """Only members of staff may do this."""

    text_key = "errors.not_staff"


def parts_in(session: Session, case: Case, person: Person, *, now: datetime) -> frozenset[Part]:
    """Return what the person is to the case today; empty for everybody else.

    Whom it is about is nothing to it, whatever their role.
    """
    if person.estate_id != case.estate_id:
        return frozenset()
    today = today_in(session, case.estate_id, now=now)
    parts = set()
    if reports_today(session, case, person, on=today):
        parts.add(Part.REPORTER)
    staff = staff_of(session, person.id, on=today)
    if staff is not None and not kept_from(session, case, staff):
        parts |= {Part.OFFICER} if staff.role in OFFICERS else set()
        parts |= {Part.SUPERVISOR} if staff.role in SUPERVISORS else set()
        parts |= {Part.TECHNICIAN} if staff.role in TECHNICIANS else set()
        parts |= {Part.ASSIGNEE} if case.owner_id == staff.id else set()
        parts |= {Part.HEAD} if staff.role is StaffRole.OFFICE_HEAD else set()
        parts |= {Part.COMPANY} if staff.role is StaffRole.COMPANY else set()
        parts |= {Part.JUDGE} if _judges(session, case, staff) else set()
    return frozenset(parts)


def _judges(session: Session, case: Case, staff: Staff) -> bool:
    """Tell whether the person says if a complaint is valid; the quality supervisor too. S-26."""
    if case.kind is not Kind.COMPLAINT:
        return False
    role = policy_of(session, case.estate_id, ComplaintPolicy).validity_role
    return staff.role in {role, StaffRole.QUALITY_SUPERVISOR, StaffRole.OFFICE_HEAD}


def require_staff(session: Session, person: Person | None, *, now: datetime) -> Staff:
    """Return the person's place in the office. Raises NotStaff."""
    if person is not None:
        today = today_in(session, person.estate_id, now=now)
        staff = staff_of(session, person.id, on=today)
        if staff is not None:
            return staff
    raise NotStaff


def require_officer(session: Session, person: Person | None, *, now: datetime) -> Staff:
    """Return the person's place at the desk or above it. Raises NotStaff, NotAllowed."""
    staff = require_staff(session, person, now=now)
    if staff.role not in OFFICERS:
        raise NotAllowed
    return staff


def require_place(session: Session, person: Person, home_id: int | None, *, now: datetime) -> None:
    """Raise NotAllowed unless the home, or without one anything here, is the person's today."""
    today = today_in(session, person.estate_id, now=now)
    homes = {home.id for home in homes_of(session, person.id, on=today)}
    if home_id is not None:
        allowed = home_id in homes
    else:
        allowed = bool(homes) or staff_of(session, person.id, on=today) is not None
    if not allowed:
        raise NotAllowed


def may_see(session: Session, case: Case, person: Person, *, now: datetime) -> bool:
    """Tell whether the person may be told of the case: its reporters, and who handles cases."""
    return bool(parts_in(session, case, person, now=now))


def today_in(session: Session, estate_id: int, *, now: datetime) -> date:
    """Return the estate's date."""
    return day_in(session.get_one(Estate, estate_id), now)
