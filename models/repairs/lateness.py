"""A visit that nobody makes in its time: warning, apology, new times, and the cause. REP-09."""

from datetime import datetime, timedelta

from sqlmodel import Session

from models.cases.lines import owner_of
from models.cases.operations import locked, note
from models.cases.tables import Case
from models.errors import DomainError, NotAllowed
from models.estate.settings import policy_of
from models.events import Actor
from models.intents.messages import Message
from models.intents.operations import redraw
from models.people.tables import Department, Person, StaffRole
from models.permissions import require_staff
from models.repairs.cards import place_of
from models.repairs.rebooking import offer_times
from models.repairs.reminders import tell_technician
from models.repairs.reporters import tell_resident
from models.repairs.tables import Repair
from models.repairs.visit_messages import (
    AreYouThere,
    CauseTold,
    LateExplained,
    VisitMissed,
    VisitRunsLate,
    Why,
    WhyLate,
)
from models.repairs.visit_plan import LateCause
from models.repairs.visit_policy import VisitPolicy
from models.repairs.visits import AWAITED, VisitEnds, VisitIsLate, still_agreed
from models.tasks.operations import tell_office

TOLD = (StaffRole.OFFICER, StaffRole.SUPERVISOR, StaffRole.MANAGER, StaffRole.OFFICE_HEAD)


class CauseKnown(DomainError):
    """The cause was told already, or the visit it was about has been made or moved."""

    text_key = "repairs.visits.cause_known"


def warn(session: Session, moment: VisitEnds, *, now: datetime) -> None:
    """Tell the resident, before they have to ask, that we are behind; ask who has the job. S-09."""
    found = still_agreed(session, moment)
    if found is None or found[0].status not in AWAITED:
        return
    case, repair = found
    if repair.visit_from is None or repair.visit_until is None:
        return
    grace = policy_of(session, case.estate_id, VisitPolicy).late_grace_minutes
    given_up_at = repair.visit_until + timedelta(minutes=grace)
    job = (case.id, case.number, repair.trade, place_of(session, case, repair))
    note(session, case, "runs_late", actor=Actor.CLOCK, person=None, now=now)
    message = VisitRunsLate(
        *job, repair.visit_no, owner_of(session, case), repair.visit_from, repair.visit_until,
        given_up_at,
    )  # fmt: skip
    tell_resident(session, case, message, now=now)
    tell_technician(session, case, AreYouThere(*job, given_up_at), now=now)


def apologise(session: Session, moment: VisitIsLate, *, now: datetime) -> None:
    """Apologise with new times to choose from, ask for the cause, tell an officer. REP-09, S-09."""
    found = still_agreed(session, moment)
    if found is None or found[0].status not in AWAITED:
        return
    case, repair = found
    if repair.visit_from is None or repair.visit_until is None:
        return
    repair.late_no, repair.late_cause = repair.visit_no, None
    session.add(repair)
    note(session, case, "late", actor=Actor.CLOCK, person=None, now=now)
    redraw(session, case.id, now=now)
    offer_times(session, case, Why.LATE, now=now)
    job = (case.id, case.number, repair.trade, place_of(session, case, repair))
    tell_technician(session, case, WhyLate(*job, repair.visit_no), now=now)
    missed = VisitMissed(*job, owner_of(session, case), repair.visit_from, repair.visit_until)
    _tell_officer(session, case, missed, now=now)


def explain(
    session: Session, case_id: int, visit_no: int, cause: str, *, by: Person, now: datetime
) -> Case:
    """Keep the cause of a late visit and tell it to the resident and an officer. REP-09.

    Also when another time has been agreed meanwhile. Raises NotAllowed for everybody but who has
    the job, CauseKnown.
    """
    case = locked(session, case_id)
    staff = require_staff(session, by, now=now)
    if case.owner_id != staff.id or cause not in set(LateCause):
        raise NotAllowed
    repair = session.get_one(Repair, case.id)
    if repair.late_no != visit_no or repair.late_cause is not None:
        raise CauseKnown
    repair.late_cause = LateCause(cause)
    session.add(repair)
    note(session, case, f"late_{cause}", actor=Actor.STAFF, person=by, now=now)
    redraw(session, case.id, now=now)
    job = (case.id, case.number, repair.trade, place_of(session, case, repair))
    tell_resident(session, case, LateExplained(*job, staff.name, repair.late_cause), now=now)
    _tell_officer(session, case, CauseTold(*job, staff.name, repair.late_cause), now=now)
    return case


def _tell_officer(session: Session, case: Case, message: Message, *, now: datetime) -> None:
    tell_office(session, message, case, TOLD, department=Department.KF, now=now)
