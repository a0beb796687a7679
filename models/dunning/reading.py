"""Where a home stands on the ladder, and what makes it rest: reckoned anew whenever asked."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlmodel import Session, col, func, select

from models.dunning.policy import DunningPolicy
from models.dunning.rules import Step, is_watched, months_behind, next_step, step_on
from models.dunning.tables import DunningStep, Rest
from models.dunning.words import Brake
from models.estate.settings import policy_of
from models.estate.tables import Home
from models.fees.reading import account_of
from models.fees.rules import Line
from models.fees.tables import Charge, Payment
from models.fees.words import PaymentState
from models.permissions import today_in
from models.prepared import Rows, prepared
from models.values import frozen


@frozen
class Standing:
    """A home on a day: what it owes of what was due by then, its rung, and why it rests."""

    home: Home
    on: date
    lines: tuple[Line, ...]  # what is open of what was due by that day, oldest first
    rest: Rest | None
    months: int | None = None  # of arrears
    now: Step | None = None  # the rung of this very day
    following: Step | None = None
    watched: bool = False  # FEE-09

    @property
    def owed(self) -> int:
        """Return what is owed in all, in fen."""
        return sum(line.open for line in self.lines)


def standing_of(session: Session, home: Home, *, on: date) -> Standing:
    """Return where the home stands that day, by its oldest charge that is open. FEE-05 to FEE-09.

    It depends on charges, payments, settings and the day alone, so it can be explained at any time.
    """
    account, rest = account_of(session, home.id), rest_of(session, home.id)
    lines = tuple(line for line in account.open_lines if line.charge.due_on <= on)
    if not lines:
        return Standing(home, on, lines, rest)
    policy, since = policy_of(session, home.estate_id, DunningPolicy), lines[0].charge.due_on
    return Standing(
        home, on, lines, rest, months_behind(since, on, policy),
        step_on(since, on, policy, is_large=home.large_payer),
        next_step(since, on, policy, is_large=home.large_payer),
        is_watched(since, on, policy),
    )  # fmt: skip


def rest_of(session: Session, home_id: int) -> Rest | None:
    """Return why the home's ladder rests now; None while it does not."""
    return _resting(session, home_id).first()


@prepared
def _resting(home_id: Any) -> Rows[Rest]:
    return select(Rest).where(Rest.home_id == home_id, col(Rest.ended_at).is_(None))


def rests(session: Session, standing: Standing) -> bool:
    """Tell whether the home rests. Money that was found answers for what was due by then, only."""
    rest = standing.rest
    if rest is None or rest.brake is not Brake.FOUND:
        return rest is not None
    meant = begun_on(session, rest)
    if standing.on < meant:
        standing = standing_of(session, standing.home, on=meant)
    return any(line.charge.due_on <= meant for line in standing.lines)


def resting_for(session: Session, standing: Standing) -> Rest | None:
    """Return why the home rests; None where it does not, or where a rest answers for nothing."""
    return standing.rest if rests(session, standing) else None


def begun_on(session: Session, rest: Rest) -> date:
    """Return the day up to which what was due is meant: the one it began on, or a later one."""
    return rest.through or today_in(session, rest.estate_id, now=rest.begun_at)


def resting_in(session: Session, estate_id: int, *, on: date) -> int:
    """Return how many homes of the estate owe something by that day, and rest."""
    found = select(Home).join(Rest, col(Rest.home_id) == col(Home.id))
    found = found.where(Rest.estate_id == estate_id, col(Rest.ended_at).is_(None))
    standings = (standing_of(session, home, on=on) for home in session.exec(found).all())
    return sum(bool(each.owed) and rests(session, each) for each in standings)


def steps_of(session: Session, home_id: int) -> Sequence[DunningStep]:
    """Return the steps that were taken for the home, oldest first."""
    wanted = select(DunningStep).where(DunningStep.home_id == home_id)
    return session.exec(wanted.order_by(col(DunningStep.on))).all()


def who_owes(session: Session, estate_id: int) -> Sequence[Home]:
    """Return the homes that owe anything, due or not, building by building."""
    charged = (
        select(Charge.home_id, func.sum(Charge.amount).label("sum"))
        .where(Charge.estate_id == estate_id)
        .group_by(col(Charge.home_id))
        .subquery()
    )
    paid = (
        select(Payment.home_id, func.sum(Payment.amount).label("sum"))
        .where(Payment.estate_id == estate_id, Payment.state != PaymentState.CANCELLED)
        .group_by(col(Payment.home_id))
        .subquery()
    )
    wanted = (
        select(Home)
        .join(charged, charged.c.home_id == col(Home.id))
        .outerjoin(paid, paid.c.home_id == col(Home.id))
        .where(charged.c.sum > func.coalesce(paid.c.sum, 0))
    )
    return session.exec(wanted.order_by(col(Home.building), col(Home.unit), col(Home.id))).all()
