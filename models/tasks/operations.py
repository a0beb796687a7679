"""Give a telephone task to the officer on duty, note how it went, and climb when it is late."""

from datetime import datetime
from typing import ClassVar

from sqlmodel import Session, col, select

from models.cases.independence import is_for_groups, kept_from, others
from models.cases.moments import OfCase
from models.cases.operations import locked
from models.cases.tables import Case
from models.due import called_off, due
from models.errors import DomainError, NotAllowed
from models.estate.calendars import calendar_of
from models.estate.settings import policy_of
from models.estate.tables import Estate, Home
from models.followups.policy import Channel, FollowUpPolicy
from models.groups.desk import ABOVE
from models.groups.operations import group_for
from models.groups.tables import Purpose
from models.intents.messages import Message
from models.intents.operations import Address, in_group, post, private, redraw, show
from models.people.roster import deputy_of, on_duty, reachable, staff_in
from models.people.tables import Department, Person, Staff, StaffRole
from models.permissions import require_officer
from models.prepared import Rows
from models.tasks.messages import TaskCard, TaskFace, TaskIsLateForHead, task_face
from models.tasks.rules import Outcome
from models.tasks.tables import Task, TaskKind
from models.values import frozen

CLIMB = (
    (StaffRole.SUPERVISOR, StaffRole.MANAGER),
    (StaffRole.OFFICE_HEAD, StaffRole.MANAGER),
)


class TaskDone(DomainError):
    """Somebody has already said how it went."""

    text_key = "tasks.already_done"


class TaskHasMoved(DomainError):
    """This try has been noted already."""

    text_key = "tasks.already_noted"


@frozen
class TaskIsLate(OfCase):
    """A telephone task is past its limit, for the `step`-th time. Source: S-01.

    `sooner`: the limit was brought forward, because more is to be told with the same call.
    """

    subject: int
    step: int
    sooner: bool = False
    rings: ClassVar[str] = "tasks"
    about = Task

    def identity(self) -> str:
        return f"{self.step}.sooner" if self.sooner else str(self.step)


def open_task(
    session: Session,
    kind: TaskKind,
    case: Case,
    *,
    due_at: datetime,
    final_at: datetime,
    now: datetime,
    followup_id: int | None = None,
    text_key: str | None = None,
) -> None:
    """Give who is on duty the task to reach who reported the case."""
    task = Task(
        estate_id=case.estate_id, kind=kind, case_id=case.id, followup_id=followup_id,
        text_key=text_key, due_at=due_at, opened_at=now,
    )  # fmt: skip
    enter(session, task, final_at=final_at, now=now)


def enter(
    session: Session, task: Task, *, written: bool = False, final_at: datetime, now: datetime
) -> None:
    """Put the task into the book and show it to who is on duty; an open one of its kind is enough.

    One for each who is to be reached, and what is to be told sooner brings it forward: one call
    tells both. What is `written` is one task for everybody who is to have it.
    """
    for known in session.exec(_open_ones(task.case_id, task.kind)):
        if not (known.text_key == task.text_key if written else known.people == task.people):
            continue
        if task.due_at < known.due_at:
            _bring_forward(session, known, task, final_at=final_at, now=now)
        known.people = list(dict.fromkeys((*known.people, *task.people)))
        session.add(known)
        redraw(session, known.case_id, now=now)
        return
    channels = policy_of(session, task.estate_id, FollowUpPolicy).channels
    task.at_door = Channel.PHONE not in channels
    session.add(task)
    session.flush()
    for step, moment in enumerate((task.due_at, final_at)):
        due(session, TaskIsLate(task.id, step), estate_id=task.estate_id, at=moment)
    _give(session, task, now=now)


def _bring_forward(
    session: Session, task: Task, sooner: Task, *, final_at: datetime, now: datetime
) -> None:
    called_off(session, TaskIsLate, subject=task.id, now=now)
    task.due_at, task.text_key = sooner.due_at, sooner.text_key
    for step, moment in enumerate((task.due_at, final_at)):
        due(session, TaskIsLate(task.id, step, sooner=True), estate_id=task.estate_id, at=moment)


def give_again(session: Session, staff: Staff, *, now: datetime) -> None:
    """Give the person's open tasks to their deputy, else to who is on duty. GEN-12."""
    wanted = select(Task).where(Task.given_to == staff.id, col(Task.closed_at).is_(None))
    for task in session.exec(wanted).all():
        _give(session, task, first=deputy_of(session, staff, now=now), now=now)
        redraw(session, task.case_id, now=now)


def tried(session: Session, task: Task, outcome: Outcome, *, rev: int, now: datetime) -> Task:
    """Note a call or a visit that brought no answer; the task stays.

    One card counts one try: raises TaskHasMoved for its second press.
    """
    if rev != task.rev:
        raise TaskHasMoved
    if outcome is Outcome.VISITED:
        task.at_door = True
    else:
        task.tries += 1
    task.last = outcome
    task.rev += 1
    session.add(task)
    redraw(session, task.case_id, now=now)
    return task


def close(session: Session, task: Task, *, by: Staff | None, now: datetime) -> None:
    """Strike the task off."""
    task.closed_at, task.closed_by = now, None if by is None else by.id
    task.rev += 1
    session.add(task)
    called_off(session, TaskIsLate, subject=task.id, now=now)
    redraw(session, task.case_id, now=now)


def close_for(session: Session, followup_id: int, *, now: datetime) -> None:
    """Strike off what waited for this follow-up: the resident has answered."""
    wanted = select(Task).where(Task.followup_id == followup_id, col(Task.closed_at).is_(None))
    for task in session.exec(wanted):
        close(session, task, by=None, now=now)


def was_tried(session: Session, followup_id: int) -> bool:
    """Tell whether somebody has asked this in person, with or without success."""
    tried_ones = select(Task).where(Task.followup_id == followup_id, col(Task.last).is_not(None))
    return session.exec(tried_ones).first() is not None


def close_kind(session: Session, case_id: int, kind: TaskKind, *, now: datetime) -> None:
    """Strike off what was to be done for this case: it happened without."""
    for task in session.exec(_open_ones(case_id, kind)):
        close(session, task, by=None, now=now)


def open_one(session: Session, task_id: int) -> Task:
    """Return the open task, held against others behind its case, as everywhere. Raises TaskDone."""
    found = session.get(Task, task_id)
    if found is not None:
        locked(session, found.case_id)
        session.refresh(found, with_for_update=True)
    if found is None or found.closed_at is not None:
        raise TaskDone
    return found


def climb(session: Session, task_id: int, step: int, *, now: datetime) -> None:
    """Tell the next one up that the task is still open."""
    task = session.get_one(Task, task_id)
    if task.closed_at is not None:
        return
    case = session.get_one(Case, task.case_id)
    is_letter = task.kind is TaskKind.LETTER
    message = TaskIsLateForHead(case.number, task.due_at, task.tries, task.id, is_letter)
    tell_office(session, message, case, CLIMB[step], department=Department.KF, now=now)


def tell_office(
    session: Session, message: Message, case: Case, roles: tuple[StaffRole, ...], *,
    department: Department, now: datetime, but: int | None = None,
) -> None:  # fmt: skip
    """Post to the first of these roles who can be reached, else to the management group.

    Nothing of a case goes to whom it is about, and to a group nothing that is not for groups;
    nor does the message to the member of staff whom it is about (`but`).
    """
    address = office_of(session, case, roles, department=department, now=now, but=but)
    if address is not None:
        post(session, message, to=address, now=now)


def tell_estate(
    session: Session,
    message: Message,
    estate_id: int,
    roles: tuple[StaffRole, ...],
    *,
    department: Department,
    now: datetime,
    but: int | None = None,
) -> None:
    """Post to the first of these roles of the estate, as `tell_office` does for a case.

    Not to the member of staff whom it is about (`but`).
    """
    everybody = staff_in(session, estate_id, *roles, now=now)
    candidates = [staff for staff in everybody if staff.id != but]
    address = _office(session, candidates, department)
    group = group_for(session, estate_id, Purpose.MANAGEMENT)
    if address is None and group is not None:
        address = in_group(group)
    if address is not None:
        post(session, message, to=address, now=now)


def office_of(
    session: Session, case: Case, roles: tuple[StaffRole, ...], *,
    department: Department, now: datetime, but: int | None = None,
) -> Address | None:  # fmt: skip
    """Return the chat of the first of these roles who can be reached, else the management group's.

    Of several supervisors the one of the department comes first.
    """
    everybody = others(session, case, staff_in(session, case.estate_id, *roles, now=now))
    candidates = [staff for staff in everybody if staff.id != but]
    return _office(session, candidates, department) or management_of(session, case)


def management_of(session: Session, case: Case) -> Address | None:
    """Return the management group; None for what no group may read, such as a complaint."""
    group = group_for(session, case.estate_id, Purpose.MANAGEMENT)
    return None if group is None or not is_for_groups(session, case) else in_group(group)


def _office(session: Session, candidates: list[Staff], department: Department) -> Address | None:
    own = [staff for staff in candidates if staff.department == department]
    person = reachable(session, own) or reachable(session, candidates)
    return private(person) if person else None


def _open_ones(case_id: int, kind: TaskKind) -> Rows[Task]:
    same = (Task.case_id == case_id, Task.kind == kind)
    return select(Task).where(*same, col(Task.closed_at).is_(None))


def _give(session: Session, task: Task, *, first: Staff | None = None, now: datetime) -> None:
    case = session.get_one(Case, task.case_id)
    calendar = calendar_of(session, session.get_one(Estate, case.estate_id))
    officers = on_duty(session, case.estate_id, StaffRole.OFFICER, calendar=calendar, now=now)
    home = None if case.home_id is None else session.get_one(Home, case.home_id)
    if home is not None:  # whose buildings these are comes first
        officers = sorted(officers, key=lambda staff: home.building not in staff.buildings)
    officers = [first, *officers] if first is not None else officers
    if not is_for_groups(session, case):  # no group has it, so somebody above does
        officers += staff_in(session, case.estate_id, *ABOVE, now=now)
    officers = others(session, case, officers)
    found = next((each for each in officers if reachable(session, [each]) is not None), None)
    task.given_to = found.id if found else None
    session.add(task)
    address = private(session.get_one(Person, found.person_id)) if found else None
    if address is not None and found is not None:
        card = TaskCard(case.id, private=True, staff_id=found.id)
        show(session, card, to=address, now=now, anew=True)
        return
    group = management_of(session, case)
    if group is not None:
        show(session, TaskCard(case.id, private=False), to=group, now=now, anew=True)


def contact(session: Session, task_id: int, *, by: Person, now: datetime) -> TaskFace:
    """Return the task with the resident's name and number, for an officer's private chat.

    Raises NotAllowed for everybody else, TaskDone.
    """
    task = open_one(session, task_id)
    staff = require_officer(session, by, now=now)
    case = session.get_one(Case, task.case_id)
    if staff.estate_id != task.estate_id or kept_from(session, case, staff):
        raise NotAllowed
    return task_face(session, task, named=True)
