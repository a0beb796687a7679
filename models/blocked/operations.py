"""Ask for a way to be freed, answer as its driver, go and look, and say that it is free."""

from datetime import datetime, timedelta

from sqlmodel import Session, col, func, select

from models.blocked.calling import (
    begin_calling,
    check_at,
    show_case,
    stop_calling,
    tell_asker,
    thank_drivers,
)
from models.blocked.cards import BlockedAskerCard
from models.blocked.drivers import roles_in
from models.blocked.messages import Stage
from models.blocked.policy import BlockedPolicy
from models.blocked.rules import BLOCKED_FLOW, DRIVER, DUTY, MINUTES, Action, Status
from models.blocked.tables import Blockage
from models.cases.operations import CaseUnknown, attach, locked, move, open_case
from models.cases.tables import Case, FileRole, Kind
from models.cases.telling import show_photos
from models.errors import DomainError, NotAllowed
from models.estate.settings import policy_of
from models.estate.tables import Estate
from models.events import Actor
from models.intents.operations import private, show
from models.people.absences import takes
from models.people.tables import Person
from models.permissions import require_place, require_staff
from models.values import frozen

DAY = timedelta(days=1)


class AskedTooOften(DomainError):
    """The person has asked as often as the estate allows in a day."""

    text_key = "blocked.too_often"


@frozen
class InTheWay:
    """Which car is in the way, where it stands, and what shows it."""

    home_id: int
    plate: str
    told: str = ""
    files: tuple[int, ...] = ()


def ask_to_move(
    session: Session, way: InTheWay, *, by: Person, now: datetime, over: int | None = None
) -> Case:
    """Have the way freed: the same words and hours for every plate, known here or not. SEC-01.

    Asked again by the same person it is the same case. A driver is asked once in a while, whoever
    asks; in between who is on duty goes and looks. The card takes the place of the message `over`.
    Raises NotAllowed, AskedTooOften.
    """
    require_place(session, by, way.home_id, now=now)
    here = select(Estate).where(Estate.id == by.estate_id).with_for_update()
    estate = session.exec(here).one()  # two at once are counted one after the other
    policy = policy_of(session, by.estate_id, BlockedPolicy)
    known = _asked_by(session, by, now - DAY)
    same = [case for case, plate in known if plate == way.plate and case.status != Status.FREE]
    if same:
        show_receipt(session, same[0], by, now=now, over=over)
        return same[0]
    if len(known) >= policy.asks_a_day:
        raise AskedTooOften(count=policy.asks_a_day, phone=estate.hotline or "")
    since = now - timedelta(minutes=policy.same_plate_minutes)
    may_ask = not _was_asked(session, by.estate_id, way.plate, since)
    case = open_case(
        session, kind=Kind.BLOCKED, status=Status.LOOKING, reporter=by, home_id=way.home_id, now=now
    )
    blockage = Blockage(
        id=case.id, estate_id=by.estate_id, plate=way.plate, told=way.told, asks_driver=may_ask
    )
    session.add(blockage)
    session.flush()
    attach(session, case, way.files, FileRole.REPORT)
    show_receipt(session, case, by, now=now, over=over)
    begin_calling(session, case, now=now)
    return case


def come(session: Session, case_id: int, minutes: int, *, by: Person, now: datetime) -> Case:
    """Let the driver say by when they are there; the asker hears the time and nothing else.

    Raises NotAllowed.
    """
    case, _ = _acted(session, case_id, Action.COME, by, now)
    if minutes not in MINUTES:
        raise NotAllowed
    before = case.status
    blockage = session.get_one(Blockage, case.id)
    blockage.comes_by = now + timedelta(minutes=minutes)
    session.add(blockage)
    status = BLOCKED_FLOW.after(case.status, Action.COME, by=frozenset({DRIVER}))
    move(session, case, status, Action.COME, actor=Actor.RESIDENT, person=None, now=now)
    stop_calling(session, case, now=now)
    check_at(session, case, blockage.comes_by)
    if before != Status.SEEN_TO or case.owner_id is not None:
        tell_asker(session, case, Stage.COMING, blockage.comes_by, now=now)
    return case


def cannot(session: Session, case_id: int, *, by: Person, now: datetime) -> Case:
    """Let the driver say that they cannot come: who is on duty has it now. Raises NotAllowed."""
    case, status = _acted(session, case_id, Action.CANNOT, by, now)
    move(session, case, status, Action.CANNOT, actor=Actor.RESIDENT, person=None, now=now)
    tell_asker(session, case, Stage.UNABLE, now=now)
    begin_calling(session, case, step=DUTY, now=now)
    return case


def still_blocked(session: Session, case_id: int, *, by: Person, now: datetime) -> Case:
    """Have who is on duty go and look: the way is not free. Raises NotAllowed."""
    case, status = _acted(session, case_id, Action.STILL, by, now)
    case.owner_id = None
    move(session, case, status, Action.STILL, actor=Actor.RESIDENT, person=by, now=now)
    begin_calling(session, case, step=DUTY, now=now)
    return case


def see_to(session: Session, case_id: int, *, by: Person, now: datetime) -> Case:
    """Let the guard or officer have it: the asker hears who goes. Raises NotAllowed."""
    case, status = _acted(session, case_id, Action.SEE_TO, by, now)
    staff = require_staff(session, by, now=now)
    takes(session, staff, now=now)
    case.owner_id = staff.id
    move(session, case, status, Action.SEE_TO, actor=Actor.STAFF, person=by, now=now)
    stop_calling(session, case, now=now)
    policy = policy_of(session, case.estate_id, BlockedPolicy)
    check_at(session, case, now + timedelta(minutes=policy.check_minutes))
    tell_asker(session, case, Stage.SEEN_TO, now=now)
    show_photos(session, case, staff, now=now)
    show_case(session, case, staff, now=now)
    return case


def way_free(session: Session, case_id: int, *, by: Person, now: datetime) -> Case:
    """End it: the way is free, says who asked or who went to look. Raises NotAllowed."""
    case, status = _acted(session, case_id, Action.FREE, by, now)
    asked = case.reporter_id == by.id
    actor = Actor.RESIDENT if asked else Actor.STAFF
    case.closed_at = now
    move(session, case, status, Action.FREE, actor=actor, person=by, now=now)
    stop_calling(session, case, now=now)
    thank_drivers(session, case, now=now)
    if not asked:
        tell_asker(session, case, Stage.FREED, now=now)
    return case


def show_receipt(
    session: Session, case: Case, person: Person, *, now: datetime, over: int | None = None
) -> None:
    """Show their card to who asked; it follows every step."""
    address = private(person)
    if address is not None:
        card = BlockedAskerCard(case.id, person.id)
        show(session, card, to=address, now=now, over=over, anew=over is None)


def _acted(
    session: Session, case_id: int, action: Action, by: Person, now: datetime
) -> tuple[Case, Status]:
    """Return the case and what becomes of it when the person does this. Raises NotAllowed."""
    case = locked(session, case_id)
    if case.kind is not Kind.BLOCKED:
        raise CaseUnknown
    roles = roles_in(session, case, by, now=now)
    return case, BLOCKED_FLOW.after(case.status, action, by=roles)


def _asked_by(session: Session, by: Person, since: datetime) -> list[tuple[Case, str]]:
    wanted = (
        select(Case, Blockage.plate)
        .join(Blockage, col(Blockage.id) == col(Case.id))
        .where(Case.reporter_id == by.id, col(Case.opened_at) > since)
    )
    return list(session.exec(wanted.order_by(col(Case.id).desc())))


def _was_asked(session: Session, estate_id: int, plate: str, since: datetime) -> bool:
    wanted = (
        select(func.count())
        .select_from(Case)
        .join(Blockage, col(Blockage.id) == col(Case.id))
        .where(Case.estate_id == estate_id, Blockage.plate == plate, col(Case.opened_at) > since)
    )
    return session.exec(wanted).one() > 0
