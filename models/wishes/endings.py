"""A repair that ends without work: withdrawn by who wanted it, or declined with an explanation."""

from datetime import datetime

from sqlmodel import Session

from models.cases.operations import locked, move
from models.cases.parts import Part
from models.cases.reporters import joined
from models.cases.tables import Case
from models.due import called_off
from models.emergencies.moments import EmergencyRings
from models.events import Actor
from models.people.tables import Person
from models.permissions import parts_in
from models.repairs.incidents import leave
from models.repairs.reporters import tell_resident
from models.repairs.reporting import ClaimIsLate
from models.repairs.rules import REPAIR_FLOW, Action, Status
from models.tasks.operations import close_kind
from models.tasks.tables import TaskKind
from models.wishes.messages import DeclinedForResident, WithdrawnForResident, WithdrawnForWorker
from models.wishes.urging import UrgeIsLate
from models.wishes.workers import about, tell_worker


def may_end(
    session: Session, case_id: int, action: Action, *, by: Person, now: datetime
) -> tuple[Case, Status]:
    """Return the case and where the action leads, for who may end it so. Raises NotAllowed."""
    case = locked(session, case_id)
    parts = parts_in(session, case, by, now=now)
    return case, REPAIR_FLOW.after(case.status, action, by=parts)


def withdraw(session: Session, case_id: int, *, by: Person, now: datetime) -> Case:
    """End it because the resident no longer wants it; who has the job need not come.

    Of several reporters only this one goes: the others still wait. When an officer does it, the
    residents are told. Raises NotAllowed.
    """
    case, status = may_end(session, case_id, Action.WITHDRAW, by=by, now=now)
    own = Part.REPORTER in parts_in(session, case, by, now=now)
    if own and (case.reporter_id != by.id or joined(session, case.id)):
        return leave(session, case.id, by=by, now=now)
    actor = Actor.RESIDENT if own else Actor.STAFF
    _end(session, case, status, Action.WITHDRAW, actor=actor, by=by, now=now)
    if case.owner_id is not None:
        tell_worker(session, case, WithdrawnForWorker(*about(session, case)), now=now)
    if not own:
        tell_resident(session, case, WithdrawnForResident(*about(session, case)), now=now)
    return case


def decline(
    session: Session, case_id: int, reason: str, instead: str, *, by: Person, now: datetime
) -> Case:
    """End it with regret, a reason and another way. REP-01, GEN-03, ETQ-08. Raises NotAllowed."""
    case, status = may_end(session, case_id, Action.DECLINE, by=by, now=now)
    _end(session, case, status, Action.DECLINE, actor=Actor.STAFF, by=by, now=now)
    message = DeclinedForResident(*about(session, case), reason, instead)
    tell_resident(session, case, message, now=now)
    return case


def _end(
    session: Session,
    case: Case,
    status: Status,
    action: Action,
    *,
    actor: Actor,
    by: Person,
    now: datetime,
) -> None:
    case.closed_at = now
    move(session, case, status, action, actor=actor, person=by, now=now)
    close_kind(session, case.id, TaskKind.PHONE_PRICE, now=now)
    called_off(session, ClaimIsLate, EmergencyRings, UrgeIsLate, subject=case.id, now=now)
