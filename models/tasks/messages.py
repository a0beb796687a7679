"""The card of a task, for the officer on duty or, when nobody can be reached, for management."""

from dataclasses import replace
from datetime import datetime
from typing import ClassVar

from sqlmodel import Session, col, select

from models.buttons import Press
from models.cases.reporters import joining
from models.cases.tables import Case
from models.complaints.tables import Complaint
from models.estate.settings import policy_of
from models.estate.tables import Home
from models.followups.policy import FollowUpPolicy
from models.followups.rules import WELLBEING, FollowUpKind, answers
from models.followups.tables import FollowUp
from models.intents.cards import Card
from models.intents.messages import Button, Message, Priority, Rows
from models.owners.tables import FileChange
from models.people.tables import Person, Staff
from models.repairs.in_danger import is_of_person
from models.repairs.readers import lives_elsewhere
from models.repairs.record import newest_quote
from models.repairs.tables import Repair
from models.tasks.rules import Outcome, offered
from models.tasks.tables import Task, TaskKind
from models.values import frozen


@frozen
class Announced:
    """A change of the file that touches fees, as a letter tells it before it holds. OWN-06."""

    subject: str
    before: str
    proposed: str
    holds_from: datetime


# What the call is for, entered by a press from the card itself.
WHAT_FOLLOWS = {TaskKind.PHONE_VISIT: "rebook", TaskKind.PHONE_PRICE: "accept"}


@frozen
class TaskFace(Message):
    """What a telephone task looks like now. Name and number only in a private chat."""

    task_id: int
    rev: int
    kind: TaskKind
    number: int
    address: str
    due_at: datetime
    tries: int
    is_open: bool
    is_gone: bool = False  # somebody else has it
    about: FollowUpKind | None = None
    last: Outcome | None = None
    at_door: bool = False
    outcomes: tuple[str, ...] = ()
    status: str = ""
    case_kind: str = "repair"
    tells: str = ""  # which message could not be sent
    until: datetime | None = None  # of a complaint: by when it is answered
    change: Announced | None = None  # what a letter announces
    case_id: int = 0
    of_person: bool = False  # who was in danger: are they well?
    technician: str = ""  # of a repair: who has it, when they come, what a price is asked
    visit_from: datetime | None = None
    visit_until: datetime | None = None
    price: int | None = None
    resident: str = ""
    phone: str = ""

    text_key: ClassVar[str] = "tasks.card"
    priority: ClassVar[Priority] = Priority.STAFF

    def key(self) -> str:
        if not self.is_open:
            return "tasks.card.closed"
        return "tasks.card.gone" if self.is_gone else f"tasks.card.{self.kind}"

    def buttons(self) -> Rows:
        if self.is_gone or not self.is_open:
            return ()
        rows: Rows = tuple(
            (Button(self._label(o), Press("phoned", self.task_id, self.rev, o).pack()),)
            for o in self.outcomes
        )
        if self.resident and self.case_id:
            rows += ((Button("tasks.actions.case", Press("case", self.case_id, 0).pack()),),)
        if not self.resident:
            contact = Press("task_contact", self.task_id, self.rev).pack()
            rows += ((Button("tasks.actions.contact", contact),),)
        next_step = WHAT_FOLLOWS.get(self.kind) if self.resident and self.case_id else None
        if next_step is not None:
            press = Press(next_step, self.case_id, 0).pack()
            rows = ((Button(f"tasks.actions.{next_step}", press, style="primary"),), *rows)
        return rows

    def _label(self, outcome: str) -> str:
        of_them = self.of_person and outcome in WELLBEING
        return f"tasks.{'wellbeing' if of_them else 'outcomes'}.{outcome}"


@frozen
class TaskCard(Card):
    """The newest open task of a case, else its newest; `private` cards name the resident."""

    case_id: int
    private: bool
    staff_id: int = 0  # whose chat it is, when it is private

    def drawn(self, session: Session) -> Message:
        of_case = select(Task).where(Task.case_id == self.case_id)
        newest = of_case.order_by(col(Task.closed_at).is_not(None), col(Task.id).desc())
        task = session.exec(newest).first()
        if task is None:
            raise LookupError("a task card without a task")
        if self.staff_id and task.given_to != self.staff_id:
            return replace(task_face(session, task, named=False), is_gone=True)
        return task_face(session, task, named=self.private)


@frozen
class TaskIsLateForHead(Message):
    """To the supervisor, then the head: a call, or a letter, is still open past its limit."""

    number: int
    due_at: datetime
    tries: int
    task_id: int = 0
    is_letter: bool = False

    text_key: ClassVar[str] = "tasks.messages.late"
    priority: ClassVar[Priority] = Priority.STAFF

    def buttons(self) -> Rows:
        press = Press("task_contact", self.task_id, 0).pack()
        label = "tasks.actions.deliver" if self.is_letter else "tasks.actions.take"
        return ((Button(label, press),),) if self.task_id else ()


def task_face(session: Session, task: Task, *, named: bool) -> TaskFace:
    """Return what the task looks like now, with the resident's name and number if `named`."""
    case = session.get_one(Case, task.case_id)
    people = [session.get_one(Person, each) for each in task.people or [case.reporter_id]]
    home = _home_of(session, case, people[0])
    complaint, repair = session.get(Complaint, case.id), session.get(Repair, case.id)
    visited = None if lives_elsewhere(session, case, people[0]) else repair
    owner, price = session.get(Staff, case.owner_id or 0), newest_quote(session, case.id)
    return TaskFace(
        task_id=task.id, rev=task.rev, kind=task.kind, number=case.number,
        address=home.address if home else "", due_at=task.due_at,
        tries=task.tries, is_open=task.closed_at is None, about=_about(session, task),
        last=task.last, at_door=task.at_door, outcomes=offered_for(session, task),
        status=case.status, case_kind=case.kind, tells=task.text_key or "",
        until=complaint.answer_by if complaint else None,
        change=_announced(session, task), case_id=case.id,
        of_person=is_of_person(session, case.id),
        technician=owner.name if owner and repair else "",
        visit_from=visited.visit_from if visited else None,
        visit_until=visited.visit_until if visited else None, price=price.amount if price else None,
        resident="、".join(each.name for each in people) if named else "",
        phone="、".join(each.phone for each in people if each.phone) if named else "",
    )  # fmt: skip


def _home_of(session: Session, case: Case, person: Person) -> Home | None:
    """Return the home that the task is for: of who joined in their own, not the case's. SEC-01."""
    home_id = case.home_id
    if person.id != case.reporter_id and session.get(FileChange, case.id) is None:
        row = joining(session, case, person)
        home_id = None if row is None else row.home_id
    return session.get(Home, home_id or 0)


def offered_for(session: Session, task: Task) -> tuple[str, ...]:
    """Return what an officer may say of the task now. Source: S-04."""
    if task.kind is TaskKind.LETTER:
        return (Outcome.TOLD,)
    channels = policy_of(session, task.estate_id, FollowUpPolicy).channels
    about = _about(session, task) if task.kind is TaskKind.PHONE_FOLLOW_UP else None
    said = () if about is None else answers(about)
    if said and is_of_person(session, task.case_id):
        said = WELLBEING
    return offered(said, at_door=task.at_door, channels=channels)


def _announced(session: Session, task: Task) -> Announced | None:
    change = session.get(FileChange, task.case_id) if task.people else None
    if change is None or change.holds_from is None:
        return None
    return Announced(change.subject, change.before, change.proposed, change.holds_from)


def _about(session: Session, task: Task) -> FollowUpKind | None:
    known = None if task.followup_id is None else session.get_one(FollowUp, task.followup_id)
    return None if known is None else known.kind
