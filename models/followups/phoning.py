"""What an officer heard on the telephone or at the door, and what follows from it."""

from datetime import datetime

from sqlmodel import Session

from models.cases.operations import note
from models.cases.parts import Part
from models.cases.registry import kind_of
from models.cases.tables import Case
from models.errors import NotAllowed
from models.events import Actor
from models.followups.operations import keep_answer
from models.followups.policy import Channel
from models.followups.rules import Answer
from models.people.tables import Department, Person, Staff, StaffRole
from models.permissions import parts_in, require_staff
from models.repairs.aftercare_messages import RefusedForSupervisor
from models.repairs.in_danger import counted
from models.tasks.messages import offered_for
from models.tasks.operations import close, open_one, tell_office, tried
from models.tasks.rules import ENDS, Outcome
from models.tasks.tables import Task

ROLES = (StaffRole.SUPERVISOR, StaffRole.MANAGER, StaffRole.OFFICE_HEAD)


def hear_in_person(
    session: Session, task_id: int, outcome: str, *, rev: int, by: Person, now: datetime
) -> Task:
    """Keep how the call or the visit went. Nobody there leaves the task open (GEN-08).

    Raises NotAllowed for everybody but officers and for what the card does not offer, TaskDone,
    and TaskHasMoved when the same call was noted already. Source: CB-02, CB-04, S-04.
    """
    staff = require_staff(session, by, now=now)
    task = open_one(session, task_id)
    case = session.get_one(Case, task.case_id)
    if Part.OFFICER not in parts_in(session, case, by, now=now):
        raise NotAllowed
    if outcome in set(Answer):
        outcome = counted(session, case.id, Answer(outcome))
    if outcome not in offered_for(session, task):
        raise NotAllowed
    if isinstance(outcome, Answer):
        _answered(session, task, case, outcome, by=by, staff=staff, now=now)
        return task
    if outcome in ENDS:
        task.last = Outcome(outcome)
        close(session, task, by=staff, now=now)
    else:
        tried(session, task, Outcome(outcome), rev=rev, now=now)
    action = "phoned" if outcome == Outcome.TOLD else outcome
    note(session, case, action, actor=Actor.STAFF, person=by, now=now)
    if outcome == Outcome.REFUSED and case.status not in kind_of(case).closed:
        message = RefusedForSupervisor(case.id, case.number)
        tell_office(session, message, case, ROLES, department=Department.KF, now=now)
    return task


def _answered(
    session: Session,
    task: Task,
    case: Case,
    answer: Answer,
    *,
    by: Person,
    staff: Staff,
    now: datetime,
) -> None:
    if task.followup_id is None:
        raise NotAllowed
    parts = parts_in(session, case, by, now=now)
    status = kind_of(case).answered(case.status, answer, parts)
    channel = Channel.VISIT if task.at_door else Channel.PHONE
    close(session, task, by=staff, now=now)
    keep_answer(session, task.followup_id, answer, channel=channel, now=now)
    kind_of(case).follow(session, case, answer, status, by=by, actor=Actor.STAFF, now=now)
