"""Who handles a complaint: the ladder of roles, without whom it is about."""

from datetime import datetime

from sqlmodel import Session

from models.cases.independence import impartial
from models.cases.tables import Case
from models.complaints.rules import RUNGS
from models.complaints.tables import Complaint
from models.intents.messages import Message
from models.intents.operations import post, private
from models.people.roster import reachable, staff_in
from models.people.tables import Person, Staff, StaffRole


def rung_of(staff: Staff | None) -> int:
    """Return on which rung somebody stands; who is on none stands below the first."""
    return RUNGS.index(staff.role) if staff is not None and staff.role in RUNGS else -1


def next_up(
    session: Session, case: Case, *, rung: int, besides: int | None = None, now: datetime
) -> Staff | None:
    """Return who handles the complaint on this rung or, where nobody can, on one above.

    Of several, who belongs to the department of the complaint. Never whom it is about, nor
    `besides`. Source: CMP-02, CMP-21.
    """
    complaint = session.get_one(Complaint, case.id)
    for role in RUNGS[max(rung, 0) :]:
        here = staff_in(session, case.estate_id, StaffRole(role), now=now)
        free = [
            each
            for each in impartial(session, case, here)
            if each.id != besides and reachable(session, [each]) is not None
        ]
        free.sort(key=lambda each: each.department != complaint.department)
        if free:
            return free[0]
    return None


def superior(session: Session, case: Case, *, now: datetime) -> Staff | None:
    """Return who stands above the one who has the complaint."""
    owner = session.get(Staff, case.owner_id or 0)
    return next_up(session, case, rung=rung_of(owner) + 1, besides=case.owner_id, now=now)


def tell(
    session: Session, case: Case, staff: Staff | None, message: Message, *, now: datetime
) -> None:
    """Post to this member of staff, in private; a complaint is told in no group.

    What the company is told of has been brought before it: from now on it may read it.
    """
    address = None if staff is None else private(session.get_one(Person, staff.person_id))
    if staff is not None:
        bring_before(session, case, staff, now=now)
    if address is not None:
        post(session, message, to=address, now=now)


def bring_before(session: Session, case: Case, staff: Staff, *, now: datetime) -> None:
    """Let the company read the complaint from now on, if this is its contact."""
    complaint = session.get_one(Complaint, case.id)
    if staff.role is StaffRole.COMPANY and complaint.company_since is None:
        complaint.company_since = now
        session.add(complaint)
        session.flush()


def tell_roles(
    session: Session, case: Case, roles: tuple[str, ...], message: Message, *, now: datetime,
    besides: int | None = None,
) -> None:  # fmt: skip
    """Post to everybody of these roles whom the complaint is not about, `besides` that one."""
    wanted = tuple(map(StaffRole, roles))
    for staff in impartial(session, case, staff_in(session, case.estate_id, *wanted, now=now)):
        if staff.id != besides:
            tell(session, case, staff, message, now=now)
