"""After the result: the complainant is asked, and what is not good is handled again."""

from collections.abc import Set as AbstractSet
from datetime import datetime

from sqlmodel import Session

from models.cases.lines import owner_of
from models.cases.operations import locked, move, note
from models.cases.parts import Part
from models.cases.tables import Case
from models.cases.telling import tell_reporters
from models.complaints.accepting import may
from models.complaints.clock import book
from models.complaints.ladder import rung_of, superior, tell
from models.complaints.messages import ComplaintTold, Notice, Stage
from models.complaints.policy import ComplaintPolicy
from models.complaints.reviewing import pass_up
from models.complaints.rules import COMPLAINT_FLOW, MEANS, Action, Status, days_asked, promised
from models.complaints.tables import Complaint
from models.complaints.telling import notice
from models.errors import NotAllowed
from models.estate.settings import policy_of
from models.events import Actor
from models.followups.messages import HowDidItGo
from models.followups.operations import asked_in_vain, lay_to_rest, telephone
from models.followups.planning import counting_of, heard_last
from models.followups.rules import GOOD, Answer
from models.followups.tables import FollowUp
from models.intents.operations import private, redraw
from models.people.tables import Person, Staff
from models.repairs.aftercare import NotAskedYet


def ask(session: Session, followup_id: int, *, now: datetime) -> None:
    """Ask whether they are satisfied; whom we cannot write to is telephoned. CB-08, CB-09."""
    follow_up = session.get_one(FollowUp, followup_id)
    if follow_up.settled_at is not None:
        return
    case = locked(session, follow_up.case_id)
    follow_up.asked_at = now
    session.add(follow_up)
    note(session, case, "ask", actor=Actor.CLOCK, person=None, now=now, kind=follow_up.kind)
    question = HowDidItGo(case.id, follow_up.id, case.number, follow_up.kind, follow_up.done_at)
    tell_reporters(session, case, question, now=now)
    reporter = session.get_one(Person, case.reporter_id)
    if private(reporter) is None or reporter.unreachable_since is not None:
        telephone(session, followup_id, now=now)
    redraw(session, case.id, now=now)


def answered(status: str, answer: Answer, parts: AbstractSet[Part]) -> str:
    """Return where the answer leads. Raises NotAllowed."""
    if answer not in MEANS:
        raise NotAllowed
    return COMPLAINT_FLOW.after(status, MEANS[answer], by=parts)


def follow(
    session: Session,
    case: Case,
    answer: Answer,
    status: str,
    *,
    by: Person,
    actor: Actor,
    now: datetime,
) -> None:
    """File what is good; what is not is handled again, one level up, by another person. CMP-21."""
    good = answer in GOOD
    case.closed_at = now if good else None
    if not good:
        case.level += 1
    move(session, case, status, MEANS[answer], actor=actor, person=by, now=now)
    if good:
        told = ComplaintTold(case.id, case.number, Stage.FILED)
        only = by if actor is Actor.RESIDENT else None
        tell_reporters(session, case, told, now=now, only=only)
        return
    before = session.get(Staff, case.owner_id or 0)
    _promise_anew(session, case, now=now)
    pass_up(session, case, rung=rung_of(before), now=now)
    heard = heard_last(session, case.id)
    words = heard.opinion if heard else ""
    above = superior(session, case, now=now)
    tell(session, case, above, notice(session, case, Notice.AGAIN, words=words), now=now)
    until = session.get_one(Complaint, case.id).solve_by
    told = ComplaintTold(case.id, case.number, Stage.AGAIN, owner_of(session, case), until)
    tell_reporters(session, case, told, now=now)


def file_away(session: Session, case_id: int, *, by: Person, now: datetime) -> None:
    """File what was asked about in vain; nothing is taken for an answer. GEN-08, CMP-24.

    Raises NotAllowed, and NotAskedYet before a person has asked.
    """
    case = may(session, case_id, Action.FILE, by=by, now=now)
    asked = asked_in_vain(session, case.id, now=now)
    if asked is None and not case.unnamed:
        raise NotAskedYet
    lay_to_rest(session, case.id, now=now)
    case.closed_at = now
    move(session, case, Status.FILED, Action.FILE, actor=Actor.STAFF, person=by, now=now)
    told = ComplaintTold(case.id, case.number, Stage.UNANSWERED)
    tell_reporters(session, case, told, now=now)


def _promise_anew(session: Session, case: Case, *, now: datetime) -> None:
    """Promise a new time, counted from the answer that it was not good."""
    complaint = session.get_one(Complaint, case.id)
    asked = days_asked(complaint.wished)
    policy = policy_of(session, case.estate_id, ComplaintPolicy)
    counting = counting_of(session, case.estate_id)
    limits = promised(complaint.importance, now, asked, policy, counting)
    complaint.answer_by, complaint.solve_by = limits.answer_by, limits.solve_by
    complaint.answered_at = complaint.handled_at = None
    complaint.valid = True
    session.add(complaint)
    book(session, case, now=now)
