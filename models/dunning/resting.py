"""What makes a home's ladder rest, by whom, until when, and how it goes on."""

from datetime import date, datetime, time, timedelta

from sqlmodel import Session, col, select

from models.due import called_off, due
from models.dunning.climbing import tell_finance
from models.dunning.clock import PromiseIsUp
from models.dunning.policy import DunningPolicy
from models.dunning.reading import begun_on, rest_of, rests, standing_of
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
from models.people.tables import Person
from models.permissions import today_in

RINGS_AT = time(9)


class RestsAlready(DomainError):
    """Somebody has said something about it already; the ladder rests."""

    text_key = "dunning.rests_already"


class NothingOwed(DomainError):
    """The home owes nothing."""

    text_key = "dunning.nothing_owed"


class PromisedBefore(DomainError):
    """Since this reminder a day has been named already, and has passed."""

    text_key = "dunning.promised_before"


class AlreadySettled(DomainError):
    """Somebody has said already how it was."""

    text_key = "dunning.already_settled"


def claim_paid(session: Session, step_id: int, *, by: Person, now: datetime) -> Rest:
    """Let the ladder rest until finance has looked.

    Raises NotAllowed, NothingOwed, RestsAlready.
    """
    step = _reminded(session, step_id, by=by, now=now)
    rest = _begin(session, step, Brake.CLAIMED, by=by, until=None, now=now)
    tell_finance(session, step.estate_id, ClaimForFinance(rest.id), now=now)
    return rest


def claim_early(
    session: Session, home_id: int, *, through: date, by: Person, now: datetime
) -> Rest:
    """Let the home rest until finance has looked for what is due by that day, arrears or not.

    Raises NotAllowed, NothingOwed, RestsAlready.
    """
    home = _payer_s_home(session, home_id, through=through, by=by, now=now)
    rest = Rest(
        estate_id=home.estate_id, home_id=home.id, brake=Brake.CLAIMED, person_id=by.id,
        begun_at=now, through=through,
    )  # fmt: skip
    session.add(rest)
    session.flush()
    tell_finance(session, home.estate_id, ClaimForFinance(rest.id), now=now)
    return rest


def promise(session: Session, step_id: int, days: int, *, by: Person, now: datetime) -> Rest:
    """Let the ladder rest until that day. FEE-11.

    Raises NotAllowed, NothingOwed, RestsAlready, PromisedBefore.
    """
    step = _reminded(session, step_id, by=by, now=now)
    if days not in policy_of(session, step.estate_id, DunningPolicy).promise_days:
        raise NotAllowed
    earlier = select(Rest).where(
        Rest.home_id == step.home_id, Rest.brake == Brake.PROMISED, col(Rest.kept).is_(False)
    )
    if any(each.until is not None and each.until >= step.on for each in session.exec(earlier)):
        raise PromisedBefore
    until = today_in(session, step.estate_id, now=now) + timedelta(days=days)
    rest = _begin(session, step, Brake.PROMISED, by=by, until=until, now=now)
    calendar = calendar_of(session, session.get_one(Estate, step.estate_id))
    at = calendar.local(until + timedelta(days=1), RINGS_AT)
    due(session, PromiseIsUp(rest.id), estate_id=step.estate_id, at=at)
    return rest


def promise_is_up(session: Session, moment: PromiseIsUp, *, now: datetime) -> None:
    """Let the ladder go on; if nothing came, somebody of the office rings up. FEE-10, FEE-11."""
    rest = session.get_one(Rest, moment.subject)
    if rest.ended_at is not None:
        return
    home = session.get_one(Home, rest.home_id)
    promised = standing_of(session, home, on=begun_on(session, rest))
    _end(session, rest, kept=not promised.owed, now=now)
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
    _end(session, rest, kept=False, now=now)
    _tell_claimant(session, rest, now=now)
    return rest


def _tell_claimant(session: Session, rest: Rest, *, now: datetime) -> None:
    """Say kindly that it was not found, while the home is still theirs."""
    home, person = session.get_one(Home, rest.home_id), session.get_one(Person, rest.person_id)
    today = today_in(session, rest.estate_id, now=now)
    address = private(person)
    if address is not None and person.id in {e.id for e in payers_of(session, home, on=today)}:
        post(session, NotFound(rest.id), to=address, now=now)


def hold(session: Session, home_id: int, *, by: Person, now: datetime) -> Rest:
    """Let the ladder rest until somebody of the office lets it go on: hardship, death, vacancy.

    Raises NotStaff, NotAllowed, OwnHome, RestsAlready.
    """
    staff = require_money_for(session, home_id, by, now=now)
    home = session.get_one(Home, home_id, with_for_update=True)
    if rest_of(session, home.id) is not None:
        raise RestsAlready
    rest = Rest(
        estate_id=home.estate_id, home_id=home.id, brake=Brake.HELD, staff_id=staff.id,
        begun_at=now,
    )  # fmt: skip
    session.add(rest)
    session.flush()
    return rest


def go_on(session: Session, home_id: int, *, by: Person, now: datetime) -> None:
    """Let the ladder go on. Raises NotStaff, NotAllowed, OwnHome, AlreadySettled."""
    require_money_for(session, home_id, by, now=now)
    rest = rest_of(session, home_id)
    if rest is None:
        raise AlreadySettled
    called_off(session, PromiseIsUp, subject=rest.id, now=now)
    _end(session, rest, kept=None, now=now)


def _reminded(session: Session, step_id: int, *, by: Person, now: datetime) -> DunningStep:
    """Return the step that the person was reminded with, while the home is still theirs."""
    step = session.get(DunningStep, step_id)
    if step is None:
        raise NotAllowed
    today = today_in(session, step.estate_id, now=now)
    _payer_s_home(session, step.home_id, through=today, by=by, now=now)
    return step


def _payer_s_home(
    session: Session, home_id: int, *, through: date, by: Person, now: datetime
) -> Home:
    """Return the home, while it is theirs, owes something by that day, and does not rest."""
    home = session.get_one(Home, home_id, with_for_update=True)
    today = today_in(session, home.estate_id, now=now)
    if by.id not in {each.id for each in payers_of(session, home, on=today)}:
        raise NotAllowed
    standing = standing_of(session, home, on=through)
    if not standing.owed:
        raise NothingOwed
    if rests(session, standing):
        raise RestsAlready
    if standing.rest is not None:
        _end(session, standing.rest, kept=True, now=now)
    return home


def _begin(
    session: Session, step: DunningStep, brake: Brake, *, by: Person, until: date | None,
    now: datetime,
) -> Rest:  # fmt: skip
    rest = Rest(
        estate_id=step.estate_id, home_id=step.home_id, brake=brake, person_id=by.id,
        begun_at=now, until=until,
    )  # fmt: skip
    session.add(rest)
    session.flush()
    return rest


def _end(session: Session, rest: Rest, *, kept: bool | None, now: datetime) -> None:
    rest.ended_at, rest.kept = now, kept
    session.add(rest)
    session.flush()
