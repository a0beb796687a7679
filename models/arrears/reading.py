"""The figures of a month, from what was charged and paid; a closed month stays as it was stated."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from functools import cache
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import select as columns
from sqlmodel import Session, col, func, select

from models.arrears.movements import (
    Span,
    balance,
    cancelled,
    cash,
    charged,
    collected,
    span_of,
)
from models.arrears.rules import (
    BuildingLine,
    HomeSums,
    Part,
    Statement,
    added,
    age_in,
    ages_of,
    home_sums,
)
from models.arrears.tables import ArrearsMonth
from models.books.rules import Month
from models.dunning.policy import DunningPolicy
from models.dunning.rules import months_behind
from models.dunning.tables import DunningStep, Rest
from models.estate.calendars import calendar_of
from models.estate.settings import policy_of
from models.estate.tables import Estate, Home
from models.fees.reading import accounts_of
from models.fees.tables import Payment
from models.values import frozen

STATED = TypeAdapter(Statement)


@frozen
class HomeLine:
    """A home that owes: since which month, for how many months of arrears, why it rests."""

    home: str
    oldest: str
    months: int | None
    owed: int
    rest: str


@frozen
class Reckoned:
    """A month in figures, and the homes that they are of."""

    statement: Statement
    homes: tuple[HomeLine, ...]


def stated(session: Session, estate_id: int, month: Month) -> Statement | None:
    """Return what was stated of a month that is closed."""
    row = session.exec(_of(estate_id, month)).first()
    return None if row is None else STATED.validate_python(row.facts)


def statement_of(
    session: Session, estate: Estate, month: Month, *, now: datetime
) -> tuple[Statement, int | None]:
    """Return the month, and of a closed one by how much it would be stated differently now.

    A closed month is shown as it was stated.
    """
    known = stated(session, estate.id, month)
    if known is None:
        return reckoned(session, estate, month, now=now).statement, None
    until = calendar_of(session, estate).local(month.after.first, time())
    return known, balance(session, estate.id, month.after.first, until) - known.closing


def reckoned(session: Session, estate: Estate, month: Month, *, now: datetime) -> Reckoned:
    """Return the month as its charges and payments have it now. FEE-12, FEE-13.

    What earlier months turned out to be since they were stated is a line of its own.
    """
    span = span_of(calendar_of(session, estate), month, now=now)
    policy = policy_of(session, estate.id, DunningPolicy)
    since = ages_of(policy)

    @cache
    def behind(due_on: date) -> int | None:
        return months_behind(due_on, span.on, policy)

    ages = len(since) + 1  # one more than the months that part them
    sums = _sums(session, estate.id, span, lambda due_on: age_in(behind(due_on), since), ages)
    homes = _homes(session, estate.id)
    rests = _rests(session, estate.id, span)
    opening = balance(session, estate.id, span.first, span.since)
    before = stated(session, estate.id, month.before)
    owing = [(home, sums[home.id]) for home in homes if home.id in sums and sums[home.id].owed]
    statement = Statement(
        month=str(month), on=span.on,
        opening=opening if before is None else before.closing,
        corrected=0 if before is None else opening - before.closing,
        charged=charged(session, estate.id, span),
        collected=collected(session, estate.id, span),
        cancelled=cancelled(session, estate.id, span),
        owed=sum(each.owed for each in sums.values()),
        ahead=sum(each.ahead for each in sums.values()),
        came_due=sum(each.came_due for each in sums.values()),
        paid_of_it=sum(each.paid_of_it for each in sums.values()),
        earlier=sum(each.earlier for each in sums.values()),
        earlier_paid=sum(each.earlier_paid for each in sums.values()),
        since=since,
        ages=added([each.ages for each in sums.values()], ages),
        buildings=_buildings(homes, sums, ages),
        homes=len(owing),
        rests=_resting(owing, rests),
        steps=_steps(session, estate.id, span),
        cash=cash(session, estate.id, span),
    )  # fmt: skip
    lines = (
        HomeLine(home.address, oldest[0], behind(oldest[1]), each.owed, rests.get(home.id, ""))
        for home, each in owing
        if (oldest := each.oldest)
    )
    return Reckoned(statement, tuple(lines))


def _sums(
    session: Session, estate_id: int, span: Span, age: Callable[[date], int], ages: int
) -> Mapping[int, HomeSums]:
    paid_in = frozenset(session.exec(
        select(Payment.reference).where(
            Payment.estate_id == estate_id, Payment.paid_on >= span.first,
            Payment.paid_on <= span.on,
        )
    ))  # fmt: skip
    accounts = accounts_of(session, estate_id, paid_by=span.on, until=span.until)
    return {
        home_id: home_sums(account, span.first, span.on, paid_in=paid_in, age=age, ages=ages)
        for home_id, account in accounts
    }


def _homes(session: Session, estate_id: int) -> list[Home]:
    wanted = select(Home).where(Home.estate_id == estate_id)
    return list(session.exec(wanted.order_by(col(Home.building), col(Home.unit), col(Home.id))))


def _buildings(
    homes: list[Home], sums: Mapping[int, HomeSums], ages: int
) -> tuple[BuildingLine, ...]:
    found: dict[str, list[HomeSums]] = defaultdict(list)
    for home in homes:
        if home.id in sums:
            found[home.building].append(sums[home.id])
    return tuple(
        BuildingLine(
            building, sum(each.owed > 0 for each in rows), added([e.ages for e in rows], ages),
            sum(each.came_due for each in rows), sum(each.paid_of_it for each in rows),
        )
        for building, rows in found.items()
    )  # fmt: skip


def _rests(session: Session, estate_id: int, span: Span) -> Mapping[int, str]:
    """Return why each home rested when the span ended."""
    wanted = select(Rest.home_id, Rest.brake).where(
        Rest.estate_id == estate_id, Rest.begun_at < span.until,
        col(Rest.ended_at).is_(None) | (col(Rest.ended_at) >= span.until),
    )  # fmt: skip
    return {home_id: str(brake) for home_id, brake in session.exec(wanted)}


def _resting(owing: list[tuple[Home, HomeSums]], rests: Mapping[int, str]) -> tuple[Part, ...]:
    found: dict[str, list[int]] = defaultdict(list)
    for home, each in owing:
        if home.id in rests:
            found[rests[home.id]].append(each.owed)
    return tuple(Part(brake, len(owed), sum(owed)) for brake, owed in sorted(found.items()))


def _steps(session: Session, estate_id: int, span: Span) -> tuple[Part, ...]:
    wanted = (
        columns(col(DunningStep.rung), func.count())
        .where(col(DunningStep.estate_id) == estate_id)
        .where(col(DunningStep.on) >= span.first, col(DunningStep.on) <= span.on)
        .group_by(col(DunningStep.rung))
        .order_by(col(DunningStep.rung))
    )
    return tuple(Part(rung, count) for rung, count in session.execute(wanted))


def _of(estate_id: int, month: Month) -> Any:
    return select(ArrearsMonth).where(
        ArrearsMonth.estate_id == estate_id, ArrearsMonth.month == str(month)
    )
