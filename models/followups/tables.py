"""Follow-ups: one row each time a finished job is asked about."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import SQLModel

from models.fields import choice, key, link, one_of
from models.followups.rules import Answer


class FollowUp(SQLModel, table=True):
    """One question after one finished job. `round` counts the times the case was finished."""

    __tablename__ = "followups"
    __table_args__ = (UniqueConstraint("case_id", "round"), one_of("answer", Answer))

    id: int = key()
    estate_id: int = link("estates.id")
    case_id: int = link("cases.id")
    round: int
    done_at: datetime
    limit_at: datetime
    final_at: datetime
    asked_at: datetime | None = None
    answer: Answer | None = choice(Answer, default=None, nullable=True)
    answered_at: datetime | None = None
    by_phone: bool = False
