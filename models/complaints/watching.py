"""What the clock does to a complaint: warn, climb, apologise, make it major after a month."""

from dataclasses import replace
from datetime import datetime, timedelta

from sqlmodel import Session

from models.cases.operations import locked, note
from models.cases.tables import Case
from models.cases.telling import tell_reporters
from models.complaints.accepting import give, tell_major
from models.complaints.clock import LimitIsNear, LimitIsPassed, MonthIsUp, NobodyHasIt, RouteIsLate
from models.complaints.ladder import next_up, rung_of, superior, tell
from models.complaints.messages import ComplaintTold, Notice, Stage
from models.complaints.reviewing import code_anew, route, tell_who
from models.complaints.rules import UNSOLVED, Importance, Status
from models.complaints.tables import Complaint
from models.complaints.telling import notice, show_card
from models.due import due
from models.events import Actor
from models.people.tables import Staff


def not_routed(session: Session, moment: RouteIsLate, *, now: datetime) -> None:
    """Let it climb when nobody has judged it within the hour.

    Where nobody is above who can be told, who has it is.
    """
    case = locked(session, moment.subject)
    if case.status != Status.ACCEPTED:
        return
    note(session, case, "not_routed", actor=Actor.CLOCK, person=None, now=now)
    told = superior(session, case, now=now) or session.get(Staff, case.owner_id or 0)
    tell(session, case, told, notice(session, case, Notice.NOT_ROUTED), now=now)
    show_card(session, case, told, now=now)


def find_somebody(session: Session, moment: NobodyHasIt, *, now: datetime) -> None:
    """Give it to who may have it and can be written to by now, else look again. GEN-12, CMP-09."""
    case = locked(session, moment.subject)
    if case.owner_id is not None or case.status not in UNSOLVED:
        return
    somebody = next_up(session, case, rung=0, now=now)
    give(session, case, somebody, now=now)
    if somebody is not None:
        note(session, case, "passed", actor=Actor.CLOCK, person=None, now=now)
        tell_who(session, case, Stage.PASSED, now=now)


def warn(session: Session, moment: LimitIsNear, *, now: datetime) -> None:
    """Warn who has it before the promise breaks. GEN-07."""
    case = locked(session, moment.subject)
    if not _stands(session, case, moment):
        return
    until = datetime.fromisoformat(moment.until)
    owner = session.get(Staff, case.owner_id or 0)
    words = moment.limit
    tell(
        session, case, owner, notice(session, case, Notice.NEAR, until=until, words=words), now=now
    )


def climb(session: Session, moment: LimitIsPassed, *, now: datetime) -> None:
    """Let it climb when the promise breaks, and apologise before the complainant asks.

    Who has it is told to ask for a later promise; each day another rung hears, and the complainant
    the word that was promised for that day. GEN-07, ETQ-06.
    """
    case = locked(session, moment.subject)
    if not _stands(session, case, moment):
        return
    until = datetime.fromisoformat(moment.until)
    note(session, case, "late", actor=Actor.CLOCK, person=None, now=now, limit=moment.limit)
    owner = session.get(Staff, case.owner_id or 0)
    late = notice(session, case, Notice.LATE, until=until, words=moment.limit)
    tell(session, case, owner, late, now=now)
    rung = rung_of(owner) + 1 + moment.step
    above = next_up(session, case, rung=rung, besides=case.owner_id, now=now)
    higher = notice(session, case, Notice.LATE_ABOVE, until=until, words=moment.limit)
    tell(session, case, above or superior(session, case, now=now), higher, now=now)
    if moment.limit == "solve":
        name = owner.name if owner else ""
        told = ComplaintTold(case.id, case.number, Stage.LATE, name, now + timedelta(days=1))
        tell_reporters(session, case, told, now=now)
    again = replace(moment, step=moment.step + 1)
    due(session, again, estate_id=case.estate_id, at=now + timedelta(days=1))


def month_is_up(session: Session, moment: MonthIsUp, *, now: datetime) -> None:
    """Make it class A when it is valid and not solved within a month. By the manuals."""
    case = locked(session, moment.subject)
    complaint = session.get_one(Complaint, case.id)
    if case.status not in UNSOLVED or complaint.importance is Importance.A:
        return
    raise_to_a(session, case, now=now)


def raise_to_a(session: Session, case: Case, *, now: datetime) -> None:
    """Make it a major one: the head has it from now on, and the complainant hears so."""
    complaint = session.get_one(Complaint, case.id)
    code_anew(
        session, case, Importance.A, complaint.department, by=None, actor=Actor.CLOCK, now=now
    )
    route(session, case, Stage.HASTENED, now=now)
    tell_major(session, case, now=now)


def _stands(session: Session, case: Case, moment: LimitIsNear) -> bool:
    """Tell whether the promise is still the one that was told, and not kept yet."""
    complaint = session.get_one(Complaint, case.id)
    if case.status not in UNSOLVED or case.level != moment.level:
        return False
    if moment.limit == "answer":
        open_still = complaint.answered_at is None
        return open_still and complaint.answer_by.isoformat() == moment.until
    return complaint.solve_by.isoformat() == moment.until
