"""What the clock does to a change: not shown in time, not decided in time."""

from dataclasses import replace
from datetime import datetime, timedelta

from sqlmodel import Session

from models.cases.office import superior
from models.cases.operations import locked, note
from models.due import due
from models.events import Actor
from models.owners.clock import ChangeLapses, ChangeWaits, FormWaits
from models.owners.messages import Notice, Stage
from models.owners.requesting import end
from models.owners.rules import BY_ITSELF, TO_BE_ENTERED, Action, Status, flow_for
from models.owners.tables import FileChange
from models.owners.telling import notify, tell
from models.owners.tenancies import stays_until
from models.people.tables import Staff

A_DAY = timedelta(days=1)


def not_decided(session: Session, moment: ChangeWaits, *, now: datetime) -> None:
    """Apologise, and let it climb each day: the head has not decided. GEN-07, ETQ-06."""
    case = locked(session, moment.subject)
    if case.status != Status.APPROVING:
        return
    note(session, case, "not_decided", actor=Actor.CLOCK, person=None, now=now)
    change = session.get_one(FileChange, case.id)
    change.decide_by = now + A_DAY
    session.add(change)
    stays_until(session, change, change.decide_by, now=now)
    above = superior(session, case, moment.step + 1, now=now)
    for staff in (session.get(Staff, case.owner_id or 0), above):
        notify(session, case, staff, Notice.NOT_DECIDED, now=now)
    tell(session, case, Stage.LATE, until=change.decide_by, now=now)
    later = replace(moment, step=moment.step + 1)
    due(session, later, estate_id=case.estate_id, at=change.decide_by)


def form_waits(session: Session, moment: FormWaits, *, now: datetime) -> None:
    """Warn who has the form; past its limit tell them and the next one up, every day. OWN-04."""
    case = locked(session, moment.subject)
    if case.status not in TO_BE_ENTERED:
        return
    owner = session.get(Staff, case.owner_id or 0)
    if moment.step == 0:
        notify(session, case, owner, Notice.FORM_DUE, now=now)
    else:
        note(session, case, "form_late", actor=Actor.CLOCK, person=None, now=now)
        above = superior(session, case, moment.step - 1, now=now)
        for staff in (owner, above):
            notify(session, case, staff, Notice.FORM_LATE, now=now)
    later = replace(moment, step=moment.step + 1)
    due(session, later, estate_id=case.estate_id, at=now + A_DAY)


def lapse(session: Session, moment: ChangeLapses, *, now: datetime) -> None:
    """End what waited for its resident until now: kindly; the file stays as it is."""
    case = locked(session, moment.subject)
    change = session.get_one(FileChange, case.id)
    until = change.open_until
    if until is None or until.isoformat() != moment.until:
        return
    status = flow_for(change.subject).after(case.status, Action.LAPSE, by=BY_ITSELF)
    tell(session, case, Stage.LAPSED, now=now)
    end(session, case, status, Action.LAPSE, actor=Actor.CLOCK, by=None, now=now)
