"""The calls and letters that somebody of the office has to see to."""

from datetime import datetime
from itertools import islice
from typing import Any

from sqlmodel import Session, col, or_, select

from models.cases.independence import kept_from
from models.cases.tables import Case
from models.people.tables import Staff
from models.permissions import OFFICERS
from models.tasks.tables import Task, TaskKind
from models.values import frozen

AT_MOST = 20  # in one message


@frozen
class Waiting:
    """One line: what is to be done about which case, and by when."""

    task_id: int
    number: int
    kind: TaskKind
    due_at: datetime
    is_late: bool
    is_anybodys: bool

    def facts(self) -> dict[str, Any]:
        """Return the line as a text may mention it."""
        return {
            "number": self.number, "kind": self.kind, "due_at": self.due_at,
            "is_late": self.is_late, "is_anybodys": self.is_anybodys,
        }  # fmt: skip


def waiting_for(session: Session, staff: Staff, *, now: datetime) -> list[Waiting]:
    """Return the open tasks of this member of staff, what is due first in front. CB-02.

    What nobody was on duty for is everybody's at the desk, and in the management group.
    """
    wanted = (
        select(Task, Case)
        .join(Case, col(Case.id) == col(Task.case_id))
        .where(Task.estate_id == staff.estate_id, col(Task.closed_at).is_(None))
        .where(or_(col(Task.given_to).is_(None), Task.given_to == staff.id))
        .order_by(col(Task.due_at), col(Task.id))
    )
    at_desk = staff.role in OFFICERS
    theirs = (
        (task, case)
        for task, case in session.exec(wanted).all()
        if task.given_to or (at_desk and not kept_from(session, case, staff))
    )
    return [
        Waiting(task.id, case.number, task.kind, task.due_at, task.due_at <= now, not task.given_to)
        for task, case in islice(theirs, AT_MOST)
    ]
