"""Keep what is answered to the question after a finished job; silence is never an answer."""

from datetime import datetime

from sqlmodel import Session, select

from models.cases.operations import locked, note
from models.due import called_off
from models.errors import DomainError
from models.events import Actor
from models.followups.planning import FollowUpIsDue, FollowUpSilent, newest_round
from models.followups.policy import Channel
from models.followups.rules import GOOD, Answer, FollowUpKind
from models.followups.tables import FollowUp
from models.tasks.operations import close_for, open_task, was_tried
from models.tasks.tables import TaskKind


class AlreadyAnswered(DomainError):
    """The question has its answer, or the job has moved on since."""

    text_key = "followups.already_answered"


def telephone(session: Session, followup_id: int, *, now: datetime) -> None:
    """Give an officer the task to ask in person, once.

    It takes the place of the task about an earlier question. Source: CB-01 to CB-04, S-01, S-04.
    """
    follow_up = session.get_one(FollowUp, followup_id)
    if follow_up.settled_at is not None:
        return
    for other in newest_round(session, follow_up.case_id):
        if other.id != followup_id:
            close_for(session, other.id, now=now)
    case = locked(session, follow_up.case_id)
    if case.unnamed:
        return  # whom the staff does not know cannot be telephoned, as they were told
    note(session, case, "phone_task", actor=Actor.CLOCK, person=None, now=now, kind=follow_up.kind)
    open_task(
        session, TaskKind.PHONE_FOLLOW_UP, case,
        due_at=follow_up.limit_at, final_at=follow_up.final_at, followup_id=followup_id, now=now,
    )  # fmt: skip


def open_question(session: Session, followup_id: int) -> FollowUp:
    """Return the question that still waits, held against others. Raises AlreadyAnswered.

    Also when the case has been finished again since.
    """
    found = session.exec(select(FollowUp).where(FollowUp.id == followup_id).with_for_update())
    follow_up = found.first()
    if follow_up is None or follow_up.settled_at is not None:
        raise AlreadyAnswered
    return follow_up


def keep_answer(
    session: Session, followup_id: int, answer: Answer, *, channel: Channel, now: datetime
) -> FollowUp:
    """Store what the resident says; what waited for it is called off. Raises AlreadyAnswered.

    It answers every question asked so far. When something is left to do, the later ones go
    too: they are planned anew with the next finish.
    """
    follow_up = open_question(session, followup_id)
    follow_up.answer, follow_up.answered_at, follow_up.channel = answer, now, channel
    session.add(follow_up)
    for other in newest_round(session, follow_up.case_id):
        asked = other.id <= follow_up.id or other.asked_at is not None
        if other.settled_at is None and (asked or answer not in GOOD):
            settle(session, other, now=now)
    return follow_up


def reopen_question(session: Session, follow_up: FollowUp) -> None:
    """Let another reporter answer what one has answered already."""
    follow_up.settled_at = None
    session.add(follow_up)
    session.flush()


def settle(session: Session, follow_up: FollowUp, *, now: datetime) -> None:
    """Ask this question no more: its moments and its task are called off."""
    follow_up.settled_at = now
    session.add(follow_up)
    _nobody_asks(session, follow_up, now=now)


def asked_in_vain(session: Session, case_id: int, *, now: datetime) -> FollowUp | None:
    """Return the question that has no answer though a person has asked it; None without one.

    The reply about a common part asks by itself, until its day is over. Source: CB-05, GEN-08.
    """
    for row in newest_round(session, case_id):
        if row.settled_at is None and row.kind is FollowUpKind.PUBLIC and row.limit_at < now:
            return row
        if row.settled_at is None and was_tried(session, row.id):
            return row
    return None


def let_go(session: Session, case_id: int, *, now: datetime) -> None:
    """Ask nothing more about the case, by nobody: it is not what was asked about any more."""
    for row in newest_round(session, case_id):
        _nobody_asks(session, row, now=now)
        row.settled_at = row.settled_at or now
        session.add(row)


def lay_to_rest(session: Session, case_id: int, *, now: datetime) -> None:
    """Ask no more in person what was asked in vain; the resident's buttons stay good."""
    for row in newest_round(session, case_id):
        if row.asked_at is not None or was_tried(session, row.id):
            _nobody_asks(session, row, now=now)


def _nobody_asks(session: Session, follow_up: FollowUp, *, now: datetime) -> None:
    called_off(session, FollowUpIsDue, FollowUpSilent, subject=follow_up.id, now=now)
    close_for(session, follow_up.id, now=now)
