"""The moments of a complaint: it is routed, warned of, late, and open for a month."""

from datetime import datetime
from typing import ClassVar

from sqlalchemy import func
from sqlmodel import Session, col, select

from models.cases.moments import OfCase
from models.cases.tables import Case
from models.complaints.policy import ComplaintPolicy
from models.complaints.rules import warned_at
from models.complaints.tables import Complaint
from models.due import Due, called_off, due
from models.estate.settings import policy_of
from models.followups.planning import counting_of
from models.values import frozen


@frozen
class RouteIsLate(OfCase):
    """Nobody has judged and routed the complaint within the hour, as the manuals ask."""

    subject: int
    rings: ClassVar[str] = "complaints"


@frozen
class NobodyHasIt(OfCase):
    """Since then nobody who may have it could be written to: looked for each hour. GEN-12."""

    subject: int
    since: str
    rings: ClassVar[str] = "complaints"

    def identity(self) -> str:
        return self.since


@frozen
class LimitIsNear(OfCase):
    """A promise is about to break: `limit` is `answer` or `solve`, `until` the promise.

    `level` tells apart what was promised again after it was not good.
    """

    subject: int
    limit: str
    until: str
    level: int
    rings: ClassVar[str] = "complaints"

    def identity(self) -> str:
        return f"{self.level}.{self.limit}.{self.until}"


@frozen
class LimitIsPassed(LimitIsNear):
    """A promise has broken; `step` counts the days since."""

    step: int = 0

    def identity(self) -> str:
        return f"{super().identity()}.{self.step}"


@frozen
class MonthIsUp(OfCase):
    """A complaint that was not solved within a month becomes class A. By the manuals."""

    subject: int
    rings: ClassVar[str] = "complaints"


@frozen
class HarmRings(OfCase):
    """Nobody has said yet that the harm is stopped: told for the `step`-th time. CMP-10."""

    subject: int
    step: int
    rings: ClassVar[str] = "complaints"

    def identity(self) -> str:
        return str(self.step)


def book(session: Session, case: Case, *, now: datetime) -> None:
    """Enter the limits of the complaint in the book; those before no longer stand, and stay mute.

    What is to be solved by the time of its answer is warned of once.
    """
    complaint = session.get_one(Complaint, case.id)
    policy = policy_of(session, case.estate_id, ComplaintPolicy)
    limits = {"solve": complaint.solve_by}
    if complaint.answered_at is None and complaint.answer_by < complaint.solve_by:
        limits["answer"] = complaint.answer_by
    for limit, at in limits.items():
        known = (case.id, limit, at.isoformat(), case.level)
        if at > now:
            near = warned_at(at, now, policy)
            due(session, LimitIsNear(*known), estate_id=case.estate_id, at=near)
        step = _rung_for(session, LimitIsPassed(*known))
        passed = LimitIsPassed(*known, step=step)
        due(session, passed, estate_id=case.estate_id, at=max(at, now))
    month = counting_of(session, case.estate_id).a_month(case.opened_at)
    due(session, MonthIsUp(case.id), estate_id=case.estate_id, at=month)


def _rung_for(session: Session, moment: LimitIsPassed) -> int:
    """Return how often it was told already: a promise that stands again goes on from there."""
    stem = moment.identity().removesuffix(str(moment.step))
    told = select(func.count()).where(
        Due.kind == LimitIsPassed.__name__, Due.subject == moment.subject,
        col(Due.identity).startswith(stem, autoescape=True), col(Due.settled_at).is_not(None),
    )  # fmt: skip
    return session.exec(told).one()


def book_off(session: Session, case: Case, *, now: datetime) -> None:
    """Strike the limits off: it is solved, explained or withdrawn."""
    moments = (RouteIsLate, NobodyHasIt, LimitIsNear, LimitIsPassed, HarmRings)
    called_off(session, *moments, subject=case.id, now=now)
