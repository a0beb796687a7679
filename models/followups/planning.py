"""Enter the questions after a finished job in the book, and say when the next one is asked."""

from datetime import datetime
from operator import attrgetter
from typing import Any, ClassVar

from sqlmodel import Session, col, select

from models.cases.moments import OfCase
from models.cases.tables import Case
from models.due import Due, called_off, due
from models.estate.calendars import calendar_of
from models.estate.settings import policy_of
from models.estate.tables import Estate, Home
from models.followups.policy import DeadlinePolicy, FollowUpPolicy
from models.followups.rules import Counting, FollowUpKind, Job, Plan, Plans, plans
from models.followups.tables import FollowUp
from models.intents.policy import NoticePolicy
from models.prepared import Rows, prepared
from models.repairs.classes import ORDERS
from models.repairs.tables import Repair
from models.values import frozen


@frozen
class FollowUpIsDue(OfCase):
    """It is time to ask; `tested`: counted anew, from a leak test."""

    subject: int
    tested: bool = False
    rings: ClassVar[str] = "followups"
    about = FollowUp

    def identity(self) -> str:
        return "tested" if self.tested else ""


@frozen
class FollowUpSilent(FollowUpIsDue):
    """Nobody answered: an officer telephones."""


def plan_follow_up(session: Session, case: Case, *, done_at: datetime) -> datetime:
    """Enter the questions for this finish in the book; return when the first one is asked.

    Whoever finished it, and whoever has it: CB-12 asks about a vendor's work as about ours. The
    question about a common part goes out with its reply. Source: CB-01 to CB-06, CB-12.
    """
    repair = session.get_one(Repair, case.id)
    repair.leak_tested_at = None  # of the finish before
    session.add(repair)
    planned = _planned(session, case, done_at)
    enter_questions(session, case, planned, done_at=done_at)
    return next(iter(planned.values())).ask_at


def enter_questions(session: Session, case: Case, planned: Plans, *, done_at: datetime) -> None:
    """Enter these questions about a finish in the book, as its next round."""
    newest = newest_round(session, case.id)
    number = newest[0].round + 1 if newest else 1
    for kind, plan in planned.items():
        _enter(session, case, number, done_at, kind, plan)


def plan_again(session: Session, case: Case, *, now: datetime) -> None:
    """Reckon with what became known after the finish: a leak test, or that it is important."""
    newest = newest_round(session, case.id)
    if not newest:
        return
    number, done_at = newest[0].round, newest[0].done_at
    known = {row.kind: row for row in newest}
    for kind, plan in _planned(session, case, done_at).items():
        row = known.get(kind)
        if row is None:
            _enter(session, case, number, done_at, kind, plan)
        elif row.since != plan.since and row.settled_at is None:
            called_off(session, FollowUpIsDue, FollowUpSilent, subject=row.id, now=now)
            row.since, row.limit_at, row.final_at = plan.since, plan.limit_at, plan.final_at
            row.asked_at = None
            session.add(row)
            _book(session, row, plan)


def newest_round(session: Session, case_id: int) -> list[FollowUp]:
    """Return the questions about the newest finish, the first one first."""
    rows = _rounds(session, case_id).all()
    return [row for row in rows if row.round == rows[0].round]


def leak_waits(session: Session, case_id: int) -> bool:
    """Tell whether a leak is to be asked about whose test nobody has entered yet."""
    if session.get_one(Repair, case_id).leak_tested_at is not None:
        return False
    newest = newest_round(session, case_id)
    return any(row.kind is FollowUpKind.LEAK and row.settled_at is None for row in newest)


def heard_last(session: Session, case_id: int) -> FollowUp | None:
    """Return the question of the case that was answered last; None before any answer."""
    answered = (row for row in _rounds(session, case_id) if row.answer is not None)
    return max(answered, key=attrgetter("answered_at", "id"), default=None)


def asked_next_at(
    session: Session, case_id: int, kind: FollowUpKind | None = None
) -> datetime | None:
    """Return when the next question of the case, or that of the kind, is asked; None without."""
    kinds = FollowUpKind if kind is None else (kind,)
    asked = newest_round(session, case_id)  # known already where a case is drawn
    return _asked_at(session, case_id, tuple(kinds)).first() if asked else None


@prepared
def _rounds(case_id: Any) -> Rows[FollowUp]:
    wanted = select(FollowUp).where(FollowUp.case_id == case_id)
    return wanted.order_by(col(FollowUp.round).desc(), col(FollowUp.id))


@prepared
def _asked_at(case_id: Any, kinds: Any) -> Rows[datetime]:
    return (
        select(Due.due_at)
        .join(FollowUp, col(FollowUp.id) == col(Due.subject))
        .where(
            Due.kind == FollowUpIsDue.__name__,
            col(Due.settled_at).is_(None),
            FollowUp.case_id == case_id,
            col(FollowUp.kind).in_(kinds),
        )
        .order_by(col(Due.due_at))
    )


def counting_of(session: Session, estate_id: int) -> Counting:
    """Return how the estate counts hours, days and months."""
    return Counting(
        calendar_of(session, session.get_one(Estate, estate_id)),
        policy_of(session, estate_id, NoticePolicy).resident_hours,
        policy_of(session, estate_id, DeadlinePolicy),
    )


def _planned(session: Session, case: Case, done_at: datetime) -> Plans:
    repair = session.get_one(Repair, case.id)
    home = None if case.home_id is None else session.get_one(Home, case.home_id)
    order = ORDERS[repair.order_kind]
    of_itself = repair.danger is not None or (home is not None and home.key_customer)
    job = Job(
        trade=repair.trade, is_public=order.answered_same_day,
        is_important=repair.important or of_itself,
        done_at=done_at, tested_at=repair.leak_tested_at,
    )  # fmt: skip
    policy = policy_of(session, case.estate_id, FollowUpPolicy)
    return plans(job, policy, counting_of(session, case.estate_id))


def _enter(
    session: Session, case: Case, number: int, done_at: datetime, kind: FollowUpKind, plan: Plan
) -> None:
    row = FollowUp(
        estate_id=case.estate_id, case_id=case.id, round=number, kind=kind, done_at=done_at,
        staff_id=case.owner_id, since=plan.since, limit_at=plan.limit_at, final_at=plan.final_at,
    )  # fmt: skip
    session.add(row)
    session.flush()
    if kind is FollowUpKind.PUBLIC:  # the reply asks by itself, and nobody asks again
        row.asked_at = plan.ask_at
        session.add(row)
    else:
        _book(session, row, plan)


def _book(session: Session, row: FollowUp, plan: Plan) -> None:
    tested = row.since != row.done_at
    due(session, FollowUpIsDue(row.id, tested), estate_id=row.estate_id, at=plan.ask_at)
    due(session, FollowUpSilent(row.id, tested), estate_id=row.estate_id, at=plan.escalate_at)
