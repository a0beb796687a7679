"""Books and the clock: they are checked each day, week and month, and climb when nobody does."""

from functools import partial

from sqlmodel import Session, select

from models.books.checks import BooksAreDue, CheckIsLate, ask_for_check, climb, plan_checks
from models.clock import Clock
from models.database import Database
from models.due import Rings
from models.estate.tables import Estate

WHEN_DUE: Rings = {
    BooksAreDue: ask_for_check,  # CMP-23
    CheckIsLate: climb,  # CMP-23
}


def plan_books(database: Database, clock: Clock) -> None:
    """Enter each estate's next checks in the book."""
    for estate_id in database.read(_estates):
        database.write(partial(plan_checks, estate_id=estate_id, now=clock.now()))


def _estates(session: Session) -> list[int]:
    return list(session.exec(select(Estate.id)))
