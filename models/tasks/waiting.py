"""The calls and letters that somebody of the office has to see to."""

from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from models.cases.tables import Case
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

    def facts(self) -> dict[str, Any]:
        """Return the line as a text may mention it."""
        return {
            "number": self.number, "kind": self.kind, "due_at": self.due_at,
            "is_late": self.is_late,
        }  # fmt: skip


def waiting_for(session: Session, staff_id: int, *, now: datetime) -> list[Waiting]:
    """Return the open tasks of this member of staff, what is due first in front. CB-02."""
    wanted = (
        select(Task, Case.number)
        .join(Case, col(Case.id) == col(Task.case_id))
        .where(Task.given_to == staff_id, col(Task.closed_at).is_(None))
        .order_by(col(Task.due_at), col(Task.id))
        .limit(AT_MOST)
    )
    return [
        Waiting(task.id, number, task.kind, task.due_at, task.due_at <= now)
        for task, number in session.exec(wanted)
    ]
