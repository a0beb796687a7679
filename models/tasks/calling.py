"""A resident wishes to be telephoned: an officer on duty gets the task, at once."""

from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from models.due import due
from models.errors import NotAllowed
from models.estate.calendars import calendar_of
from models.estate.settings import policy_of
from models.estate.tables import Estate
from models.groups.desk import desk
from models.intents.operations import post
from models.people.operations import homes_of
from models.people.tables import Person
from models.permissions import require_officer, today_in
from models.tasks.messages import offered_for, task_face
from models.tasks.operations import TaskIsLate, close, open_one, tried
from models.tasks.policy import CallPolicy
from models.tasks.rules import Outcome
from models.tasks.tables import Task, TaskKind

FINALLY = 10  # times the minutes of S-49: then the next one up is told


def ask_for_call(session: Session, person: Person, *, now: datetime) -> Task:
    """Return the person's open task, made now if there is none. Source: S-49."""
    known = session.exec(
        select(Task).where(
            Task.person_id == person.id,
            Task.kind == TaskKind.CALL_ME,
            col(Task.closed_at).is_(None),
        )
    ).first()
    if known is not None:
        return known
    calendar = calendar_of(session, session.get_one(Estate, person.estate_id))
    minutes = policy_of(session, person.estate_id, CallPolicy).human_minutes
    due_at, final_at = (
        calendar.add(now, timedelta(minutes=each), hours=calendar.shift)
        for each in (minutes, FINALLY * minutes)
    )
    homes = homes_of(session, person.id, on=today_in(session, person.estate_id, now=now))
    task = Task(
        estate_id=person.estate_id, kind=TaskKind.CALL_ME, person_id=person.id,
        home_id=homes[0].id if homes else None, due_at=due_at, opened_at=now,
    )  # fmt: skip
    session.add(task)
    session.flush()
    for step, moment in enumerate((due_at, final_at)):
        due(session, TaskIsLate(task.id, step), estate_id=task.estate_id, at=moment)
    building = homes[0].building if homes else ""
    to = desk(session, task.estate_id, building=building, now=now)
    if to is not None:
        post(session, task_face(session, task, named=to.person_id is not None), to=to, now=now)
    return task


def called(
    session: Session, task_id: int, outcome: str, *, rev: int, by: Person, now: datetime
) -> Task:
    """Note how the call went; nobody there leaves the task open.

    Raises NotAllowed, TaskDone, TaskHasMoved.
    """
    staff = require_officer(session, by, now=now)
    task = open_one(session, task_id)
    if task.kind is not TaskKind.CALL_ME or task.estate_id != staff.estate_id:
        raise NotAllowed
    if outcome not in offered_for(session, task):
        raise NotAllowed
    if outcome == Outcome.NO_ANSWER:
        return tried(session, task, Outcome.NO_ANSWER, rev=rev, now=now)
    close(session, task, by=staff, now=now)
    return task
