"""The FAQ and the clock: its refresh, and the monthly quiz."""

from functools import partial

from sqlmodel import Session, select

from models.clock import Clock
from models.database import Database
from models.due import Rings
from models.estate.tables import Estate
from models.faq.keeping import RefreshComes, ask_for_refresh, plan_refresh
from models.faq.quizzes import QuizComes, hold_round, plan_quiz

WHEN_DUE: Rings = {
    RefreshComes: ask_for_refresh,  # FAQ-01
    QuizComes: hold_round,  # FAQ-02
}


def plan_faq(database: Database, clock: Clock) -> None:
    """Enter each estate's next refresh and quiz in the book."""
    for estate_id in database.read(_estates):
        for plan in (plan_refresh, plan_quiz):
            database.write(partial(plan, estate_id=estate_id, now=clock.now()))


def _estates(session: Session) -> list[int]:
    return list(session.exec(select(Estate.id)))
