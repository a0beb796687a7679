"""A tenancy ends on a day: told in time, and never ended while its prolongation is looked at."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlmodel import Session, col, or_, select

from models.cases.lines import place_of_home
from models.cases.office import chat_of
from models.cases.tables import Case
from models.errors import DomainError, NotAllowed
from models.estate.calendars import calendar_of
from models.estate.settings import policy_of
from models.estate.tables import Estate, Home
from models.intents.operations import post, private
from models.moving.ends import ends_on
from models.moving.rules import Stage as MoveStage
from models.moving.tables import Move
from models.owners.clock import TenancyEnds
from models.owners.messages import TenancyIsEnding, Whose
from models.owners.policy import OwnersPolicy
from models.owners.rules import CLOSED, DAY, Subject, is_newest, may_end_on
from models.owners.tables import FileChange
from models.owners.telling import keeper_for, owners_of
from models.people.tables import HomeRole, Person, Residency
from models.permissions import today_in


class DayNotPossible(DomainError):
    """No lease of a home has this last day."""

    text_key = "owners.day_not_possible"


class MovesOut(DomainError):
    """They have said that they move out: that is taken back first."""

    text_key = "owners.moves_out"


def tenancy_of(session: Session, person_id: int, home_id: int, *, on: date) -> Residency | None:
    """Return the person's tenancy of the home, if it is not over on that day."""
    wanted = select(Residency).where(
        Residency.home_id == home_id, Residency.person_id == person_id,
        Residency.role == HomeRole.TENANT,
        or_(col(Residency.left_on).is_(None), col(Residency.left_on) > on),
    )  # fmt: skip
    return session.exec(wanted).first()


def moves_out(session: Session, row: Residency) -> bool:
    """Tell whether they have said that they leave."""
    wanted = select(Move.id).where(Move.residency_id == row.id, Move.stage == MoveStage.AGREED)
    return session.exec(wanted).first() is not None


def require_tenancy(session: Session, change: FileChange, *, now: datetime) -> None:
    """Note until when the file says they rent; the new day must be one that can be.

    Raises DayNotPossible, NotAllowed for who rents nothing there, MovesOut.
    """
    today = today_in(session, change.estate_id, now=now)
    if change.lasts_until is not None and not may_end_on(change.lasts_until, today):
        raise DayNotPossible
    if change.subject is Subject.TENANCY:
        row = tenancy_of(session, change.person_id, change.home_id, on=today)
        if row is None or change.lasts_until is None:
            raise NotAllowed
        refuse_mover(session, change, now=now)
        change.before = str(row.left_on - DAY) if row.left_on else ""


def refuse_mover(session: Session, change: FileChange, *, now: datetime) -> None:
    """Raise MovesOut when a tenancy is to last of somebody who has said that they move out."""
    row = _held(session, change, now=now)
    if row is not None and moves_out(session, row):
        raise MovesOut


def stays_until(session: Session, change: FileChange, at: datetime, *, now: datetime) -> None:
    """Let nobody lose access while the office looks at the new lease. OWN-06, GEN-07."""
    row = _held(session, change, now=now)
    if row is None or moves_out(session, row):
        return
    calendar = calendar_of(session, session.get_one(Estate, change.estate_id))
    after = calendar.day_of(at) + DAY
    if row.left_on is not None and row.left_on < after:
        ends_on(session, row, after)


def falls_back(session: Session, change: FileChange, *, now: datetime) -> None:
    """Let the lease's own last day hold again, tomorrow's end at the earliest: it was not longer.

    So nobody learns of it by a door that is shut.
    """
    row = _held(session, change, now=now)
    if row is None or moves_out(session, row):
        return
    if row.left_on is not None and change.before:
        tomorrow = today_in(session, change.estate_id, now=now) + DAY
        day = max(date.fromisoformat(change.before), tomorrow) + DAY
        if day < row.left_on:
            ends_on(session, row, day)


def remind(session: Session, moment: TenancyEnds, *, now: datetime) -> None:
    """Tell tenant, owners and an officer that a tenancy ends: what each can do, and by when.

    Nothing, where a prolongation is looked at already, or who rents has said that they move out.
    Who is not on Telegram is named to the officer, to be told by telephone. OWN-06, OWN-08.
    """
    row = session.get(Residency, moment.subject)
    if row is None or row.left_on != moment.on or row.role is not HomeRole.TENANT:
        return
    days = policy_of(session, row.estate_id, OwnersPolicy).tenancy_notice_days
    today = today_in(session, row.estate_id, now=now)
    if not is_newest(moment.days, moment.on, today, days):
        return
    if moves_out(session, row) or _is_asked(session, row):
        return
    tenant = session.get_one(Person, row.person_id)
    owners = [each for each in owners_of(session, row.home_id) if each.id != tenant.id]
    _tell(session, row, Whose.TENANT, [tenant], now=now)
    _tell(session, row, Whose.OWNER, owners, now=now)
    unread = [each for each in (tenant, *owners) if private(each) is None]
    home = session.get(Home, row.home_id)
    to = chat_of(session, keeper_for(session, home, row.estate_id, now=now))
    if to is not None:
        to_call = tuple(f"{each.name} {each.phone or ''}".strip() for each in unread)
        post(session, _told(session, row, Whose.OFFICE, to_call), to=to, now=now)


def tell_owners(session: Session, change: FileChange, *, now: datetime) -> None:
    """Tell the home's owners that a tenancy goes on, and until when. OWN-08."""
    row = tenancy_of(
        session, change.person_id, change.home_id, on=today_in(session, change.estate_id, now=now)
    )
    if row is not None:
        _tell(session, row, Whose.PROLONGED, owners_of(session, row.home_id), now=now)


def _tell(
    session: Session, row: Residency, whose: Whose, people: Iterable[Person], *, now: datetime
) -> None:
    for person in people:
        address = private(person)
        if address is not None:
            post(session, _told(session, row, whose), to=address, now=now)


def _told(
    session: Session, row: Residency, whose: Whose, to_call: tuple[str, ...] = ()
) -> TenancyIsEnding:
    last_day = (row.left_on or date.max) - DAY
    return TenancyIsEnding(
        row.id, whose, place_of_home(session, row.home_id), row.name, last_day, to_call
    )


def _held(session: Session, change: FileChange, *, now: datetime) -> Residency | None:
    if change.subject is not Subject.TENANCY:
        return None
    today = today_in(session, change.estate_id, now=now)
    return tenancy_of(session, change.person_id, change.home_id, on=today)


def _is_asked(session: Session, row: Residency) -> bool:
    wanted = (
        select(FileChange.id)
        .join(Case, col(Case.id) == col(FileChange.id))
        .where(
            FileChange.home_id == row.home_id, FileChange.person_id == row.person_id,
            FileChange.subject == Subject.TENANCY, col(Case.status).not_in(CLOSED),
        )
    )  # fmt: skip
    return session.exec(wanted).first() is not None
