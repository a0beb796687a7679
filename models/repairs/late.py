"""Files that come after what they belong to: an album has no end mark, a picture is slower."""

from datetime import datetime

from sqlalchemy import or_
from sqlmodel import Session, col, select

from models.cases.messages import ResultFiles
from models.cases.operations import attach
from models.cases.tables import Case, FileRole
from models.files.tables import SLOWER, parcels
from models.people.tables import Staff
from models.repairs.reporters import tell_resident
from models.repairs.rules import UNDER_WAY, Status
from models.repairs.tables import Repair


def add_to_result(
    session: Session, media: tuple[int, ...], *, by: Staff, now: datetime
) -> Case | None:
    """Attach the files to the result that they have just told; None when there is none.

    Nor is there one for whoever has gone on since: a picture may be of the next home.
    """
    case = session.exec(
        select(Case)
        .join(Repair, col(Repair.id) == col(Case.id))
        .where(
            Case.owner_id == by.id,
            Case.status == Status.DONE,
            col(Repair.done_at) >= now - SLOWER,
        )
        .order_by(col(Repair.done_at).desc())
    ).first()
    if case is None or _has_gone_on(session, case):
        return None
    attach(session, case, media, FileRole.RESULT)
    for files in parcels(session, media):
        tell_resident(session, case, ResultFiles(case.number, files), now=now)
    return case


def _has_gone_on(session: Session, case: Case) -> bool:
    """Tell whether who has finished it has set off to another since, or is there."""
    done_at = session.get_one(Repair, case.id).done_at
    later = or_(col(Repair.set_off_at) > done_at, col(Repair.arrived_at) > done_at)
    wanted = (
        select(Case.id)
        .join(Repair, col(Repair.id) == col(Case.id))
        .where(Case.owner_id == case.owner_id, col(Case.status).in_(UNDER_WAY), later)
    )
    return session.exec(wanted).first() is not None
