"""How a call, a visit or a letter about arrears went: noted, with its reason, and what follows."""

from datetime import date, datetime, timedelta

from sqlmodel import Session, col, func, select

from models.due import called_off
from models.dunning.clock import ErrandIsLate
from models.dunning.conduct_messages import ErrandCard, ErrandNoted, is_wanted
from models.dunning.conduct_rules import OFFERED, follows, is_again
from models.dunning.errands import open_for
from models.dunning.policy import DunningPolicy
from models.dunning.reading import rest_of
from models.dunning.resting import AlreadySettled, begin_rest
from models.dunning.tables import Errand
from models.dunning.words import Brake, ErrandKind, Outcome
from models.errors import NotAllowed
from models.estate.settings import policy_of
from models.estate.tables import Home
from models.fees.operations import OwnHome
from models.fees.words import TAKES_MONEY
from models.household.limits import roles_in
from models.intents.messages import Message
from models.people.tables import Person, Staff, StaffRole
from models.permissions import OFFICERS, require_staff, today_in


def note(
    session: Session, errand_id: int, outcome: Outcome, *, rev: int | None = None, days: int = 0,
    reason: str = "", by: Person, now: datetime,
) -> Message:  # fmt: skip
    """Write down how it went, and open what follows; return what is said to who noted it.

    A day that was agreed lets the ladder rest until then. FEE-10, FEE-11.
    Raises NotStaff, NotAllowed, OwnHome, AlreadySettled.
    """
    errand, staff = _in_hand(session, errand_id, by=by, now=now)
    if errand.closed_at is not None or rev not in (None, errand.rev):
        raise AlreadySettled
    if outcome not in OFFERED[errand.kind]:
        raise NotAllowed
    home = session.get_one(Home, errand.home_id, with_for_update=True)
    if not is_wanted(session, errand):
        _close(session, errand, None, staff, now=now)
        return ErrandNoted(home.address, None)
    errand.rev, errand.tries, errand.reason = errand.rev + 1, errand.tries + 1, reason
    if is_again(errand.kind, outcome, tries=errand.tries):
        session.add(errand)
        return ErrandCard(errand.id)
    _close(session, errand, outcome, staff, now=now)
    if outcome is Outcome.PROMISED:
        until = _promised(session, home, days, staff, now=now)
        return ErrandNoted(home.address, outcome, until)
    following = follows(outcome, refusals=_refusals(session, home.id))
    opened = open_for(session, home, following, now=now) if following else None
    by_then = opened.due_at if opened else None
    return ErrandNoted(home.address, outcome, None, following, by_then)


def in_hand(session: Session, errand_id: int, *, by: Person, now: datetime) -> Errand:
    """Return what the person may note. Raises NotStaff, NotAllowed, OwnHome, AlreadySettled."""
    errand, _ = _in_hand(session, errand_id, by=by, now=now)
    if errand.closed_at is not None:
        raise AlreadySettled
    return errand


def _in_hand(
    session: Session, errand_id: int, *, by: Person, now: datetime
) -> tuple[Errand, Staff]:
    staff = require_staff(session, by, now=now)
    errand = session.get(Errand, errand_id, with_for_update=True)
    if errand is None or errand.estate_id != staff.estate_id:
        raise NotAllowed
    if staff.role not in OFFICERS | set(TAKES_MONEY):
        raise NotAllowed
    if errand.kind is ErrandKind.HEAD and staff.role is not StaffRole.OFFICE_HEAD:
        raise NotAllowed
    today = today_in(session, errand.estate_id, now=now)
    if roles_in(session, by.id, errand.home_id, on=today):
        raise OwnHome
    return errand, staff


def _close(
    session: Session, errand: Errand, outcome: Outcome | None, by: Staff, *, now: datetime
) -> None:
    errand.outcome, errand.closed_at, errand.closed_by = outcome, now, by.id
    session.add(errand)
    session.flush()
    called_off(session, ErrandIsLate, subject=errand.id, now=now)


def _promised(session: Session, home: Home, days: int, by: Staff, *, now: datetime) -> date:
    """Let the ladder rest until the day that was agreed; then it is looked whether it came."""
    if days not in policy_of(session, home.estate_id, DunningPolicy).promise_days:
        raise NotAllowed
    if rest_of(session, home.id) is not None:
        raise AlreadySettled
    until = today_in(session, home.estate_id, now=now) + timedelta(days=days)
    begin_rest(session, home.id, Brake.PROMISED, staff=by, until=until, now=now)
    return until


def _refusals(session: Session, home_id: int) -> int:
    refused = select(func.count(col(Errand.id))).where(
        Errand.home_id == home_id, Errand.outcome == Outcome.REFUSED
    )
    return session.exec(refused).one()
