"""A complaint is never with somebody who is not here."""

from datetime import datetime

from sqlmodel import Session, col, select

from models.cases.independence import others
from models.cases.operations import locked, note
from models.cases.tables import Case, Kind
from models.complaints.accepting import give
from models.complaints.ladder import rung_of
from models.complaints.messages import Stage
from models.complaints.reviewing import pass_up, tell_who
from models.complaints.rules import UNSOLVED
from models.events import Actor
from models.people.tables import Staff


def pass_complaints_on(
    session: Session, staff: Staff, deputy: Staff | None, *, now: datetime
) -> list[int]:
    """Give the complaints that the person has to the deputy, else one level up; return the №.

    Never to a deputy whom it is about. GEN-12, CMP-09.
    """
    wanted = select(Case.id).where(
        Case.owner_id == staff.id, Case.kind == Kind.COMPLAINT, col(Case.status).in_(UNSOLVED)
    )
    numbers = []
    for case_id in session.exec(wanted.order_by(col(Case.id))).all():
        case = locked(session, case_id)
        free = others(session, case, [] if deputy is None else [deputy])
        note(session, case, "passed", actor=Actor.CLOCK, person=None, now=now)
        if free:
            give(session, case, free[0], now=now)
        else:
            pass_up(session, case, rung=rung_of(staff), now=now)
        tell_who(session, case, Stage.PASSED, now=now)
        numbers.append(case.number)
    return numbers
