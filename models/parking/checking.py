"""The desk looks at the papers, invites, compares copies with originals, fills in the contract."""

from datetime import date, datetime

from sqlmodel import Session

from models.cases.operations import move
from models.cases.tables import Case
from models.due import called_off, due
from models.errors import DomainError
from models.estate.calendars import calendar_of
from models.estate.settings import policy_of
from models.estate.tables import Estate
from models.events import Actor
from models.papers.checking import equal, faulty
from models.papers.operations import require_here
from models.papers.words import Flaw, PaperKind
from models.parking.applying import go_on, lacking, may, papers_of_kind
from models.parking.clock import ApplicationLapses, FormalityIsLate, PapersWait
from models.parking.messages import Stage
from models.parking.policy import ParkingPolicy
from models.parking.rules import Action, Status, done_by, is_insured, open_until
from models.parking.tables import Application
from models.parking.telling import show_card, tell
from models.parking.waiting import stays_open
from models.people.absences import takes
from models.people.tables import Person
from models.permissions import require_staff, today_in


class PapersMissing(DomainError):
    """A paper is not here, or not to be read: the resident is asked for it first."""

    text_key = "parking.papers_missing"


def look_at(session: Session, case_id: int, *, by: Person, now: datetime) -> Case:
    """Let the officer have it: the checklist comes in private. Raises NotAllowed. SEC-02."""
    case, status = may(session, case_id, Action.LOOK_AT, by=by, now=now)
    staff = require_staff(session, by, now=now)
    takes(session, staff, now=now)
    case.owner_id = staff.id
    _moved(session, case, status, Action.LOOK_AT, by=by, now=now)
    show_card(session, case, staff, now=now)
    return case


def fail(
    session: Session, case_id: int, kind: PaperKind, flaw: Flaw, *, by: Person, now: datetime
) -> Case:
    """Decline it politely for now: which paper, why, and until when another may come. S-34.

    Raises NotAllowed. PRK-01.
    """
    case, status = may(session, case_id, Action.PAPER_FAILS, by=by, now=now)
    staff = require_staff(session, by, now=now)
    faulty(session, case, kind, flaw, by=staff, now=now)
    called_off(session, PapersWait, FormalityIsLate, subject=case.id, now=now)
    _moved(session, case, status, Action.PAPER_FAILS, by=by, now=now, kind=kind, flaw=flaw)
    go_on(session, case, by=by, now=now)
    tell(session, case, Stage.MISSING, now=now)
    return case


def invite(
    session: Session, case_id: int, licence_no: str, insured_until: date,
    *, by: Person, now: datetime,
) -> Case:  # fmt: skip
    """Ask the resident to come with the originals: where, when, how long it takes. GEN-04, S-33.

    A policy that has run out is not enough: that is told instead.
    Raises NotAllowed, PapersMissing, PaperNotHere.
    """
    case, status = may(session, case_id, Action.INVITE, by=by, now=now)
    if gaps := lacking(session, case):
        raise PapersMissing(kind=gaps[0].value)
    require_here(session, case, papers_of_kind(session, case))
    application = session.get_one(Application, case.id)
    application.licence_no, application.insured_until = licence_no, insured_until
    session.add(application)
    if not is_insured(insured_until, today_in(session, case.estate_id, now=now)):
        return fail(session, case_id, PaperKind.INSURANCE, Flaw.EXPIRED, by=by, now=now)
    called_off(session, PapersWait, subject=case.id, now=now)
    calendar = calendar_of(session, session.get_one(Estate, case.estate_id))
    policy = policy_of(session, case.estate_id, ParkingPolicy)
    stays_open(session, application, open_until(now, policy, calendar))
    _moved(session, case, status, Action.INVITE, by=by, now=now)
    tell(session, case, Stage.INVITED, now=now)
    return case


def originals(session: Session, case_id: int, *, by: Person, now: datetime) -> Case:
    """Note that the papers are shown at the desk: from here on it takes its minutes. PRK-04, S-33.

    Raises NotAllowed.
    """
    case, status = may(session, case_id, Action.ORIGINALS, by=by, now=now)
    application = session.get_one(Application, case.id)
    application.shown_at, application.open_until = now, None
    session.add(application)
    called_off(session, ApplicationLapses, subject=case.id, now=now)
    _moved(session, case, status, Action.ORIGINALS, by=by, now=now)
    policy = policy_of(session, case.estate_id, ParkingPolicy)
    late = FormalityIsLate(case.id, case.rev)
    due(session, late, estate_id=case.estate_id, at=done_by(now, policy))
    return case


def compare(session: Session, case_id: int, kind: PaperKind, *, by: Person, now: datetime) -> Case:
    """Note that the copy equals the original, who says so and when. Raises NotAllowed. PRK-01."""
    case, status = may(session, case_id, Action.COMPARE, by=by, now=now)
    if equal(session, case, kind, by=require_staff(session, by, now=now), now=now):
        _moved(session, case, status, Action.COMPARE, by=by, now=now, kind=kind)
    return case


def _moved(
    session: Session, case: Case, status: Status, action: Action,
    *, by: Person, now: datetime, **facts: str,
) -> None:  # fmt: skip
    move(session, case, status, action, actor=Actor.STAFF, person=by, now=now, **facts)
