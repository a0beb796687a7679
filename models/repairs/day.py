"""A technician's day: who cries for help, then the jobs they have, in the order of their times."""

from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from models.cases.tables import Case
from models.people.tables import Person
from models.permissions import parts_in
from models.repairs.cards import face_of, offered_on
from models.repairs.messages import RepairFace
from models.repairs.rules import TAKEN, TAKES_JOBS, Action, Status
from models.repairs.sheets import sheets_out
from models.repairs.tables import Repair
from models.values import frozen

AT_MOST = 20  # in one message


@frozen
class Job:
    """One line of the day: the repair as it is, and what comes next."""

    face: RepairFace
    steps: tuple[Action, ...]

    def facts(self) -> dict[str, Any]:
        """Return the line as a text may mention it."""
        face = self.face
        return {
            "number": face.number, "trade": face.trade, "status": face.status,
            "place": {"address": face.place.address, "common": face.place.common},
            "visit_from": face.visit_from, "visit_until": face.visit_until, "level": face.level,
            "danger": face.danger, "of_person": face.of_person,
        }  # fmt: skip


def cries_for(session: Session, person: Person, *, now: datetime) -> list[Job]:
    """Return the emergencies that nobody has taken and this one may, the oldest first. S-10."""
    wanted = (
        select(Case)
        .join(Repair, col(Repair.id) == col(Case.id))
        .where(Case.estate_id == person.estate_id, Case.status == Status.REPORTED)
        .where(col(Repair.danger).is_not(None))
        .order_by(col(Case.id))
    )
    return [
        Job(face_of(session, case.id), (Action.CLAIM,))
        for case in session.exec(wanted.limit(AT_MOST)).all()
        if TAKES_JOBS & parts_in(session, case, person, now=now)
    ]


def jobs_of(session: Session, staff_id: int) -> list[Job]:
    """Return what this member of staff has, emergencies first, then appointments in their order.

    Finished work whose sheet is still out comes last. Source: REP-08, REP-13.
    """
    wanted = (
        select(Case.id)
        .join(Repair, col(Repair.id) == col(Case.id))
        .where(Case.owner_id == staff_id, col(Case.status).in_(TAKEN))
        .order_by(
            col(Repair.danger).is_(None),
            col(Repair.visit_from).is_(None),
            col(Repair.visit_from),
            col(Case.number),
        )
    )
    jobs = [
        Job(face, offered_on(face))
        for face in (face_of(session, case_id) for case_id in session.exec(wanted.limit(AT_MOST)))
    ]
    out = sheets_out(session, staff_id)[: AT_MOST - len(jobs)]
    return jobs + [Job(face_of(session, case.id), (Action.RETURN_SHEET,)) for case in out]
