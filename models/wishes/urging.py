"""A resident who waits urges 催单: it is heard at once, climbs the second time, and is answered."""

from datetime import datetime, timedelta
from typing import ClassVar

from sqlmodel import Session, col, select

from models.cases.lines import owner_of
from models.cases.moments import OfCase
from models.cases.operations import locked, note
from models.cases.tables import Case
from models.due import due
from models.errors import DomainError
from models.estate.calendars import calendar_of
from models.estate.settings import policy_of
from models.estate.tables import Estate
from models.events import Actor, Event
from models.people.tables import Department, Person, StaffRole
from models.permissions import parts_in
from models.repairs.reporting import to_group
from models.repairs.rules import BEFORE_DONE, REPAIR_FLOW, Action
from models.tasks.operations import tell_office
from models.values import frozen
from models.wishes.messages import UrgedForSupervisor, UrgedForWorker, UrgeUnanswered
from models.wishes.policy import WishPolicy
from models.wishes.workers import about, tell_worker

ABOVE = (StaffRole.SUPERVISOR, StaffRole.MANAGER, StaffRole.OFFICE_HEAD)


class UrgedAlready(DomainError):
    """It was urged a short while ago, and the answer is on its way."""

    text_key = "wishes.already_urged"


@frozen
class UrgeIsLate(OfCase):
    """The answer to who urged for the `times`-th time was promised for now. GEN-07."""

    subject: int
    times: int
    rings: ClassVar[str] = "wishes"

    def identity(self) -> str:
        return str(self.times)


@frozen
class Urged:
    """What the resident is told: who heard of it, and by when an answer comes."""

    number: int
    technician: str
    climbed: bool
    answer_by: datetime


def urge(session: Session, case_id: int, *, by: Person, now: datetime) -> Urged:
    """Tell who has the job, else the group; from the second time on the supervisor too.

    The answer is promised in the hours of the shift; GEN-07, GEN-12. Raises NotAllowed,
    UrgedAlready within the cool-down.
    """
    case = locked(session, case_id)
    REPAIR_FLOW.after(case.status, Action.URGE, by=parts_in(session, case, by, now=now))
    policy = policy_of(session, case.estate_id, WishPolicy)
    before = _urges(session, case)
    if before and now < (again_at := before[-1].at + timedelta(minutes=policy.cooldown_minutes)):
        raise UrgedAlready(minutes=-(-int((again_at - now).total_seconds()) // 60))
    calendar = calendar_of(session, session.get_one(Estate, case.estate_id))
    answer_by = calendar.add(now, timedelta(minutes=policy.answer_minutes), hours=calendar.shift)
    times, technician = len(before) + 1, owner_of(session, case)
    note(session, case, Action.URGE, actor=Actor.RESIDENT, person=by, now=now)
    message = UrgedForWorker(*about(session, case), times, answer_by)
    if not tell_worker(session, case, message, now=now):
        to_group(session, case, now=now, anew=True)
    if times > 1:
        higher = UrgedForSupervisor(*about(session, case), times, answer_by, technician)
        tell_office(session, higher, case, ABOVE, department=Department.GC, now=now)
    due(session, UrgeIsLate(case.id, times), estate_id=case.estate_id, at=answer_by)
    return Urged(case.number, technician, times > 1, answer_by)


def answer_is_late(session: Session, late: UrgeIsLate, *, now: datetime) -> None:
    """Tell the supervisor when no member of staff has done anything since the resident urged."""
    case = locked(session, late.subject)
    urges = _urges(session, case)
    if case.status not in BEFORE_DONE or len(urges) != late.times:
        return
    since = select(Event.id).where(
        Event.case_id == case.id, Event.actor == Actor.STAFF, col(Event.id) > urges[-1].id
    )
    if session.exec(since).first() is None:
        message = UrgeUnanswered(case.id, case.number, now)
        tell_office(session, message, case, ABOVE, department=Department.GC, now=now)


def _urges(session: Session, case: Case) -> list[Event]:
    wanted = select(Event).where(Event.case_id == case.id, Event.action == Action.URGE)
    return list(session.exec(wanted.order_by(col(Event.id))))
