"""A technician's day: the jobs they have, in the order of their appointments."""

from typing import Any

from sqlmodel import Session, col, select

from models.cases.tables import Case
from models.repairs.cards import face_of
from models.repairs.messages import RepairFace
from models.repairs.rules import ON_CARDS, TAKEN, Action
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
            "danger": face.danger,
        }  # fmt: skip


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
        Job(face, tuple(ON_CARDS.get(face.status, ())))
        for face in (face_of(session, case_id) for case_id in session.exec(wanted.limit(AT_MOST)))
    ]
    out = sheets_out(session, staff_id)[: AT_MOST - len(jobs)]
    return jobs + [Job(face_of(session, case.id), (Action.RETURN_SHEET,)) for case in out]
