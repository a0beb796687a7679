"""Collection at the home as the rows have it: what is agreed, when somebody can come, who may."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import islice

from sqlmodel import Session, col, select

from models.calendar import Calendar, Hours
from models.collecting.rules import LASTS, Side, moments_offered
from models.collecting.tables import Collection
from models.errors import NotAllowed
from models.estate.calendars import calendar_of
from models.estate.settings import policy_of
from models.estate.tables import Estate, Home
from models.fees.policy import CollectingPolicy
from models.fees.reading import account_of, months_seen
from models.fees.words import TAKES_MONEY
from models.household.limits import roles_in
from models.intents.policy import NoticePolicy
from models.people.operations import staff_of
from models.people.planned import Plan, planned
from models.people.roster import reachable
from models.people.tables import HomeRole, Person, Residency, Staff, StaffRole
from models.permissions import today_in
from models.values import frozen

COMERS = ((StaffRole.OFFICER,), (StaffRole.SUPERVISOR, StaffRole.MANAGER))
A_PAGE = 6  # times to choose from on one screen


@frozen
class Chance:
    """A time at which somebody can come, and who."""

    at: datetime
    comer: Staff


def open_at(session: Session, home_id: int) -> Collection | None:
    """Return the appointment of the home that is not over."""
    wanted = select(Collection).where(
        Collection.home_id == home_id, col(Collection.ended_at).is_(None)
    )
    return session.exec(wanted.with_for_update()).first()


def open_in(session: Session, estate_id: int) -> Sequence[Collection]:
    """Return every appointment of the estate that is not over."""
    wanted = select(Collection).where(
        Collection.estate_id == estate_id, col(Collection.ended_at).is_(None)
    )
    return session.exec(wanted.order_by(col(Collection.id))).all()


def owed_to(session: Session, home: Home, person: Person, *, on: date) -> int:
    """Return what the home owes of what this person may see; nothing where they see nothing."""
    since = min(months_seen(session, person, home.id, on=on), default=None)
    return 0 if since is None else account_of(session, home.id).since(since).owed


def owners_of(session: Session, home: Home, *, on: date) -> str:
    """Return the names of the home's owners, as who comes verifies them. FEE-03."""
    wanted = select(Residency).where(
        Residency.home_id == home.id, Residency.role == HomeRole.OWNER,
        col(Residency.left_on).is_(None) | (col(Residency.left_on) > on),
    )  # fmt: skip
    return "、".join(each.name for each in session.exec(wanted.order_by(col(Residency.id))))


def sides_of(
    session: Session, home: Home, known: Collection | None, by: Person, *, now: datetime
) -> frozenset[Side]:
    """Return what the person is to an appointment of the home: of the office only for others'."""
    on = today_in(session, home.estate_id, now=now)
    if roles_in(session, by.id, home.id, on=on):
        return frozenset({Side.PAYER} if months_seen(session, by, home.id, on=on) else ())
    staff = staff_of(session, by.id, on=on)
    if staff is None or staff.role not in TAKES_MONEY or staff.estate_id != home.estate_id:
        return frozenset()
    comes = known is not None and known.staff_id == staff.id
    return frozenset({Side.DESK, Side.COMER} if comes else {Side.DESK})


def require_side(
    session: Session, home_id: int, by: Person, *, now: datetime
) -> tuple[Home, frozenset[Side]]:
    """Return the home, and what the person is to it. Raises NotAllowed."""
    home = session.get(Home, home_id)
    sides = sides_of(session, home, None, by, now=now) if home is not None else frozenset()
    if (
        home is None
        or not sides
        or not policy_of(session, home.estate_id, CollectingPolicy).at_home
    ):
        raise NotAllowed
    return home, sides


def chances(session: Session, home: Home, *, now: datetime, skip: int = 0) -> list[Chance]:
    """Return the next times at which somebody can come, `skip` of them left out. FEE-03."""
    return list(islice(_chances(session, home, now), skip, skip + A_PAGE))


def chance_at(session: Session, home: Home, at: datetime, *, now: datetime) -> Chance | None:
    """Return that time, if it still can be had."""
    return next((each for each in _chances(session, home, now) if each.at == at), None)


def _chances(session: Session, home: Home, now: datetime) -> Iterator[Chance]:
    calendar = calendar_of(session, session.get_one(Estate, home.estate_id))
    hours = policy_of(session, home.estate_id, NoticePolicy).resident_hours
    plans = [planned(session, home.estate_id, *roles, calendar=calendar) for roles in COMERS]
    booked = [each for each in open_in(session, home.estate_id) if each.home_id != home.id]
    policy = policy_of(session, home.estate_id, CollectingPolicy)
    for at in moments_offered(now, policy, calendar, hours):
        busy = {each.staff_id for each in booked if abs(each.at - at) < LASTS}
        there = (each for plan in plans for each in _at_work(plan, calendar, at, home))
        free = (each for each in there if each.id not in busy and can_come(session, each, home, at))
        comer = next(free, None)
        if comer is not None:
            yield Chance(at, comer)


def _at_work(plan: Plan, calendar: Calendar, at: datetime, home: Home) -> list[Staff]:
    """Return who is there for as long as it lasts, first those whose building it is."""
    local = at.astimezone(calendar.zone)
    hours = Hours(local.time(), (local + LASTS).time())
    there = plan.at_work(calendar.day_of(at), hours)
    return sorted(there, key=lambda each: (home.building not in each.buildings, each.id))


def can_come(session: Session, staff: Staff, home: Home, at: datetime) -> bool:
    """Tell whether they can be written to, and it is not their own home. FEE-12."""
    on = today_in(session, home.estate_id, now=at)
    theirs = roles_in(session, staff.person_id, home.id, on=on)
    return reachable(session, [staff]) is not None and not theirs
