"""A VIP space: approved by the head, chosen by its owner, agreed, paid, plated, tested. PRK-06."""

from datetime import datetime

from sqlmodel import Session

from models.cases.office import head_of
from models.cases.operations import move
from models.cases.serving import served_from
from models.cases.tables import Case
from models.due import called_off, due
from models.errors import DomainError
from models.estate.calendars import calendar_of
from models.estate.settings import policy_of
from models.estate.tables import Estate
from models.events import Actor
from models.papers.operations import require_here
from models.parking.applying import lacking, may, papers_of_kind, pass_on_space
from models.parking.checking import PapersMissing
from models.parking.clock import ApplicationLapses, FormalityIsLate, PapersWait
from models.parking.documents import contract_of, to_both
from models.parking.ledger import free_spaces, hold_other, lease_of, space_of
from models.parking.messages import ServiceAgreement, Stage
from models.parking.policy import ParkingPolicy
from models.parking.rules import Action, checked_by, contract_no, open_until
from models.parking.tables import Application, Space
from models.parking.telling import show_card, tell
from models.parking.waiting import stays_open
from models.parking.words import LeaseState, SpaceKind
from models.people.tables import Person
from models.permissions import today_in


class SpaceTaken(DomainError):
    """Somebody was faster: another space can be chosen."""

    text_key = "parking.space_taken"


def put_before(
    session: Session, case_id: int, licence_no: str, months: int, *, by: Person, now: datetime
) -> Case:
    """Put the form with its papers before the head, who approves or refuses. PRK-06, S-36.

    Raises NotAllowed, PapersMissing, PaperNotHere.
    """
    case, status = may(session, case_id, Action.PUT_BEFORE, by=by, now=now)
    if gaps := lacking(session, case):
        raise PapersMissing(kind=gaps[0].value)
    require_here(session, case, papers_of_kind(session, case))
    application = session.get_one(Application, case.id)
    estate = session.get_one(Estate, case.estate_id)
    year = today_in(session, case.estate_id, now=now).year
    application.licence_no, application.months = licence_no, months
    application.contract_no = contract_no(estate.office_code, year, case.number)
    session.add(application)
    called_off(session, PapersWait, subject=case.id, now=now)
    move(session, case, status, Action.PUT_BEFORE, actor=Actor.STAFF, person=by, now=now)
    _watch(session, case, now=now)
    show_card(session, case, head_of(session, case, now=now), now=now)
    return case


def let_choose(session: Session, case: Case, *, now: datetime) -> None:
    """Let the owner choose among the free ones; what is not chosen in time lapses. PRK-06."""
    calendar = calendar_of(session, session.get_one(Estate, case.estate_id))
    policy = policy_of(session, case.estate_id, ParkingPolicy)
    application = session.get_one(Application, case.id)
    stays_open(session, application, open_until(now, policy, calendar))
    tell(session, case, Stage.CHOOSE, now=now)


def choices(session: Session, case: Case) -> list[Space]:
    """Return the spaces that can be chosen: the one that is kept, then those that are free."""
    application = session.get_one(Application, case.id)
    kept = space_of(session, application)
    lease = lease_of(session, application)
    is_held = lease is not None and lease.state is LeaseState.HELD
    free = free_spaces(session, case.estate_id, SpaceKind.VIP) if is_held else ()
    return ([kept] if kept else []) + list(free)


def choose(session: Session, case_id: int, space_id: int, *, by: Person, now: datetime) -> Case:
    """Take this space: the service agreement goes to both, and what is to be paid is told. PRK-06.

    Raises NotAllowed, SpaceTaken.
    """
    case, status = may(session, case_id, Action.CHOOSE, by=by, now=now)
    application = session.get_one(Application, case.id)
    space = next((each for each in choices(session, case) if each.id == space_id), None)
    kept = space_of(session, application)
    if space is None or not hold_other(session, case, application, space):
        raise SpaceTaken
    if kept is not None and kept.id != space.id:
        pass_on_space(session, case.estate_id, SpaceKind.VIP, now=now)
    application.open_until = None
    session.add(application)
    called_off(session, ApplicationLapses, FormalityIsLate, subject=case.id, now=now)
    move(session, case, status, Action.CHOOSE, actor=Actor.RESIDENT, person=by, now=now)
    _watch(session, case, now=now)
    to_both(session, case, contract_of(session, case, ServiceAgreement, now=now), now=now)
    tell(session, case, Stage.AGREED, now=now)
    return case


def pay(session: Session, case_id: int, receipt: str, *, by: Person, now: datetime) -> Case:
    """Note that the owner has paid, by which receipt. Raises NotAllowed. PRK-06."""
    case, status = may(session, case_id, Action.PAY, by=by, now=now)
    application = session.get_one(Application, case.id)
    application.receipt_no = receipt
    session.add(application)
    move(session, case, status, Action.PAY, actor=Actor.STAFF, person=by, now=now)
    return case


def next_step(session: Session, case_id: int, action: Action, *, by: Person, now: datetime) -> Case:
    """Note that the fixed plate stands, or that card and plate are tested. PRK-06.

    With the test the owner hears where and when to take them over. Raises NotAllowed.
    """
    case, status = may(session, case_id, action, by=by, now=now)
    move(session, case, status, action, actor=Actor.STAFF, person=by, now=now)
    if action is Action.TEST:
        words = session.get_one(Application, case.id).card_no
        tell(session, case, Stage.CARD_READY, words=words, until=served_from(session, case, now),
             now=now)  # fmt: skip
    return case


def _watch(session: Session, case: Case, *, now: datetime) -> None:
    """Have the desk reminded each day from the end of the next one on, until it is done."""
    calendar = calendar_of(session, session.get_one(Estate, case.estate_id))
    late = FormalityIsLate(case.id, case.rev)
    due(session, late, estate_id=case.estate_id, at=checked_by(now, calendar))
