"""Why a home stands where it stands on a day, in words: it follows from rows and the day alone."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import ClassVar

from sqlmodel import Session, col, select

from models.dunning.messages import OwedLine, owed_lines
from models.dunning.policy import DunningPolicy
from models.dunning.reading import Standing, begun_on, resting_for
from models.dunning.rules import Step, arrears_from, ladder, months_behind
from models.dunning.tables import Rest
from models.dunning.words import Brake, Mode, Rung
from models.errors import NotAllowed
from models.estate.settings import policy_of
from models.estate.tables import Home
from models.fees.reading import account_of, require_money
from models.fees.rules import Line
from models.intents.messages import Message, Priority
from models.people.tables import Person
from models.permissions import today_in
from models.values import frozen


@frozen
class Ground:
    """What a home's place follows from: its oldest open charge, and the ladder from there."""

    due_on: date
    first: date  # arrears are counted from here
    months: int | None
    stands: Step | None  # the last rung that has come
    following: Step | None
    decided: tuple[Step, ...]  # letters and suit, with their days


@frozen
class WhyHere(Message):
    """Why the home stands there on that day: what is open, since when, which rung, why it rests."""

    home: str
    on: date
    later: bool  # the day is yet to come
    lines: tuple[OwedLine, ...]
    owed: int
    large: bool
    mode: Mode
    ground: Ground | None = None  # where nothing is open, none
    brake: Brake | None = None
    until: date | None = None

    text_key: ClassVar[str] = "conduct.why"
    priority: ClassVar[Priority] = Priority.STAFF


def ground_on(lines: Sequence[Line], on: date, policy: DunningPolicy, *, large: bool) -> Ground:
    """Return what the home's place follows from on that day, of what is open then, oldest first.

    Source: FEE-05 to FEE-08, S-37 to S-39.
    """
    due_on = lines[0].charge.due_on
    steps = ladder(due_on, policy, is_large=large)
    return Ground(
        due_on, arrears_from(due_on, policy), months_behind(due_on, on, policy),
        next((step for step in reversed(steps) if step.on <= on), None),
        next((step for step in steps if step.on > on), None),
        tuple(step for step in steps if step.rung is not Rung.REMINDER),
    )  # fmt: skip


def why_on(
    session: Session, home_id: int, on: date | None = None, *, by: Person, now: datetime
) -> WhyHere:
    """Return why the home stands where it does today, or on that day: what was paid by then counts.

    Of a day to come it is said as if nothing more were paid. Raises NotStaff, NotAllowed.
    """
    staff = require_money(session, by, now=now)
    home = session.get(Home, home_id)
    if home is None or home.estate_id != staff.estate_id:
        raise NotAllowed
    today = today_in(session, home.estate_id, now=now)
    on, policy = on or today, policy_of(session, home.estate_id, DunningPolicy)
    account = account_of(session, home.id, paid_by=on)
    lines = tuple(line for line in account.open_lines if line.charge.due_on <= on)
    standing = Standing(home, on, lines, rest_on(session, home.id, on))
    rest = resting_for(session, standing)
    ground = ground_on(lines, on, policy, large=home.large_payer) if lines else None
    return WhyHere(
        home.address, on, on > today, owed_lines(session, standing), standing.owed,
        home.large_payer, policy.mode, ground,
        rest.brake if rest else None, rest.until if rest else None,
    )  # fmt: skip


def rest_on(session: Session, home_id: int, on: date) -> Rest | None:
    """Return why the home rests on that day; a promise is over after the day that was promised."""
    wanted = select(Rest).where(Rest.home_id == home_id).order_by(col(Rest.begun_at).desc())
    for rest in session.exec(wanted):
        ended = rest.ended_at and today_in(session, rest.estate_id, now=rest.ended_at)
        over = (ended is not None and ended <= on) or (rest.until is not None and rest.until < on)
        if begun_on(session, rest) <= on and not over:
            return rest
    return None
