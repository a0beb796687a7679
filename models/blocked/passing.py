"""What a guard or officer was looking after who is not here goes to who is on duty. GEN-12."""

from datetime import datetime

from sqlmodel import Session, col, select

from models.blocked.calling import begin_calling
from models.blocked.rules import BLOCKED_FLOW, CLOCK, DUTY, Action, Status
from models.cases.operations import locked, move
from models.cases.tables import Case, Kind
from models.events import Actor
from models.people.tables import Staff


def pass_blocked_on(session: Session, staff: Staff, *, now: datetime) -> list[int]:
    """Call anew for what the person had; return the №."""
    wanted = select(Case.id).where(
        Case.owner_id == staff.id, Case.kind == Kind.BLOCKED, Case.status == Status.SEEN_TO
    )
    numbers = []
    for case_id in session.exec(wanted.order_by(col(Case.id))).all():
        case = locked(session, case_id)
        status = BLOCKED_FLOW.after(case.status, Action.LET_GO, by=frozenset({CLOCK}))
        case.owner_id = None
        move(session, case, status, Action.LET_GO, actor=Actor.CLOCK, person=None, now=now)
        begin_calling(session, case, step=DUTY, now=now)
        numbers.append(case.number)
    return numbers
