"""People's own data and the clock: a wish to be forgotten comes true, unless it is taken back."""

from functools import partial

from sqlmodel import Session, select

from models.clock import Clock
from models.database import Database
from models.due import Rings
from models.estate.tables import Estate
from models.mydata.clock import ErasureComes, ErasureIsNear, KeptIsToGo, TracesComeAgain
from models.mydata.operations import come_again, erase_when_due, let_go, remind
from models.mydata.reviewing import (
    FileReviewIsLate,
    FilesAreDue,
    ask_for_review,
    plan_review,
    review_late,
)

WHEN_DUE: Rings = {
    ErasureIsNear: remind,  # SEC-01
    ErasureComes: erase_when_due,  # SEC-01, OWN-08
    TracesComeAgain: come_again,  # SEC-01
    KeptIsToGo: let_go,  # OWN-08
    FilesAreDue: ask_for_review,  # OWN-07
    FileReviewIsLate: review_late,  # OWN-07
}


def plan_reviews(database: Database, clock: Clock) -> None:
    """Enter each estate's next review of its files in the book."""
    for estate_id in database.read(_estates):
        database.write(partial(plan_review, estate_id=estate_id, now=clock.now()))


def _estates(session: Session) -> list[int]:
    return list(session.exec(select(Estate.id)))
