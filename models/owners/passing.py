"""What an officer had of files who is not here goes to the deputy, else to who is on duty."""

from datetime import datetime

from sqlmodel import Session, col, select

from models.cases.operations import locked, note
from models.cases.tables import Case, Kind
from models.estate.tables import Home
from models.events import Actor
from models.intents.operations import redraw
from models.owners.requesting import give
from models.owners.rules import CLOSED
from models.owners.telling import keeper_for
from models.people.tables import Staff
from models.permissions import OFFICERS


def pass_files_on(
    session: Session, staff: Staff, deputy: Staff | None, *, now: datetime
) -> list[int]:
    """Give the person's changes to a deputy who may handle them, else on; return their №. GEN-12.

    Never to the group.
    """
    wanted = select(Case.id).where(
        Case.owner_id == staff.id, Case.kind == Kind.FILE_CHANGE,
        col(Case.status).not_in(CLOSED),
    )  # fmt: skip
    after = deputy if deputy is not None and deputy.role in OFFICERS else None
    numbers = []
    for case_id in session.exec(wanted.order_by(col(Case.id))).all():
        case = locked(session, case_id)
        home = session.get(Home, case.home_id or 0)
        note(session, case, "passed", actor=Actor.CLOCK, person=None, now=now)
        redraw(session, case.id, now=now)
        found = after or keeper_for(session, home, case.estate_id, besides=staff.id, now=now)
        give(session, case, found, now=now)
        numbers.append(case.number)
    return numbers
