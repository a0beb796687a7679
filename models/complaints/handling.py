"""Handle a complaint: settlement, a later promise, handing on, a result, each told."""

from datetime import datetime

from sqlmodel import Session, select

from models.cases.independence import others
from models.cases.lines import owner_of
from models.cases.messages import ResultFiles
from models.cases.operations import attach, locked, move, note
from models.cases.tables import Case, FileRole
from models.cases.telling import tell_reporters
from models.cases.words import Words
from models.complaints.accepting import may
from models.complaints.books import kept_by_result
from models.complaints.clock import book, book_off
from models.complaints.ladder import next_up, rung_of, tell, tell_roles
from models.complaints.messages import ComplaintTold, Notice, ResultTold, Stage
from models.complaints.policy import AuthorityPolicy, ComplaintPolicy
from models.complaints.reviewing import plan_questions
from models.complaints.rules import COMPLAINT_FLOW, Action, Importance, Status, within_authority
from models.complaints.tables import Complaint, Overrun, Settlement
from models.complaints.telling import notice, overrun_asked, settlement_asked
from models.complaints.words import Fault
from models.errors import DomainError, NotAllowed
from models.estate.settings import policy_of
from models.events import Actor
from models.files.tables import parcels
from models.followups.planning import newest_round
from models.people.roster import staff_in
from models.people.tables import Person, Staff, StaffRole
from models.permissions import parts_in, require_staff
from models.values import frozen


@frozen
class Solution:
    """What caused it, how it was solved, and whose fault it was where that is not known yet."""

    cause: str
    fault: Fault | None
    told: Words


class AlreadyDecided(DomainError):
    """Somebody has said yes or no to it already."""

    text_key = "complaints.already_decided"


class NobodyAbove(DomainError):
    """There is nobody above who could approve it; the company has to be called."""

    text_key = "complaints.nobody_above"


class NotLater(DomainError):
    """The new time is no later than the one that was promised."""

    text_key = "complaints.not_later"


def resolve(session: Session, case_id: int, done: Solution, *, by: Person, now: datetime) -> Case:
    """Be done: the result is told the same day, and asked about. CB-07, CMP-14, CMP-16.

    Whose fault it was is known by now; of the company's own the result begins with an apology.
    Raises NotAllowed. CMP-15.
    """
    case = may(session, case_id, Action.RESOLVE, by=by, now=now)
    complaint = session.get_one(Complaint, case.id)
    kept = kept_by_result(complaint)
    complaint.cause, complaint.result = done.cause, done.told.text
    complaint.fault = done.fault or complaint.fault
    complaint.handled_at = now
    complaint.answered_at = complaint.answered_at or now
    session.add(complaint)
    attach(session, case, done.told.media, FileRole.RESULT)
    move(
        session, case, Status.HANDLED, Action.RESOLVE, actor=Actor.STAFF, person=by, now=now, **kept
    )
    book_off(session, case, now=now)
    ask_at = plan_questions(session, case, now=now)
    told = ResultTold(
        case.id, case.number, owner_of(session, case), done.cause, done.told.text, ask_at,
        ours=complaint.fault is Fault.COMPANY, followup_id=newest_round(session, case.id)[0].id,
    )  # fmt: skip
    tell_reporters(session, case, told, now=now)
    for files in parcels(session, done.told.media):
        tell_reporters(session, case, ResultFiles(case.number, files), now=now)
    return case


def hand_on(session: Session, case_id: int, to: str, *, by: Person, now: datetime) -> Case:
    """Hand on what is beyond the office; it stays with who tracks it to the end. CMP-20.

    The company's contact hears at once of what is handed on to it.
    Raises NotAllowed.
    """
    case = may(session, case_id, Action.HAND_ON, by=by, now=now)
    complaint = session.get_one(Complaint, case.id)
    complaint.handed_to = to
    session.add(complaint)
    move(session, case, Status.HANDED_ON, Action.HAND_ON, actor=Actor.STAFF, person=by, now=now)
    _told(session, case, Stage.HANDED_ON, until=complaint.solve_by, words=to, now=now)
    if to == StaffRole.COMPANY:
        told = notice(session, case, Notice.HANDED_ON, until=complaint.solve_by)
        tell_roles(session, case, (StaffRole.COMPANY,), told, now=now)
    return case


def settle(
    session: Session, case_id: int, amount: int, what: str, *, by: Person, now: datetime
) -> bool:
    """Promise an amount in fen; true when it was within the person's authority and is promised.

    Then the superior hears of it the same day, and the complainant at once. Above it the next one
    up with authority is asked first. CMP-17, CMP-18, S-27. Raises NotAllowed, NobodyAbove.
    """
    case = may(session, case_id, Action.SETTLE, by=by, now=now)
    staff = require_staff(session, by, now=now)
    row = Settlement(
        estate_id=case.estate_id, case_id=case.id, amount=amount, what=what, asked_by=staff.id,
        asked_at=now,
    )  # fmt: skip
    policy = policy_of(session, case.estate_id, AuthorityPolicy)
    if within_authority(staff.role, amount, policy):
        _agreed(session, case, row, staff, by=by, now=now)
        return True
    above = _with_authority(session, case, staff, amount, now=now)
    if above is None:
        raise NobodyAbove
    session.add(row)
    session.flush()
    note(session, case, Action.SETTLE, actor=Actor.STAFF, person=by, now=now)
    tell(session, case, above, settlement_asked(session, row), now=now)
    return False


def decide_settlement(
    session: Session, settlement_id: int, *, yes: bool, by: Person, now: datetime
) -> Settlement:
    """Say yes or no to a settlement, within one's own authority. CMP-17.

    Raises NotAllowed, AlreadyDecided.
    """
    row = session.exec(
        select(Settlement).where(Settlement.id == settlement_id).with_for_update()
    ).first()
    if row is None:
        raise NotAllowed
    case = locked(session, row.case_id)
    staff = require_staff(session, by, now=now)
    action = Action.APPROVE_SETTLEMENT if yes else Action.REJECT_SETTLEMENT
    COMPLAINT_FLOW.after(case.status, action, by=parts_in(session, case, by, now=now))
    policy = policy_of(session, case.estate_id, AuthorityPolicy)
    if not within_authority(staff.role, row.amount, policy) or staff.id == row.asked_by:
        raise NotAllowed
    if row.approved is not None:
        raise AlreadyDecided
    asker = session.get_one(Staff, row.asked_by)
    if yes:
        _agreed(session, case, row, staff, by=by, now=now)
    else:
        row.approved, row.decided_by, row.decided_at = False, staff.id, now
        session.add(row)
        note(session, case, action, actor=Actor.STAFF, person=by, now=now)
    if asker in others(session, case, [asker]):
        told = notice(session, case, Notice.SETTLEMENT_DECIDED, amount=row.amount, approved=yes)
        tell(session, case, asker, told, now=now)
    return row


def ask_overrun(
    session: Session, case_id: int, until: datetime, reason: str, *, by: Person, now: datetime
) -> None:
    """Ask the head for a later promise, with the reason; of the head's own the company hears.

    S-21. Raises NotAllowed, NotLater, NobodyAbove.
    """
    case = may(session, case_id, Action.OVERRUN, by=by, now=now)
    staff = require_staff(session, by, now=now)
    complaint = session.get_one(Complaint, case.id)
    if until <= max(complaint.solve_by, now):
        raise NotLater(solve_by=complaint.solve_by)
    row = Overrun(
        estate_id=case.estate_id, case_id=case.id, until=until, reason=reason, asked_by=staff.id,
        asked_at=now,
    )  # fmt: skip
    session.add(row)
    session.flush()
    note(session, case, Action.OVERRUN, actor=Actor.STAFF, person=by, now=now)
    heads = staff_in(session, case.estate_id, StaffRole.OFFICE_HEAD, now=now)
    if staff.role is StaffRole.OFFICE_HEAD or not others(session, case, heads):
        above = next_up(session, case, rung=rung_of(staff) + 1, besides=staff.id, now=now)
    else:
        above = others(session, case, heads)[0]
    if above is None:
        raise NobodyAbove
    tell(session, case, above, overrun_asked(session, row), now=now)


def decide_overrun(
    session: Session, overrun_id: int, *, yes: bool, by: Person, now: datetime
) -> Overrun:
    """Say yes or no to a later promise; the complainant hears the new one once, with the reason.

    Of class A the company's contact is alerted. S-21. Raises NotAllowed, AlreadyDecided.
    """
    row = session.exec(select(Overrun).where(Overrun.id == overrun_id).with_for_update()).first()
    if row is None:
        raise NotAllowed
    case = locked(session, row.case_id)
    staff = require_staff(session, by, now=now)
    action = Action.APPROVE_OVERRUN if yes else Action.REJECT_OVERRUN
    COMPLAINT_FLOW.after(case.status, action, by=parts_in(session, case, by, now=now))
    if staff.id == row.asked_by:
        raise NotAllowed
    if row.approved is not None:
        raise AlreadyDecided
    row.approved, row.decided_by, row.decided_at = yes, staff.id, now
    session.add(row)
    note(session, case, action, actor=Actor.STAFF, person=by, now=now)
    if yes:
        _moved(session, case, row, now=now)
    asker = session.get_one(Staff, row.asked_by)
    if asker in others(session, case, [asker]):
        told = notice(session, case, Notice.OVERRUN_DECIDED, until=row.until, approved=yes)
        tell(session, case, asker, told, now=now)
    return row


def _moved(session: Session, case: Case, row: Overrun, *, now: datetime) -> None:
    complaint = session.get_one(Complaint, case.id)
    if complaint.answer_by == complaint.solve_by:  # of B and C the result is the answer
        complaint.answer_by = row.until
    complaint.solve_by = row.until
    session.add(complaint)
    book(session, case, now=now)
    _told(session, case, Stage.MOVED, until=row.until, words=row.reason, now=now)
    if complaint.importance is Importance.A:
        roles = policy_of(session, case.estate_id, ComplaintPolicy).a_overrun_notify
        tell_roles(
            session, case, roles, notice(session, case, Notice.MOVED, until=row.until), now=now
        )


def _agreed(
    session: Session, case: Case, row: Settlement, staff: Staff, *, by: Person, now: datetime
) -> None:
    row.approved, row.decided_by, row.decided_at = True, staff.id, now
    session.add(row)
    session.flush()
    note(session, case, Action.APPROVE_SETTLEMENT, actor=Actor.STAFF, person=by, now=now)
    told = ComplaintTold(
        case.id, case.number, Stage.SETTLED, staff.name, words=row.what, amount=row.amount
    )
    tell_reporters(session, case, told, now=now)
    above = next_up(session, case, rung=rung_of(staff) + 1, besides=staff.id, now=now)
    tell(session, case, above, notice(session, case, Notice.SETTLED, amount=row.amount), now=now)


def _with_authority(
    session: Session, case: Case, staff: Staff, amount: int, *, now: datetime
) -> Staff | None:
    """Return the first one above who may promise so much."""
    policy = policy_of(session, case.estate_id, AuthorityPolicy)
    above, rung = None, rung_of(staff) + 1
    while (above := next_up(session, case, rung=rung, besides=staff.id, now=now)) is not None:
        if within_authority(above.role, amount, policy):
            return above
        rung = rung_of(above) + 1
    return None


def _told(
    session: Session, case: Case, stage: Stage, *, until: datetime, words: str, now: datetime
) -> None:
    told = ComplaintTold(case.id, case.number, stage, owner_of(session, case), until, words)
    tell_reporters(session, case, told, now=now)
