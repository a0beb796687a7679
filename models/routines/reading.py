"""Whether a routine runs."""

from sqlmodel import Session

from models.estate.settings import policy_of
from models.routines.policy import RoutinePolicy
from models.routines.words import Routine


def runs(session: Session, estate_id: int, routine: Routine) -> bool:
    """Tell whether the estate wants it now. A day that is in the book already passes in silence."""
    return routine in policy_of(session, estate_id, RoutinePolicy).jobs
