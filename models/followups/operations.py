"""Plan the question after a finished job, ask it, keep the answer; silence is never an answer."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from sqlalchemy import func
from sqlmodel import Session, col, select

from models.cases.tables import Case
from models.due import Due, Moment, called_off, due
from models.errors import DomainError
from models.estate.calendars import calendar_of
from models.estate.settings import policy_of
from models.estate.tables import Estate
from models.followups.messages import HowDidItGo
from models.followups.policy import FollowUpPolicy
from models.followups.rules import Answer, plan
from models.followups.tables import FollowUp
from models.intents.operations import post, private
from models.intents.policy import NoticePolicy
from models.people.operations import belongs
from models.people.tables import Person
from models.permissions import today_in
from models.tasks.operations import close_for, open_task
from models.tasks.tables import TaskKind


class AlreadyAnswered(DomainError):
    """The question has its answer, or the job has moved on since."""

    text_key = "followups.already_answered"


@dataclass(frozen=True)
class FollowUpIsDue(Moment):
    """It is time to ask."""

    subject: int
    rings: ClassVar[str] = "followups"


@dataclass(frozen=True)
class FollowUpSilent(Moment):
    """Nobody answered: an officer telephones."""

    subject: int
    rings: ClassVar[str] = "followups"


def plan_follow_up(session: Session, case: Case, *, done_at: datetime) -> datetime:
    """Enter the question for this finish in the book; return when it will be asked. CB-01."""
    estate = session.get_one(Estate, case.estate_id)
    policy = policy_of(session, estate.id, FollowUpPolicy)
    hours = policy_of(session, estate.id, NoticePolicy).resident_hours
    when = plan(done_at, policy, calendar_of(session, estate), hours)
    earlier = session.exec(select(func.count()).where(FollowUp.case_id == case.id)).one()
    follow_up = FollowUp(
        estate_id=estate.id, case_id=case.id, round=earlier + 1,
        done_at=done_at, limit_at=when.limit_at, final_at=when.final_at,
    )  # fmt: skip
    session.add(follow_up)
    session.flush()
    due(session, FollowUpIsDue(follow_up.id), estate_id=estate.id, at=when.ask_at)
    due(session, FollowUpSilent(follow_up.id), estate_id=estate.id, at=when.escalate_at)
    return when.ask_at


def ask(session: Session, followup_id: int, *, now: datetime) -> None:
    """Ask the resident; one whom we cannot write to is telephoned."""
    follow_up = session.get_one(FollowUp, followup_id)
    if follow_up.answer is not None:
        return
    case = session.get_one(Case, follow_up.case_id)
    reporter = session.get_one(Person, case.reporter_id)
    address = private(reporter)
    today = today_in(session, case.estate_id, now=now)
    reachable = address is not None and reporter.unreachable_since is None
    if address is None or not (reachable and belongs(session, reporter.id, on=today)):
        telephone(session, followup_id, now=now)
        return
    follow_up.asked_at = now
    session.add(follow_up)
    question = HowDidItGo(case.id, follow_up.id, case.number, follow_up.done_at)
    post(session, question, to=address, now=now)


def telephone(session: Session, followup_id: int, *, now: datetime) -> None:
    """Give an officer the task to ask by telephone, once. Source: CB-01, S-01."""
    follow_up = session.get_one(FollowUp, followup_id)
    if follow_up.answer is not None:
        return
    open_task(
        session, TaskKind.PHONE_FOLLOW_UP, session.get_one(Case, follow_up.case_id),
        due_at=follow_up.limit_at, final_at=follow_up.final_at, followup_id=followup_id, now=now,
    )  # fmt: skip


def keep_answer(
    session: Session, followup_id: int, answer: Answer, *, by_phone: bool, now: datetime
) -> FollowUp:
    """Store what the resident says; the moments that waited for it are called off.

    Raises AlreadyAnswered, also when the case has been finished again since.
    """
    found = session.exec(select(FollowUp).where(FollowUp.id == followup_id).with_for_update())
    follow_up = found.first()
    if follow_up is None or follow_up.answer is not None:
        raise AlreadyAnswered
    newest = select(func.max(FollowUp.round)).where(FollowUp.case_id == follow_up.case_id)
    if session.exec(newest).one() != follow_up.round:
        raise AlreadyAnswered
    follow_up.answer, follow_up.answered_at, follow_up.by_phone = answer, now, by_phone
    session.add(follow_up)
    called_off(session, FollowUpIsDue, FollowUpSilent, subject=followup_id, now=now)
    close_for(session, followup_id, now=now)
    return follow_up


def asked_at(session: Session, case_id: int) -> datetime | None:
    """Return when the newest question of the case is or was asked; None without a question."""
    newest = session.exec(
        select(FollowUp).where(FollowUp.case_id == case_id).order_by(col(FollowUp.round).desc())
    ).first()
    if newest is None or newest.asked_at is not None:
        return newest.asked_at if newest else None
    kind = FollowUpIsDue.__name__
    return session.exec(
        select(Due.due_at).where(Due.kind == kind, Due.subject == newest.id)
    ).first()
