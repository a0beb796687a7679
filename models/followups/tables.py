"""Follow-ups: one row for each question about a finished job."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import SQLModel

from models.fields import choice, json_value, key, link, one_of
from models.followups.policy import Channel
from models.followups.rules import Answer, FollowUpKind


class FollowUp(SQLModel, table=True):
    """One question after one finished job. `round` counts the times the case was finished.

    Counted from `since`: the finish, or the leak test; `staff_id` had the job then. `settled_at`:
    answered, or no longer asked, because a newer question took its place. Silence leaves `answer`
    empty (GEN-08).
    """

    __tablename__ = "followups"
    __table_args__ = (
        UniqueConstraint("case_id", "round", "kind"),
        one_of("kind", FollowUpKind),
        one_of("answer", Answer),
        one_of("channel", Channel),
    )

    id: int = key()
    estate_id: int = link("estates.id")
    case_id: int = link("cases.id")
    round: int
    staff_id: int | None = link("staff.id", optional=True)
    kind: FollowUpKind = choice(FollowUpKind, default=FollowUpKind.GENERAL)
    done_at: datetime
    since: datetime
    limit_at: datetime
    final_at: datetime
    asked_at: datetime | None = None
    answer: Answer | None = choice(Answer, default=None, nullable=True)
    answered_at: datetime | None = None
    channel: Channel | None = choice(Channel, default=None, nullable=True)
    reasons: list[str] = json_value(default_factory=list)
    opinion: str = ""
    settled_at: datetime | None = None
