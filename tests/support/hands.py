"""In whose hands every open case is: nothing may be nobody's."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from models.cases.tables import Case
from models.due import Due
from models.followups.tables import FollowUp
from models.people.roster import is_present
from models.people.tables import Staff
from models.repairs.rules import IN_HAND, REPAIR_FLOW, Status
from models.tasks.tables import Task
from tests.support.world import World

CALLING = ("ClaimIsLate", "EmergencyRings")
ASKING = ("FollowUpIsDue", "FollowUpSilent")


def nobodys(world: World) -> list[str]:
    """Return the open cases and tasks that nobody has and nobody is being called for."""
    found: list[str] = world.read(lambda s: list(_nobodys(s, world.clock.now())))
    return found


def _nobodys(session: Session, now: datetime) -> Iterator[str]:
    for case in session.exec(select(Case).where(col(Case.status).not_in(REPAIR_FLOW.closed))):
        if case.status in IN_HAND:
            owner = session.get(Staff, case.owner_id or 0)
            if owner is None or not is_present(session, owner, now=now):
                yield f"№{case.number} is {case.status}, with nobody who is here"
        elif case.status == Status.REPORTED and not _rings(session, CALLING, [case.id]):
            yield f"№{case.number} waits, and nobody is called"
        elif case.status == Status.DONE and not _is_asked(session, case):
            yield f"№{case.number} is done, and nobody asks"
    for task in session.exec(select(Task).where(col(Task.closed_at).is_(None))):
        officer = session.get(Staff, task.given_to or 0)
        if officer is not None and not is_present(session, officer, now=now):
            yield f"task {task.id} is with somebody who is not here"


def _rings(session: Session, kinds: Sequence[str], subjects: Sequence[int]) -> bool:
    wanted = select(Due.id).where(
        col(Due.kind).in_(kinds), col(Due.settled_at).is_(None), col(Due.subject).in_(subjects)
    )
    return session.exec(wanted).first() is not None


def _is_asked(session: Session, case: Case) -> bool:
    """Tell whether a question is to come, or somebody has to telephone, or has given it up."""
    asked = session.exec(select(FollowUp.id).where(FollowUp.case_id == case.id)).all()
    tasks = session.exec(select(Task.id).where(Task.case_id == case.id)).all()
    return bool(tasks) or _rings(session, ASKING, asked)
