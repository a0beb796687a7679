"""The office lets a home's ladder rest, or go on."""

from datetime import date, datetime

from sqlmodel import Session

from models.calendar import months_after
from models.due import called_off
from models.dunning.clock import RestIsUp
from models.dunning.policy import DunningPolicy
from models.dunning.reading import rest_of
from models.dunning.resting import AlreadySettled, begin_rest, end_rest
from models.dunning.tables import Rest
from models.dunning.words import HOLDS, Brake
from models.errors import NotAllowed
from models.estate.settings import policy_of
from models.fees.operations import require_money_for
from models.people.tables import Person
from models.permissions import today_in


def hold(session: Session, home_id: int, why: Brake, *, by: Person, now: datetime) -> Rest:
    """Let the ladder rest until the office lets it go on, or the bank has collected.

    Raises NotStaff, NotAllowed, OwnHome, RestsAlready.
    """
    if why not in HOLDS:
        raise NotAllowed
    staff = require_money_for(session, home_id, by, now=now)
    until = None
    if why is Brake.BANK:
        day = policy_of(session, staff.estate_id, DunningPolicy).bank_day
        until = next_day(today_in(session, staff.estate_id, now=now), day)
    return begin_rest(session, home_id, why, staff=staff, until=until, now=now)


def go_on(session: Session, home_id: int, *, by: Person, now: datetime) -> None:
    """Let the ladder go on. Raises NotStaff, NotAllowed, OwnHome, AlreadySettled."""
    require_money_for(session, home_id, by, now=now)
    rest = rest_of(session, home_id)
    if rest is None:
        raise AlreadySettled
    called_off(session, RestIsUp, subject=rest.id, now=now)
    end_rest(session, rest, kept=None, now=now)


def next_day(today: date, day: int) -> date:
    """Return the next date with that day of the month, today or later."""
    on = today.replace(day=day)
    return on if on >= today else months_after(on, 1)
