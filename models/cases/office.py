"""Who of the office can be reached for a case: the head, the next one up, somebody's chat."""

from datetime import datetime

from sqlmodel import Session

from models.cases.tables import Case
from models.groups.desk import ABOVE
from models.intents.operations import Address, private
from models.people.roster import reachable, staff_in
from models.people.tables import Person, Staff, StaffRole


def chat_of(session: Session, staff: Staff | None) -> Address | None:
    """Return the private chat of this member of staff."""
    return None if staff is None else private(session.get_one(Person, staff.person_id))


def head_of(session: Session, case: Case, *, now: datetime) -> Staff | None:
    """Return the office head who can be reached."""
    heads = staff_in(session, case.estate_id, StaffRole.OFFICE_HEAD, now=now)
    return next((each for each in heads if reachable(session, [each]) is not None), None)


def superior(session: Session, case: Case, step: int, *, now: datetime) -> Staff | None:
    """Return the `step`-th one up who can be reached and does not have it; the last one stays."""
    roles = ABOVE[min(step, len(ABOVE) - 1) :]
    above = [each for each in staff_in(session, case.estate_id, *roles, now=now)
             if each.id != case.owner_id]  # fmt: skip
    return next((each for each in above if reachable(session, [each]) is not None), None)
