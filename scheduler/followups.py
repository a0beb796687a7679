"""Follow-ups and the clock: the question, and the telephone when nobody answers it."""

from datetime import datetime

from sqlmodel import Session

from models.cases.registry import kind_of
from models.cases.tables import Case
from models.due import Rings
from models.followups.operations import telephone
from models.followups.planning import FollowUpIsDue, FollowUpSilent
from models.followups.tables import FollowUp


def ask_how_it_went(session: Session, moment: FollowUpIsDue, *, now: datetime) -> None:
    """Ask the resident, by the kind of the case."""
    case = session.get_one(Case, session.get_one(FollowUp, moment.subject).case_id)
    kind_of(case).ask(session, moment.subject, now=now)


def give_a_phone_task(session: Session, moment: FollowUpSilent, *, now: datetime) -> None:
    """Give an officer the task to ask."""
    telephone(session, moment.subject, now=now)


WHEN_DUE: Rings = {
    FollowUpIsDue: ask_how_it_went,  # CB-01 to CB-06
    FollowUpSilent: give_a_phone_task,  # S-01, S-02, S-05
}
