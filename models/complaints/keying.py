"""A complaint that somebody told an officer: registered as if they had complained themselves."""

from datetime import datetime

from sqlmodel import Session

from models.cases.operations import note
from models.cases.tables import Case
from models.complaints.accepting import Grievance, complain
from models.events import Actor
from models.people.search import resident
from models.people.tables import Person
from models.permissions import require_officer
from models.repairs.keying import Came


def key_in_complaint(
    session: Session, said: Grievance, *, residency_id: int, by: Person, now: datetime
) -> Case:
    """Register what a resident complains of; the story names who wrote it down. GEN-01, CMP-13.

    Raises NotAllowed for everybody but officers, ResidentUnknown.
    """
    staff = require_officer(session, by, now=now)
    found = resident(session, residency_id, staff.estate_id)
    reporter = session.get_one(Person, found.person_id)
    case = complain(session, said, by=reporter, now=now)
    note(session, case, f"keyed_{Came.CALL}", actor=Actor.STAFF, person=by, now=now)
    return case
