"""What becomes of an open change when whom it is for lives there no more."""

from datetime import datetime

from sqlmodel import Session, col, select

from models.cases.operations import locked
from models.cases.tables import Case
from models.due import called_off
from models.events import Actor
from models.owners.clock import FormWaits
from models.owners.messages import Notice
from models.owners.requesting import end
from models.owners.rules import BY_ITSELF, CLOSED, OF_THE_HOME, Action, flow_for
from models.owners.tables import FileChange
from models.owners.telling import notify
from models.people.tables import Residency, Staff


def is_of_a_resident(session: Session, case: Case) -> bool:
    """Tell whether it means something only while they live there: not a sale, nor a floor area."""
    return session.get_one(FileChange, case.id).subject not in OF_THE_HOME


def end_for_mover(session: Session, case: Case, *, now: datetime) -> None:
    """End it, the file stays as it is, and who has it hears why. OWN-08."""
    flow = flow_for(session.get_one(FileChange, case.id).subject)
    status = flow.after(case.status, Action.LAPSE, by=BY_ITSELF)
    called_off(session, FormWaits, subject=case.id, now=now)
    end(session, case, status, Action.LAPSE, actor=Actor.CLOCK, by=None, now=now)
    notify(session, case, session.get(Staff, case.owner_id or 0), Notice.LEFT, now=now)


def end_forms(session: Session, residency: Residency, *, now: datetime) -> None:
    """End what was begun for somebody who, as it turns out, has no role in the home."""
    wanted = (
        select(Case.id)
        .join(FileChange, col(FileChange.id) == col(Case.id))
        .where(
            FileChange.home_id == residency.home_id, FileChange.person_id == residency.person_id,
            col(Case.status).not_in(CLOSED),
        )
    )  # fmt: skip
    for case_id in session.exec(wanted.order_by(col(Case.id))).all():
        end_for_mover(session, locked(session, case_id), now=now)
