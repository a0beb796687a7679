"""An officer sees the originals; the office head approves or refuses; then the file follows."""

from datetime import datetime

from sqlmodel import Session, select

from models.cases.office import head_of
from models.cases.operations import locked, move
from models.cases.tables import Case
from models.due import called_off, due
from models.errors import NotAllowed
from models.estate.calendars import calendar_of
from models.estate.settings import policy_of
from models.estate.tables import Estate
from models.events import Actor
from models.owners.clock import ChangeHolds, ChangeLapses, ChangeWaits
from models.owners.effects import put_into_file, refuse_taken, said_now
from models.owners.forms import open_form
from models.owners.messages import Notice, Stage
from models.owners.policy import OwnersPolicy
from models.owners.requesting import end, give, go_on, may
from models.owners.rules import (
    BY_ITSELF,
    NEEDS,
    Action,
    Status,
    Subject,
    decided_by,
    flow_for,
    holds_from,
)
from models.owners.tables import FileChange
from models.owners.telling import notify, show_office, tell, tell_in_writing
from models.owners.tenancies import refuse_mover, stays_until, tell_owners
from models.papers.checking import NotCompared, equal, faulty, uncompared
from models.papers.words import Flaw, PaperKind
from models.people.absences import takes
from models.people.tables import Person, Residency, Staff
from models.permissions import require_staff, today_in


def take(session: Session, case_id: int, *, by: Person, now: datetime) -> Case:
    """Let the officer have it from now on; the card comes in private. Raises NotAllowed. SEC-02."""
    case, status = may(session, case_id, Action.TAKE, by=by, now=now)
    staff = require_staff(session, by, now=now)
    takes(session, staff, now=now)
    _moved(session, case, status, Action.TAKE, by=by, now=now)
    give(session, case, staff, now=now)
    return case


def fail(
    session: Session, case_id: int, kind: PaperKind, flaw: Flaw, *, by: Person, now: datetime
) -> Case:
    """Decline a proof for now: which one, why, until when another may come. Raises NotAllowed."""
    case, status = may(session, case_id, Action.PROOF_FAILS, by=by, now=now)
    faulty(session, case, kind, flaw, by=require_staff(session, by, now=now), now=now)
    _moved(session, case, status, Action.PROOF_FAILS, by=by, now=now, kind=kind, flaw=flaw)
    go_on(session, case, by=by, now=now)
    tell(session, case, Stage.MISSING, now=now)
    return case


def see_original(
    session: Session, case_id: int, kind: PaperKind, *, by: Person, now: datetime
) -> Case:
    """Note that the original was seen and equals the copy: who, and when. OWN-05.

    Raises NotAllowed.
    """
    case, status = may(session, case_id, Action.ORIGINAL_SEEN, by=by, now=now)
    if equal(session, case, kind, by=require_staff(session, by, now=now), now=now):
        _moved(session, case, status, Action.ORIGINAL_SEEN, by=by, now=now, kind=kind)
    return case


def put_before(session: Session, case_id: int, *, by: Person, now: datetime) -> Case:
    """Bring it before the office head, once every original was seen. OWN-05, OWN-06.

    Raises NotAllowed, NotCompared.
    """
    case, status = may(session, case_id, Action.PUT_BEFORE, by=by, now=now)
    change = session.get_one(FileChange, case.id)
    if gaps := uncompared(session, case, NEEDS[change.subject].proofs):
        raise NotCompared(kind=gaps[0].value)
    called_off(session, ChangeLapses, subject=case.id, now=now)
    calendar = calendar_of(session, session.get_one(Estate, case.estate_id))
    change.open_until, change.decide_by = None, decided_by(now, calendar)
    session.add(change)
    stays_until(session, change, change.decide_by, now=now)
    _moved(session, case, status, Action.PUT_BEFORE, by=by, now=now)
    waits = ChangeWaits(case.id, case.rev)
    due(session, waits, estate_id=case.estate_id, at=change.decide_by)
    show_office(session, case, head_of(session, case, now=now), now=now)
    return case


def approve(session: Session, case_id: int, *, by: Person, now: datetime) -> Case:
    """Let the file say it from now on; what touches fees, from a day its owner is told before.

    Nobody approves their own. OWN-06. Raises NotAllowed for all but the head, NotFree, MovesOut.
    """
    case, status = may(session, case_id, Action.APPROVE, by=by, now=now)
    if by.id == case.reporter_id:
        raise NotAllowed
    change = session.get_one(FileChange, case.id)
    refuse_taken(session, change)
    refuse_mover(session, change, now=now)
    change.approved_by, change.approved_at = require_staff(session, by, now=now).id, now
    change.before = said_now(session, change)
    session.add(change)
    if status is Status.ANNOUNCED:
        _announce(session, case, change, status, by=by, now=now)
    else:
        _hold(session, case, status, Action.APPROVE, actor=Actor.STAFF, by=by, now=now)
    notify(session, case, session.get(Staff, case.owner_id or 0), Notice.APPROVED, now=now)
    return case


def refuse(session: Session, case_id: int, reason: str, *, by: Person, now: datetime) -> Case:
    """Leave the file as it is, and say why. Raises NotAllowed for everybody but the head."""
    case, status = may(session, case_id, Action.REFUSE, by=by, now=now)
    change = session.get_one(FileChange, case.id)
    change.reason, change.before = reason, said_now(session, change)
    session.add(change)
    end(session, case, status, Action.REFUSE, actor=Actor.STAFF, by=by, now=now)
    tell(session, case, Stage.REFUSED, words=reason, now=now)
    owner = session.get(Staff, case.owner_id or 0)
    notify(session, case, owner, Notice.REFUSED, reason, now=now)
    return case


def hold(session: Session, moment: ChangeHolds, *, now: datetime) -> None:
    """Let what was announced hold: its day has come. OWN-06."""
    case = locked(session, moment.subject)
    if case.status != Status.ANNOUNCED:
        return
    flow = flow_for(session.get_one(FileChange, case.id).subject)
    status = flow.after(case.status, Action.TAKE_EFFECT, by=BY_ITSELF)
    _hold(session, case, status, Action.TAKE_EFFECT, actor=Actor.CLOCK, by=None, now=now)


def _announce(
    session: Session, case: Case, change: FileChange, status: Status, *, by: Person, now: datetime
) -> None:
    """Tell every owner of the home in writing, and let it hold some days later. OWN-06."""
    calendar = calendar_of(session, session.get_one(Estate, case.estate_id))
    policy = policy_of(session, case.estate_id, OwnersPolicy)
    change.holds_from = holds_from(now, policy, calendar)
    called_off(session, ChangeWaits, subject=case.id, now=now)
    _moved(session, case, status, Action.APPROVE, by=by, now=now)
    due(session, ChangeHolds(case.id), estate_id=case.estate_id, at=change.holds_from)
    tell_in_writing(session, case, change, change.holds_from, now=now)


def _hold(
    session: Session, case: Case, status: Status, action: Action,
    *, actor: Actor, by: Person | None, now: datetime,
) -> None:  # fmt: skip
    change = session.get_one(FileChange, case.id)
    put_into_file(session, change, on=today_in(session, case.estate_id, now=now))
    end(session, case, status, action, actor=actor, by=by, now=now, subject=change.subject)
    tell(session, case, Stage.IN_EFFECT, now=now)
    if change.subject is Subject.TENANCY:
        tell_owners(session, change, now=now)
    if change.subject is Subject.OWNER:
        new = select(Residency).where(
            Residency.home_id == change.home_id, Residency.name == change.proposed
        )
        owner = session.get_one(Person, session.exec(new).one().person_id)
        open_form(session, change.home_id, owner, now=now)


def _moved(
    session: Session, case: Case, status: Status, action: Action,
    *, by: Person, now: datetime, **facts: str,
) -> None:  # fmt: skip
    move(session, case, status, action, actor=Actor.STAFF, person=by, now=now, **facts)
