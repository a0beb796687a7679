"""An officer keys in a complaint that came by voice, letter or mail: the same register."""

from dataclasses import KW_ONLY
from datetime import datetime, timedelta

from sqlmodel import Session

from models.cases.independence import kept_from
from models.cases.keying import AGO, ON_PAPER, AboutYou, Came, Since, entered
from models.cases.lines import owner_of
from models.cases.tables import Case
from models.cases.telling import tell_reporters
from models.complaints.accepting import Grievance, complain
from models.complaints.messages import ComplaintTold, Stage
from models.complaints.policy import ComplaintPolicy
from models.complaints.rules import acknowledged_by, received_at
from models.complaints.tables import Complaint
from models.complaints.telling import show_receipt
from models.estate.settings import policy_of
from models.followups.planning import counting_of
from models.intents.operations import private
from models.people.search import person_of
from models.people.tables import Person
from models.permissions import require_officer
from models.tasks.undelivered import tell_otherwise
from models.values import frozen


@frozen
class KeyedGrievance(Grievance):
    """A complaint, how it came, and when: by voice hours ago, on paper so many days ago."""

    _: KW_ONLY
    came: Came
    since: Since | None
    received: str | None


def key_in(
    session: Session, keyed: KeyedGrievance, *, residency_id: int, by: Person, now: datetime
) -> tuple[Case, bool]:
    """Register it as if the resident had; return the case, and whether that was late.

    Its limits run from now on, as the complainant is told them. A letter or mail is acknowledged.
    Raises NotAllowed for everybody but officers, AboutYou, ResidentUnknown. GEN-01, CMP-13.
    """
    staff = require_officer(session, by, now=now)
    reporter = person_of(session, residency_id, staff.estate_id)
    case = complain(session, keyed, by=reporter, now=now)
    if kept_from(session, case, staff):
        raise AboutYou
    counting = counting_of(session, case.estate_id)
    since = received_at(now, int(keyed.received or 0), counting)
    ago = timedelta(hours=AGO[keyed.since]) if keyed.since else now - since
    is_late = entered(session, case, keyed.came, ago, by=by, now=now)
    show_receipt(session, case, reporter, now=now)
    if keyed.came in ON_PAPER:
        acknowledge(session, case, reporter, received=since, now=now)
    return case, is_late


def acknowledge(
    session: Session, case: Case, sender: Person, *, received: datetime, now: datetime
) -> None:
    """Tell the sender that it arrived, is tracked and will be answered.

    At once in a chat; else an officer does, by telephone or letter, within `complaint.ack_days` of
    the receipt, and the task climbs. Source: CMP-07, S-25.
    """
    until = session.get_one(Complaint, case.id).answer_by
    told = ComplaintTold(case.id, case.number, Stage.RECEIVED, owner_of(session, case), until)
    if private(sender) is not None:
        tell_reporters(session, case, told, now=now, only=sender)
        return
    policy = policy_of(session, case.estate_id, ComplaintPolicy)
    limit = acknowledged_by(received, policy, counting_of(session, case.estate_id))
    tell_otherwise(session, case, told, now=now, limit=limit)
