"""Which case stays what it is."""

from sqlmodel import Session

from models.cases.independence import about
from models.cases.tables import Case
from models.estate.settings import policy_of
from models.intake.policy import IntakePolicy


def may_leave(session: Session, case: Case) -> bool:
    """Tell whether the case may become one of another kind; the office may set that none does.

    Nor one that is about somebody or told by who stays unnamed: a group reads what is no
    complaint, by its home. Source: S-52, SEC-01.
    """
    if case.unnamed or about(session, case.id):
        return False
    return policy_of(session, case.estate_id, IntakePolicy).reclassify
