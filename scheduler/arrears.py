"""Arrears and the clock: on the 1st the month that ended is closed, and stated."""

from functools import partial

from sqlmodel import Session, select

from models.arrears.stating import MonthIsStated, plan_statement, state_month
from models.clock import Clock
from models.database import Database
from models.due import Rings
from models.estate.tables import Estate

WHEN_DUE: Rings = {
    MonthIsStated: state_month,  # FEE-13
}


def plan_arrears(database: Database, clock: Clock) -> None:
    """Enter each estate's next statement in the book."""
    for estate_id in database.read(_estates):
        database.write(partial(plan_statement, estate_id=estate_id, now=clock.now()))


def _estates(session: Session) -> list[int]:
    return list(session.exec(select(Estate.id)))
