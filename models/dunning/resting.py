"""What makes a home's ladder rest, by whom, until when, and how it goes on."""

from datetime import date, datetime, time, timedelta

from sqlmodel import Session, col, func, select

from models.due import due
from models.dunning.climbing import tell_finance
from models.dunning.clock import RestIsUp
from models.dunning.policy import DunningPolicy
from models.dunning.reading import begun_on, rests, standing_of
from models.dunning.rest_messages import ClaimForFinance, NotFound, PromiseBroken
from models.dunning.tables import DunningStep, Rest
from models.dunning.words import Brake
from models.errors import DomainError, NotAllowed
from models.estate.calendars import calendar_of
from models.estate.settings import policy_of
from models.estate.tables import Estate, Home
from models.fees.operations import require_money_for
from models.fees.reading import payers_of
from models.intents.operations import post, private
from models.people.tables import Person, Staff
from models.permissions import today_in

RINGS_AT = time(9)
A_MONTH, CLAIMS = timedelta(days=28), 2


class RestsAlready(DomainError):
    """Somebody has said something about it already; the ladder rests."""

    text_key = "dunning.rests_already"


class NothingOwed(DomainError):
    """The home owes nothing."""

    text_key = "dunning.nothing_owed"


class PromisedBefore(DomainError):
    """Since this reminder a day has been named already, and has passed."""

    text_key = "dunning.promised_before"


class ClaimedBefore(DomainError):
    """Twice in a month it was not found: now somebody talks it over. FEE-10."""

    text_key = "dunning.claimed_before"


class AlreadySettled(DomainError):
    """Somebody has said already how it was."""

    text_key = "dunning.already_settled"


def claim_paid(session: Session, step_id: int, *, by: Person, now: datetime) -> Rest:
    """Let the ladder rest until finance has looked.

    Raises NotAllowed, NothingOwed, RestsAlready, ClaimedBefore.
    """
    step = reminded(session, step_id, by=by, now=now)
    return _claimed(session, step.home_id, None, by=by, now=now)


def claim_early(
    session: Session, home_id: int, *, through: date, by: Person, now: datetime
) -> Rest:
    """Let the home rest until finance has looked for what is due by that day, arrears or not.

    Raises NotAllowed, NothingOwed, RestsAlready, ClaimedBefore.
    """
    return _claimed(session, home_id, through, by=by, now=now)


def _claimed(
    session: Session, home_id: int, through: date | None, *, by: Person, now: datetime
) -> Rest:
    require_claim(session, home_id, through=through, by=by, now=now)
    rest = begin_rest(session, home_id, Brake.CLAIMED, by=by, now=now)
    rest.through = through
    session.add(rest)
    session.flush()
    tell_finance(session, rest.estate_id, ClaimForFinance(rest.id), now=now)
    return rest


def require_claim(
    session: Session, home_id: int, *, through: date | None, by: Person, now: datetime
) -> None:
    """Let the person say that it is paid, unless it was not found twice in a month.

    Raises NotAllowed, NothingOwed, RestsAlready, ClaimedBefore.
    """
    home = session.get_one(Home, home_id)
    today = today_in(session, home.estate_id, now=now)
    require_owing(session, home_id, through=through or today, by=by, now=now)
    missed = select(func.count()).where(
        Rest.home_id == home_id, Rest.brake == Brake.CLAIMED, col(Rest.kept).is_(False),
        Rest.begun_at > now - A_MONTH,
    )  # fmt: skip
    if session.exec(missed).one() >= CLAIMS:
        raise ClaimedBefore


def promise(session: Session, step_id: int, days: int, *, by: Person, now: datetime) -> Rest:
    """Let the ladder rest until that day. FEE-11.

    Raises NotAllowed, NothingOwed, RestsAlready, PromisedBefore.
    """
    step = reminded(session, step_id, by=by, now=now)
    if days not in policy_of(session, step.estate_id, DunningPolicy).promise_days:
        raise NotAllowed
    earlier = select(Rest).where(
        Rest.home_id == step.home_id, Rest.brake == Brake.PROMISED, col(Rest.kept).is_(False)
    )
    if any(each.until is not None and each.until >= step.on for each in session.exec(earlier)):
        raise PromisedBefore
    until = today_in(session, step.estate_id, now=now) + timedelta(days=days)
    return begin_rest(session, step.home_id, Brake.PROMISED, by=by, until=until, now=now)


def rest_is_up(session: Session, moment: RestIsUp, *, now: datetime) -> None:
    """Let the ladder go on; if nothing came, somebody of the office rings up. FEE-10, FEE-11."""
    rest = session.get_one(Rest, moment.subject)
    if rest.ended_at is not None:
        return
    home = session.get_one(Home, rest.home_id)
    meant = standing_of(session, home, on=begun_on(session, rest))
    end_rest(session, rest, kept=not meant.owed, now=now)
    if not rest.kept:
        tell_finance(session, rest.estate_id, PromiseBroken(rest.id), now=now)


def judge_claim(session: Session, rest_id: int, *, found: bool, by: Person, now: datetime) -> Rest:
    """Let finance say whether the money is there. FEE-02, FEE-12.

    Found, the ladder rests until it is entered; not found, who claimed it hears so.
    Raises NotStaff, NotAllowed, OwnHome, AlreadySettled.
    """
    rest = session.get(Rest, rest_id, with_for_update=True)
    if rest is None or rest.brake not in (Brake.CLAIMED, Brake.FOUND):
        raise NotAllowed
    rest.staff_id = require_money_for(session, rest.home_id, by, now=now).id
    if rest.ended_at is not None or rest.brake is Brake.FOUND:
        raise AlreadySettled
    if found:
        rest.brake = Brake.FOUND
        session.add(rest)
        session.flush()
        return rest
    end_rest(session, rest, kept=False, now=now)
    _tell_claimant(session, rest, now=now)
    return rest


def _tell_claimant(session: Session, rest: Rest, *, now: datetime) -> None:
    """Say kindly that it was not found, while the home is still theirs."""
    home, person = session.get_one(Home, rest.home_id), session.get_one(Person, rest.person_id)
    today = today_in(session, rest.estate_id, now=now)
    address = private(person)
    if address is not None and person.id in {e.id for e in payers_of(session, home, on=today)}:
        post(session, NotFound(rest.id), to=address, now=now)


def reminded(session: Session, step_id: int, *, by: Person, now: datetime) -> DunningStep:
    """Return the step that the person was reminded with, while the home is still theirs."""
    step = session.get(DunningStep, step_id)
    if step is None:
        raise NotAllowed
    today = today_in(session, step.estate_id, now=now)
    require_owing(session, step.home_id, through=today, by=by, now=now)
    return step


def require_owing(
    session: Session, home_id: int, *, through: date, by: Person, now: datetime
) -> Home:
    """Return the home, while it is theirs, owes something by that day, and does not rest.

    Raises NotAllowed, NothingOwed, RestsAlready.
    """
    home = session.get_one(Home, home_id, with_for_update=True)
    today = today_in(session, home.estate_id, now=now)
    if by.id not in {each.id for each in payers_of(session, home, on=today)}:
        raise NotAllowed
    standing = standing_of(session, home, on=through)
    if not standing.owed:
        raise NothingOwed
    if rests(session, standing):
        raise RestsAlready
    return home


def begin_rest(
    session: Session, home_id: int, brake: Brake, *, by: Person | None = None,
    staff: Staff | None = None, until: date | None = None, now: datetime,
) -> Rest:  # fmt: skip
    """Let the home rest from now on, until the end of a day if one is named.

    Money that was found and is entered by now makes way for it.
    Raises RestsAlready.
    """
    home = session.get_one(Home, home_id, with_for_update=True)
    standing = standing_of(session, home, on=today_in(session, home.estate_id, now=now))
    if rests(session, standing):
        raise RestsAlready
    if standing.rest is not None:
        end_rest(session, standing.rest, kept=True, now=now)
    rest = Rest(
        estate_id=home.estate_id, home_id=home.id, brake=brake, begun_at=now, until=until,
        person_id=by.id if by else None, staff_id=staff.id if staff else None,
    )  # fmt: skip
    session.add(rest)
    session.flush()
    if until is not None:
        calendar = calendar_of(session, session.get_one(Estate, home.estate_id))
        at = calendar.local(until + timedelta(days=1), RINGS_AT)
        due(session, RestIsUp(rest.id), estate_id=home.estate_id, at=at)
    return rest


def end_rest(session: Session, rest: Rest, *, kept: bool | None, now: datetime) -> None:
    """Let the ladder go on, and keep whether it turned out as was said."""
    rest.ended_at, rest.kept = now, kept
    session.add(rest)
    session.flush()
