"""A plan of instalments: agreed at the desk, told to who pays, and looked at after each day."""

from datetime import date, datetime, time, timedelta

from sqlmodel import Session

from models.due import called_off, due
from models.dunning.climbing import tell_finance
from models.dunning.clock import PartIsDue
from models.dunning.plans import Part, is_kept, next_part, plan_of
from models.dunning.policy import DunningPolicy
from models.dunning.reading import begun_on, standing_of
from models.dunning.rest_messages import PartIsNear, PlanAgreed, PlanKept, PromiseBroken
from models.dunning.resting import RINGS_AT, NothingOwed, begin_rest, end_rest
from models.dunning.tables import Rest
from models.dunning.words import Brake
from models.errors import DomainError, NotAllowed
from models.estate.calendars import calendar_of
from models.estate.settings import policy_of
from models.estate.tables import Estate, Home
from models.fees.operations import require_money_for
from models.fees.reading import account_of, payers_of
from models.intents.messages import Message
from models.intents.operations import post, private
from models.people.tables import Person
from models.permissions import today_in

NEAR_AT = time(10)
AHEAD = timedelta(days=62)


class FirstDayImpossible(DomainError):
    """The first part is paid today or later, and within two months."""

    text_key = "dunning.first_day_impossible"


def agree(
    session: Session, home_id: int, count: int, first: date, *, by: Person, now: datetime
) -> Rest:
    """Let the home pay what it owes today in that many parts; the ladder rests meanwhile. FEE-11.

    Raises NotStaff, NotAllowed, OwnHome, NothingOwed, RestsAlready, FirstDayImpossible.
    """
    staff = require_money_for(session, home_id, by, now=now)
    today = today_in(session, staff.estate_id, now=now)
    if count not in policy_of(session, staff.estate_id, DunningPolicy).instalments:
        raise NotAllowed
    if not today <= first <= today + AHEAD:
        raise FirstDayImpossible
    owed = owed_now(session, home_id, on=today)
    if not owed:
        raise NothingOwed
    parts = plan_of(owed, count, first)
    rest = begin_rest(session, home_id, Brake.INSTALMENTS, staff=staff, now=now)
    rest.until, rest.owed = parts[-1].on, owed
    rest.paid = _paid(session, rest)
    rest.parts = [[part.on.isoformat(), part.amount] for part in parts]
    session.add(rest)
    session.flush()
    _enter(session, rest, after=today - timedelta(days=1), now=now)
    _tell_payers(session, rest, PlanAgreed(rest.id), now=now)
    return rest


def part_is_due(session: Session, moment: PartIsDue, *, now: datetime) -> None:
    """Say that a part is near; or see whether it was paid, and let the plan or the ladder go on.

    Source: FEE-10, FEE-11.
    """
    rest = session.get_one(Rest, moment.subject)
    if rest.ended_at is not None:
        return
    parts, left = parts_of(rest), _left(session, rest)
    kept = is_kept(parts, _paid(session, rest) - rest.paid, left, moment.on)
    if moment.near:
        if not kept:
            _tell_payers(session, rest, PartIsNear(rest.id, on=moment.on), now=now)
    elif not kept:
        end_rest(session, rest, kept=False, now=now)
        tell_finance(session, rest.estate_id, PromiseBroken(rest.id, until=moment.on), now=now)
    elif left == 0 or next_part(parts, moment.on) is None:
        called_off(session, PartIsDue, subject=rest.id, now=now)
        end_rest(session, rest, kept=True, now=now)
        _tell_payers(session, rest, PlanKept(rest.id), now=now)
    else:
        _enter(session, rest, after=moment.on, now=now)


def parts_of(rest: Rest) -> tuple[Part, ...]:
    """Return the parts of the plan."""
    return tuple(Part(date.fromisoformat(on), amount) for on, amount in rest.parts)


def owed_now(session: Session, home_id: int, *, on: date) -> int:
    """Return what the home owes of what was due by that day."""
    return standing_of(session, session.get_one(Home, home_id), on=on).owed


def _left(session: Session, rest: Rest) -> int:
    return owed_now(session, rest.home_id, on=begun_on(session, rest))


def _paid(session: Session, rest: Rest) -> int:
    """Return how much is paid of what was due when the plan was agreed."""
    lines, by = account_of(session, rest.home_id).lines, begun_on(session, rest)
    return sum(line.paid for line in lines if line.charge.due_on <= by)


def _enter(session: Session, rest: Rest, *, after: date, now: datetime) -> None:
    part = next_part(parts_of(rest), after)
    if part is None:
        return
    calendar = calendar_of(session, session.get_one(Estate, rest.estate_id))
    near = calendar.local(part.on - timedelta(days=1), NEAR_AT)
    if near > now:
        due(session, PartIsDue(rest.id, part.on, near=True), estate_id=rest.estate_id, at=near)
    at = calendar.local(part.on + timedelta(days=1), RINGS_AT)
    due(session, PartIsDue(rest.id, part.on), estate_id=rest.estate_id, at=at)


def _tell_payers(session: Session, rest: Rest, message: Message, *, now: datetime) -> None:
    home = session.get_one(Home, rest.home_id)
    today = today_in(session, rest.estate_id, now=now)
    for person in payers_of(session, home, on=today):
        address = private(person)
        if address is not None and person.unreachable_since is None:
            post(session, message, to=address, now=now)
