"""What a resident answers to a follow-up, by a press or in words as clear as one."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, or_
from sqlmodel import Session, col, select

from models.cases.operations import locked
from models.cases.parts import Part
from models.cases.registry import kind_of
from models.cases.reporters import joined
from models.cases.tables import Case, CaseReporter
from models.errors import NotAllowed
from models.events import Actor, events_of
from models.followups.operations import keep_answer, reopen_question
from models.followups.planning import newest_round
from models.followups.policy import Channel
from models.followups.rules import GOOD, Answer
from models.followups.tables import FollowUp
from models.people.tables import Person
from models.permissions import parts_in
from models.repairs.in_danger import counted

IN_MIND = timedelta(days=7)  # words that come later are about something else; a press counts still


def hear(session: Session, followup_id: int, answer: Answer, *, by: Person, now: datetime) -> Case:
    """Keep the resident's answer and do what follows from it, by the kind of the case.

    Of several reporters each is heard: that it is good for one does not answer for another.
    Raises NotAllowed for everybody but the reporters, AlreadyAnswered.
    """
    follow_up = session.get_one(FollowUp, followup_id)
    case = locked(session, follow_up.case_id)
    parts = parts_in(session, case, by, now=now)
    if Part.REPORTER not in parts:
        raise NotAllowed
    kind, answer = kind_of(case), counted(session, case.id, answer)
    status = kind.answered(case.status, answer, parts)
    if _speaks_after_another(session, case, follow_up, by):
        reopen_question(session, follow_up)
    keep_answer(session, followup_id, answer, channel=Channel.CHAT, now=now)
    kind.follow(session, case, answer, status, by=by, actor=Actor.RESIDENT, now=now)
    return case


def waiting_for(session: Session, person: Person, *, now: datetime) -> list[tuple[FollowUp, Case]]:
    """Return the questions that this reporter was lately asked and nobody answered, one a case."""
    rows = session.exec(
        select(FollowUp, Case)
        .join(Case, col(Case.id) == col(FollowUp.case_id))
        .where(
            col(FollowUp.settled_at).is_(None),
            col(FollowUp.asked_at).between(now - IN_MIND, now),
            _reported_by(person),
        )
        .order_by(col(FollowUp.id))
    )
    newest = {case.id: (follow_up, case) for follow_up, case in rows}
    return [
        (follow_up, case)
        for follow_up, case in newest.values()
        if Part.REPORTER in parts_in(session, case, person, now=now)
    ]


def finished_since(session: Session, person: Person, since: datetime) -> bool:
    """Tell whether a job that this person reported, or joined in, was finished after `since`."""
    finished = (
        select(FollowUp.id)
        .join(Case, col(Case.id) == col(FollowUp.case_id))
        .where(col(FollowUp.done_at) > since, _reported_by(person))
    )
    return session.exec(finished).first() is not None


def _reported_by(person: Person) -> ColumnElement[bool]:
    joined_in = select(CaseReporter.case_id).where(CaseReporter.person_id == person.id)
    return or_(col(Case.reporter_id) == person.id, col(Case.id).in_(joined_in))


def _speaks_after_another(session: Session, case: Case, follow_up: FollowUp, by: Person) -> bool:
    """Tell whether others found it good and this reporter has not answered since the finish."""
    if follow_up.answer not in GOOD or not joined(session, case.id):
        return False
    if follow_up not in newest_round(session, case.id):
        return False
    answered = (
        event
        for event in events_of(session, case.id)
        if event.person_id == by.id and event.action in kind_of(case).answers
    )
    return all(event.at < follow_up.done_at for event in answered)
