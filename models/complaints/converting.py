"""What turns out to be a complaint, and a complaint that is a request for something else. S-52."""

from datetime import datetime

from sqlalchemy import delete
from sqlmodel import Session, col

from models.cases.kinds import Carried, Turning
from models.cases.reporters import reporters_of
from models.cases.tables import Case
from models.cases.words import Words
from models.complaints.accepting import Grievance, register
from models.complaints.cards import ComplainantCard, ComplaintCard
from models.complaints.classes import UNSURE
from models.complaints.clock import (
    HarmRings,
    LimitIsNear,
    LimitIsPassed,
    MonthIsUp,
    NobodyHasIt,
    RouteIsLate,
)
from models.complaints.rules import COMPLAINT_FLOW
from models.complaints.signing import weigh_signers
from models.complaints.tables import Complaint
from models.complaints.telling import show_receipt
from models.complaints.words import Wished
from models.conversions.limits import may_leave
from models.due import Due
from models.followups.operations import let_go
from models.permissions import today_in

MOMENTS = (RouteIsLate, NobodyHasIt, LimitIsNear, LimitIsPassed, MonthIsUp, HarmRings)


def leave(session: Session, case: Case, *, now: datetime) -> Carried:
    """Strike its limits off the book, as if they had never stood there: it may come back."""
    complaint = session.get_one(Complaint, case.id)
    names = [moment.__name__ for moment in MOMENTS]
    session.execute(delete(Due).where(col(Due.subject) == case.id, col(Due.kind).in_(names)))
    let_go(session, case.id, now=now)
    return Carried(complaint.told, complaint.place)


def enter(session: Session, case: Case, carried: Carried, sort: str, *, now: datetime) -> datetime:
    """Register it, unclear as it is, with who judges it; return by when it is solved. CMP-13.

    Its class is the judge's, so no `sort` is asked. Whoever reported it as well has complained
    with the first; whom the words name never sees it.
    """
    said = Grievance(Words(carried.told), UNSURE, "", "", None, "", Wished.ANY)
    register(session, case, said, carried.common, now=now)
    for person in reporters_of(session, case, on=today_in(session, case.estate_id, now=now)):
        show_receipt(session, case, person, now=now)
    weigh_signers(session, case, now=now)
    return session.get_one(Complaint, case.id).solve_by


TURNING = Turning(
    flow=COMPLAINT_FLOW,
    may_leave=may_leave,
    leave=leave,
    enter=enter,
    cards=(ComplaintCard, ComplainantCard),
)
