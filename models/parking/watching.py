"""What the clock does to an application: not looked at, lapsed, a formality that lasts."""

from dataclasses import replace
from datetime import datetime, timedelta

from sqlmodel import Session

from models.cases.office import superior
from models.cases.operations import locked, note
from models.cases.tables import Case
from models.due import due
from models.events import Actor
from models.parking.applying import end, flow_of
from models.parking.clock import ApplicationLapses, FormalityIsLate, PapersWait
from models.parking.messages import Notice, Stage
from models.parking.rules import BY_ITSELF, FORMALITY, Action, Status
from models.parking.tables import Application
from models.parking.telling import notify, show_card, tell
from models.people.tables import Staff

A_DAY = timedelta(days=1)


def not_checked(session: Session, moment: PapersWait, *, now: datetime) -> None:
    """Apologise, and let it climb each day: nobody has said what is to happen. GEN-07, ETQ-06."""
    case = locked(session, moment.subject)
    application = session.get_one(Application, case.id)
    if case.status != Status.CHECKING:
        return
    note(session, case, "not_checked", actor=Actor.CLOCK, person=None, now=now)
    application.check_by = now + A_DAY
    session.add(application)
    above = superior(session, case, moment.step, now=now)
    for staff in (session.get(Staff, case.owner_id or 0), above):
        notify(session, case, staff, Notice.NOT_CHECKED, now=now)
    if case.owner_id is None:
        show_card(session, case, above, now=now)
    tell(session, case, Stage.LATE, until=application.check_by, now=now)
    _again(session, case, moment, now=now)


def lasts(session: Session, moment: FormalityIsLate, *, now: datetime) -> None:
    """Tell who has it and the next one up that the formality lasts too long. PRK-04, S-33."""
    case = locked(session, moment.subject)
    if case.status not in FORMALITY:
        return
    note(session, case, "formality_late", actor=Actor.CLOCK, person=None, now=now)
    shown_at = session.get_one(Application, case.id).shown_at
    above = superior(session, case, moment.step, now=now)
    for staff in (session.get(Staff, case.owner_id or 0), above):
        told = Notice.FORMALITY if shown_at is not None else Notice.STANDS_STILL
        notify(session, case, staff, told, until=shown_at, now=now)
    _again(session, case, moment, now=now)


def lapse(session: Session, moment: ApplicationLapses, *, now: datetime) -> None:
    """End what waited for its applicant until now: kindly, and its space passes on. S-34."""
    case = locked(session, moment.subject)
    until = session.get_one(Application, case.id).open_until
    if until is None or until.isoformat() != moment.until:
        return
    status = flow_of(session, case).after(case.status, Action.LAPSE, by=BY_ITSELF)
    tell(session, case, Stage.LAPSED, words=case.status, now=now)
    end(session, case, status, Action.LAPSE, actor=Actor.CLOCK, by=None, now=now)


def _again(session: Session, case: Case, moment: PapersWait, *, now: datetime) -> None:
    later = replace(moment, step=moment.step + 1)
    due(session, later, estate_id=case.estate_id, at=now + A_DAY)
