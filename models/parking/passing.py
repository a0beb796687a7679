"""What an officer had who is not here goes to the deputy, else before the desk again. GEN-12."""

from datetime import datetime

from sqlmodel import Session, col, select

from models.cases.operations import locked, note
from models.cases.tables import Case, Kind
from models.events import Actor
from models.intents.operations import redraw
from models.parking.rules import CLOSED
from models.parking.telling import show_at_desk, show_card
from models.people.tables import Staff
from models.permissions import OFFICERS


def pass_parking_on(
    session: Session, staff: Staff, deputy: Staff | None, *, now: datetime
) -> list[int]:
    """Give the person's applications to a deputy who may handle them; return their №.

    Without one they are anybody's of the desk again, in the officers' group. GEN-12.
    """
    wanted = select(Case.id).where(
        Case.owner_id == staff.id, Case.kind == Kind.PARKING,
        col(Case.status).not_in(CLOSED),
    )  # fmt: skip
    after = deputy if deputy is not None and deputy.role in OFFICERS else None
    numbers = []
    for case_id in session.exec(wanted.order_by(col(Case.id))).all():
        case = locked(session, case_id)
        case.owner_id = after.id if after else None
        session.add(case)
        note(session, case, "passed", actor=Actor.CLOCK, person=None, now=now)
        redraw(session, case.id, now=now)
        if after is not None:
            show_card(session, case, after, now=now)
        else:
            show_at_desk(session, case, now=now)
        numbers.append(case.number)
    return numbers
