"""An owner lets somebody in by a link that works once, sees who is in, and ends it at once."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, or_, select

from models.errors import DomainError, NotAllowed
from models.estate.tables import Home
from models.household.limits import require_matter, roles_in
from models.household.messages import Guest, GuestHasJoined, HouseholdFace
from models.household.rules import (
    FOR_PROXIES,
    GUEST_FLOW,
    GUESTS_AT_MOST,
    Deed,
    Matter,
    Side,
    Standing,
)
from models.household.sharing import is_shared
from models.intents.operations import post, private
from models.moving.clock import StayEnds
from models.moving.ends import ends_on
from models.moving.leaving import end_stay
from models.moving.rules import DAY, may_be_last
from models.people.invitations import invite
from models.people.operations import staff_of
from models.people.tables import HomeRole, Person, Residency
from models.permissions import OFFICERS, today_in

LET_IN = (HomeRole.FAMILY, HomeRole.PROXY)


class NameTaken(DomainError):
    """Somebody of that name is in the home already."""

    text_key = "household.name_taken"


class TooManyGuests(DomainError):
    """The home has as many as it may have."""

    text_key = "household.too_many"


class MandateTooLong(DomainError):
    """A mandate ends on a day within a year."""

    text_key = "household.day_not_possible"


def let_in_family(
    session: Session, home_id: int, name: str, *, by: Person, now: datetime
) -> tuple[str, datetime]:
    """Return a code that lets one person in as family, once, and until when it works.

    Raises NotAllowed for all but the home's owner; NameTaken, TooManyGuests.
    """
    residency = _let_in(session, home_id, name, HomeRole.FAMILY, by=by, now=now)
    return invite(session, estate_id=by.estate_id, now=now, residency=residency)


def name_proxy(
    session: Session,
    home_id: int,
    name: str,
    matters: Sequence[Matter],
    until: date,
    *,
    by: Person,
    now: datetime,
) -> tuple[str, datetime]:
    """Return a code for a proxy in these matters until the end of that day. Source: SEC-02.

    Raises NotAllowed for all but the home's owner; NameTaken, TooManyGuests, MandateTooLong.
    """
    if not may_be_last(until, today_in(session, by.estate_id, now=now)):
        raise MandateTooLong
    residency = _let_in(session, home_id, name, HomeRole.PROXY, by=by, now=now)
    residency.matters = [each.value for each in FOR_PROXIES if each in matters]
    ends_on(session, residency, until + DAY)
    return invite(session, estate_id=by.estate_id, now=now, residency=residency)


def tell_host(session: Session, residency: Residency, account: str, *, now: datetime) -> None:
    """Tell the owner that the link was used, and by whom, with the button that ends it.

    A link is whoever's who opens it first: only the owner can tell whether that is the right one.
    """
    host = session.get(Person, residency.invited_by or 0)
    address = None if host is None else private(host)
    if address is not None:
        home = _address(session, residency.home_id)
        told = GuestHasJoined(residency.id, home, residency.name, residency.role, account)
        post(session, told, to=address, now=now)


def end_guest(session: Session, residency_id: int, *, by: Person, now: datetime) -> Residency:
    """End somebody's access at this instant, a link that was not used with it. Raises NotAllowed.

    What they reported in the home goes on with who lives there.
    """
    residency = session.get(Residency, residency_id, with_for_update=True, populate_existing=True)
    if residency is None or residency.role not in LET_IN or residency.estate_id != by.estate_id:
        raise NotAllowed
    today = today_in(session, by.estate_id, now=now)
    sides = sides_in(session, residency, by=by, on=today)
    GUEST_FLOW.after(_standing(session, residency, on=today), Deed.END, by=sides)
    residency.left_on = today
    session.add(residency)
    session.flush()
    end_stay(session, StayEnds(residency.id, today), now=now)
    return residency


def face_for(session: Session, home_id: int, *, by: Person, now: datetime) -> HouseholdFace:
    """Return who is in the household. Raises NotAllowed for all but its owner and officers."""
    today = today_in(session, by.estate_id, now=now)
    own = _is_host(session, home_id, by, on=today)
    home = session.get(Home, home_id)
    if (
        home is None
        or home.estate_id != by.estate_id
        or not (own or _is_officer(session, by, today))
    ):
        raise NotAllowed
    guests = tuple(
        Guest(
            row.id, row.name, row.role, _standing(session, row, on=today), tuple(row.matters),
            row.left_on - DAY if row.left_on else None,
        )
        for row in _guests(session, home_id, on=today)
    )  # fmt: skip
    shares = is_shared(session, home.id, on=today)
    return HouseholdFace(home.id, _address(session, home.id), guests, own, shares)


def homes_owned(session: Session, person: Person, *, on: date) -> list[int]:
    """Return the homes in which the person may let others in."""
    wanted = select(Residency.home_id).where(Residency.person_id == person.id)
    found = session.exec(wanted.order_by(col(Residency.home_id)).distinct())
    return [home_id for home_id in found if _is_host(session, home_id, person, on=on)]


def sides_in(session: Session, residency: Residency, *, by: Person, on: date) -> frozenset[Side]:
    """Return what this person is to somebody whom an owner let in."""
    sides = set()
    if residency.person_id == by.id:
        sides.add(Side.GUEST)
    if _is_host(session, residency.home_id, by, on=on):
        sides.add(Side.HOST)
    if _is_officer(session, by, on):
        sides.add(Side.OFFICER)
    return frozenset(sides)


def _let_in(
    session: Session, home_id: int, name: str, role: HomeRole, *, by: Person, now: datetime
) -> Residency:
    today = today_in(session, by.estate_id, now=now)
    if not _is_host(session, home_id, by, on=today):
        raise NotAllowed
    require_matter(session, by, home_id, Matter.PEOPLE, now=now)
    if len(_guests(session, home_id, on=today)) >= GUESTS_AT_MOST:
        raise TooManyGuests
    named = select(Residency).where(Residency.home_id == home_id, Residency.name == name)
    former = session.exec(named).first()
    if former is not None:
        if former.left_on is None or former.left_on > today:
            raise NameTaken
        former.name = f"{name} ({former.left_on} {former.id})"  # the row stays what it was
        session.add(former)
        session.flush()
    person = Person(estate_id=by.estate_id, name=name, language=by.language)
    session.add(person)
    session.flush()
    residency = Residency(
        estate_id=by.estate_id, home_id=home_id, person_id=person.id, name=name, role=role,
        invited_by=by.id,
    )  # fmt: skip
    session.add(residency)
    session.flush()
    return residency


def _standing(session: Session, residency: Residency, *, on: date) -> Standing:
    if residency.left_on is not None and residency.left_on <= on:
        return Standing.ENDED
    person = session.get_one(Person, residency.person_id)
    return Standing.INVITED if person.telegram_id is None else Standing.JOINED


def _is_host(session: Session, home_id: int, person: Person, *, on: date) -> bool:
    roles = roles_in(session, person.id, home_id, on=on)
    return any(row.role is HomeRole.OWNER for row in roles)


def _is_officer(session: Session, person: Person, on: date) -> bool:
    staff = staff_of(session, person.id, on=on)
    return staff is not None and staff.role in OFFICERS


def _guests(session: Session, home_id: int, *, on: date) -> Sequence[Residency]:
    here: Any = or_(col(Residency.left_on).is_(None), col(Residency.left_on) > on)
    wanted = select(Residency).where(
        Residency.home_id == home_id, col(Residency.role).in_(LET_IN), here
    )
    return session.exec(wanted.order_by(col(Residency.id))).all()


def _address(session: Session, home_id: int) -> str:
    return session.get_one(Home, home_id).address
