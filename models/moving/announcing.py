"""A move is said: its summary is read, confirmed, and can be taken back until its day."""

from datetime import date, datetime

from sqlmodel import Session, col, select

from models.cases.independence import is_for_groups, kept_from
from models.cases.registry import kind_of
from models.cases.words import Place
from models.due import due
from models.dunning.watching import home_stirs
from models.dunning.words import Stir
from models.errors import DomainError, NotAllowed
from models.estate.calendars import calendar_of
from models.estate.tables import Estate, Home
from models.groups.desk import desk
from models.intents.operations import post, private
from models.moving.clock import SpaceIsDueBack, ThingsAreDueBack
from models.moving.ends import ends_on
from models.moving.fates import fate_of
from models.moving.messages import Fate, MoveFace, MoveIsKnown
from models.moving.rules import (
    DAY,
    MOVE_FLOW,
    Act,
    Mover,
    SpaceBack,
    Stage,
    back_on,
    may_be_last,
)
from models.moving.stays import follower_of, guests_of, open_cases
from models.moving.tables import Move
from models.moving.things import MORNING, ask_no_more, cards_going
from models.parking.moving import leases_going
from models.people.operations import staff_of
from models.people.tables import HomeRole, Person, Residency
from models.permissions import OFFICERS, today_in
from models.talks.lists import talk_of

OPEN = (Stage.PLANNED, Stage.AGREED)


class DayNotPossible(DomainError):
    """The last day has gone by, or is more than a year away."""

    text_key = "moving.day_not_possible"


class MoveHasChanged(DomainError):
    """The button is of an older summary."""

    text_key = "moving.has_changed"


def stay_of(
    session: Session, residency_id: int, *, by: Person, now: datetime
) -> tuple[Residency, frozenset[Mover]]:
    """Return somebody's role in a home, and what this person is to its end. Raises NotAllowed."""
    residency = session.get(Residency, residency_id, with_for_update=True, populate_existing=True)
    if residency is None or residency.estate_id != by.estate_id:
        raise NotAllowed
    today, parts = today_in(session, by.estate_id, now=now), set()
    if residency.person_id == by.id:
        parts.add(Mover.SELF)
    staff = staff_of(session, by.id, on=today)
    if staff is not None and staff.role in OFFICERS:
        parts.add(Mover.OFFICER)
    gone = residency.left_on is not None and residency.left_on <= today
    if gone or not parts:
        raise NotAllowed
    return residency, frozenset(parts)


def plan(
    session: Session,
    residency_id: int,
    last_day: date,
    space_back: SpaceBack | None,
    *,
    by: Person,
    now: datetime,
) -> Move:
    """Return the move with its summary; nothing holds before it is confirmed.

    One that is agreed already stays as it is. Raises NotAllowed, DayNotPossible.
    """
    residency, _ = stay_of(session, residency_id, by=by, now=now)
    today = today_in(session, by.estate_id, now=now)
    if not may_be_last(last_day, today):
        raise DayNotPossible
    move = open_move(session, residency.id) or Move(
        estate_id=residency.estate_id, residency_id=residency.id, last_day=last_day,
        said_by=by.id, said_at=now,
    )  # fmt: skip
    if move.stage is Stage.PLANNED:
        move.last_day, move.said_by, move.rev = last_day, by.id, move.rev + 1
        move.space_back_on = None if space_back is None else back_on(last_day, space_back, today)
        session.add(move)
        session.flush()
    return move


def confirm(session: Session, move_id: int, *, rev: int, by: Person, now: datetime) -> Move:
    """Let it hold: access ends with that day, and the desk knows. Source: OWN-06, OWN-08.

    Raises NotAllowed, MoveHasChanged, DayNotPossible.
    """
    move, residency, stage = _acted(session, move_id, Act.CONFIRM, by=by, now=now)
    if rev != move.rev:
        raise MoveHasChanged
    if not may_be_last(move.last_day, today_in(session, move.estate_id, now=now)):
        raise DayNotPossible
    move.stage, move.rev, move.ended_before = stage, move.rev + 1, residency.left_on
    session.add(move)
    ends_on(session, residency, move.last_day + DAY)
    for guest in guests_of(session, residency, on=move.last_day + DAY):
        ends_on(session, guest, move.last_day + DAY)
    if move.space_back_on is not None:
        calendar = calendar_of(session, session.get_one(Estate, move.estate_id))
        at = max(calendar.local(move.space_back_on, MORNING), now)
        moment = SpaceIsDueBack(move.id, move.space_back_on)
        due(session, moment, estate_id=move.estate_id, at=at)
    _ask_for_things(session, residency, move, now=now)
    tell_desk(session, residency, stage, move.last_day, move.space_back_on, now=now)
    home_stirs(session, residency.home_id, Stir.MOVE, now=now)
    _tell_mover(session, move, residency, by=by, now=now)
    return move


def withdraw(session: Session, move_id: int, *, by: Person, now: datetime) -> Move:
    """Take it back: everything is as before it was said. Raises NotAllowed, past its day too."""
    move, residency, stage = _acted(session, move_id, Act.WITHDRAW, by=by, now=now)
    was_agreed, move.stage, move.rev = move.stage is Stage.AGREED, stage, move.rev + 1
    session.add(move)
    if was_agreed:
        ends_on(session, residency, move.ended_before)
        ask_no_more(session, residency)
        for guest in guests_of(session, residency, on=move.last_day):
            if guest.role is HomeRole.FAMILY:  # a mandate is named anew
                ends_on(session, guest, None)
        tell_desk(session, residency, stage, move.last_day, now=now)
        _tell_mover(session, move, residency, by=by, now=now)
    return move


def open_move(session: Session, residency_id: int) -> Move | None:
    """Return the move that is said and not over."""
    wanted = select(Move).where(Move.residency_id == residency_id, col(Move.stage).in_(OPEN))
    return session.exec(wanted).first()


def face_of(session: Session, move: Move, *, by: Person, now: datetime) -> MoveFace:
    """Return the move as who said it reads it, with what becomes of everything open."""
    residency = session.get_one(Residency, move.residency_id)
    person = session.get_one(Person, residency.person_id)
    own = by.id == person.id
    is_open = move.stage in OPEN
    return MoveFace(
        move.id, move.rev, move.stage, "" if own else residency.name,
        address_of(session, residency), residency.role, move.last_day, own,
        fates=_fates(session, move, residency, by=by, now=now) if is_open else (),
        spaces=_spaces(session, residency, move.last_day), space_back_on=move.space_back_on,
        talks=is_open and talk_of(session, person.id) is not None,
        family=tuple(
            guest.name for guest in guests_of(session, residency, on=move.last_day) if is_open
        ),
        cards=tuple(
            card.number for card in cards_going(session, residency, on=move.last_day + DAY)
            if is_open
        ),
    )  # fmt: skip


def address_of(session: Session, residency: Residency) -> str:
    """Return the home as people write it."""
    return session.get_one(Home, residency.home_id).address


def tell_desk(
    session: Session,
    residency: Residency,
    stage: Stage,
    last_day: date,
    space_back_on: date | None = None,
    *,
    now: datetime,
) -> None:
    """Tell the desk how the move stands: no name, nothing that is not for a group. SEC-01."""
    address = desk(session, residency.estate_id, now=now)
    if address is None:
        return
    is_ahead = stage is Stage.AGREED
    cases = open_cases(session, residency, on=last_day + DAY) if is_ahead else ()
    told = MoveIsKnown(
        stage, Place(address=address_of(session, residency)), residency.role, last_day,
        _spaces(session, residency, last_day) if is_ahead else (), space_back_on,
        tuple(case.number for case in cases if is_for_groups(session, case)),
    )  # fmt: skip
    post(session, told, to=address, now=now)


def _ask_for_things(session: Session, residency: Residency, move: Move, *, now: datetime) -> None:
    """Have cards and keys asked back on the last morning. Source: CRD-01, OWN-08."""
    calendar = calendar_of(session, session.get_one(Estate, move.estate_id))
    at = max(calendar.local(move.last_day, MORNING), now)
    moment = ThingsAreDueBack(residency.id, move.last_day)
    due(session, moment, estate_id=move.estate_id, at=at)


def _tell_mover(
    session: Session, move: Move, residency: Residency, *, by: Person, now: datetime
) -> None:
    """Show who moves what an officer has keyed in for them, with the way back. Source: SEC-01."""
    person = session.get_one(Person, residency.person_id)
    address = private(person)
    if address is not None and person.id != by.id:
        post(session, face_of(session, move, by=person, now=now), to=address, now=now)


def _acted(
    session: Session, move_id: int, act: Act, *, by: Person, now: datetime
) -> tuple[Move, Residency, Stage]:
    """Return the move that this person may do this to, and where it leads. Raises NotAllowed."""
    move = session.get(Move, move_id, with_for_update=True, populate_existing=True)
    if move is None:
        raise NotAllowed
    residency, parts = stay_of(session, move.residency_id, by=by, now=now)
    return move, residency, MOVE_FLOW.after(move.stage, act, by=parts)


def _fates(
    session: Session, move: Move, residency: Residency, *, by: Person, now: datetime
) -> tuple[Fate, ...]:
    """Return what becomes of each open case that this person may read; each knows their own."""
    after = move.last_day + DAY
    followed = follower_of(session, residency, on=after) is not None
    own = by.id == residency.person_id
    staff = None if own else staff_of(session, by.id, on=today_in(session, by.estate_id, now=now))
    return tuple(
        Fate(
            kind_of(case).line(session, case, by if own else None, now=now),
            fate_of(session, case, followed=followed),
        )
        for case in open_cases(session, residency, on=after)
        if own or not (case.unnamed or staff is None or kept_from(session, case, staff))
    )  # fmt: skip


def _spaces(session: Session, residency: Residency, last_day: date) -> tuple[str, ...]:
    going = leases_going(session, residency, on=last_day + DAY)
    return tuple(space.number for _, space in going)
