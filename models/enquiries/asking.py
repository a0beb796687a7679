"""Ask the office, suggest something, ask again, or need no answer any more."""

from datetime import datetime

from sqlmodel import Session

from models.cases.independence import note_about, staff_named
from models.cases.operations import attach, locked, move, open_case
from models.cases.tables import Case, FileRole, Kind
from models.cases.words import Words
from models.conversions.limits import may_leave
from models.due import called_off, due
from models.enquiries.clock import AnswerIsLate, AnswerIsNear, TakeIsLate
from models.enquiries.messages import Notice
from models.enquiries.policy import EnquiryPolicy
from models.enquiries.rules import FLOWS, Action, Sort, Status, reply_by, taken_by, warned_at
from models.enquiries.tables import Enquiry
from models.enquiries.telling import notify, show_at_desk, superior
from models.errors import NotAllowed
from models.estate.calendars import calendar_of
from models.estate.settings import policy_of
from models.estate.tables import Estate
from models.events import Actor
from models.flow import Flow
from models.handovers.days import plan_days
from models.people.operations import homes_of
from models.people.tables import Person, Staff
from models.permissions import parts_in, require_place, today_in

KINDS = frozenset(Kind(sort) for sort in Sort)


def enquire(session: Session, told: Words, sort: Sort, *, by: Person, now: datetime) -> Case:
    """Take in an enquiry or a suggestion: №, time of the answer, and the desk has it at once.

    What names one of the staff is kept from them, and from every group. ENQ-01, ENQ-05, GEN-02.
    Raises NotAllowed for who neither lives nor works here.
    """
    case = opened(session, told, sort, Status.RECEIVED, by=by, now=now)
    note_about(session, case, staff_named(session, case.estate_id, told.text))
    receive(session, case, now=now)
    return case


def receive(session: Session, case: Case, *, now: datetime) -> datetime:
    """Bring it to the desk with its promise; return by when it is answered. ENQ-05."""
    until = _promised(session, case, now=now)
    show_at_desk(session, case, now=now)
    plan_days(session, case.estate_id, now=now)
    return until


def opened(
    session: Session, told: Words, sort: Sort, status: Status, *, by: Person, now: datetime
) -> Case:
    """Return the new case with its row; of who has one home, from there. Raises NotAllowed."""
    homes = homes_of(session, by.id, on=today_in(session, by.estate_id, now=now))
    home_id = homes[0].id if len(homes) == 1 else None
    require_place(session, by, home_id, now=now)
    case = open_case(session, kind=Kind(sort), status=status, reporter=by, home_id=home_id, now=now)
    session.add(Enquiry(id=case.id, estate_id=case.estate_id, told=told.text, asked_at=now))
    session.flush()
    attach(session, case, told.media, FileRole.REPORT)
    return case


def may(
    session: Session, case_id: int, action: Action, *, by: Person, now: datetime
) -> tuple[Case, Status]:
    """Return the case that this person may do this to, and where it leads. Raises NotAllowed."""
    case = locked(session, case_id)
    parts = parts_in(session, case, by, now=now)
    return case, flow_of(case).after(Status(case.status), action, by=parts)


def may_do(
    session: Session, case_id: int, *, by: Person, now: datetime
) -> tuple[Case, tuple[Action, ...]]:
    """Return everything that this person may do with it now."""
    case = locked(session, case_id)
    parts = parts_in(session, case, by, now=now)
    possible = flow_of(case).actions(Status(case.status), by=parts)
    turns = may_leave(session, case)
    return case, tuple(each for each in possible if turns or each is not Action.CONVERT)


def ask_again(session: Session, case_id: int, more: Words, *, by: Person, now: datetime) -> Case:
    """Open the enquiry again, one level up: the answer was not enough. ENQ-03, GEN-07.

    Raises NotAllowed.
    """
    case, status = may(session, case_id, Action.ASK_AGAIN, by=by, now=now)
    enquiry = session.get_one(Enquiry, case.id)
    enquiry.told, enquiry.answered_at = f"{enquiry.told}\n+ {more.text}".strip(), None
    session.add(enquiry)
    attach(session, case, more.media, FileRole.REPORT)
    case.level, case.closed_at = case.level + 1, None
    above = superior(session, case, now=now)
    case.owner_id = None
    move(session, case, status, Action.ASK_AGAIN, actor=Actor.RESIDENT, person=by, now=now)
    _promised(session, case, now=now)
    show_at_desk(session, case, now=now)
    notify(session, case, above, Notice.AGAIN, more.text, now=now)
    return case


def no_longer_needed(session: Session, case_id: int, *, by: Person, now: datetime) -> Case:
    """End it because who asked needs no answer any more; who has it hears so. Raises NotAllowed."""
    case, status = may(session, case_id, Action.NOT_NEEDED, by=by, now=now)
    case.closed_at = now
    move(session, case, status, Action.NOT_NEEDED, actor=Actor.RESIDENT, person=by, now=now)
    answered(session, case, now=now)
    notify(session, case, session.get(Staff, case.owner_id or 0), Notice.NOT_NEEDED, now=now)
    return case


def promise(session: Session, case: Case, until: datetime, *, now: datetime) -> None:
    """Promise the answer by then: who has it is reminded before, and it climbs when it is late."""
    answered(session, case, now=now)
    enquiry = session.get_one(Enquiry, case.id)
    enquiry.answer_by = until
    session.add(enquiry)
    known = (case.id, until.isoformat(), case.rev)
    due(session, AnswerIsNear(*known), estate_id=case.estate_id, at=warned_at(until, now))
    due(session, AnswerIsLate(*known), estate_id=case.estate_id, at=until)


def answered(session: Session, case: Case, *, now: datetime) -> None:
    """Strike off what waited for the promise that stood until now."""
    called_off(session, TakeIsLate, AnswerIsNear, AnswerIsLate, subject=case.id, now=now)


def flow_of(case: Case) -> Flow[Status, Action]:
    """Return the table of its kind. Raises NotAllowed for another kind's case."""
    if case.kind not in KINDS:
        raise NotAllowed
    return FLOWS[Sort(case.kind)]


def _promised(session: Session, case: Case, *, now: datetime) -> datetime:
    """Promise what is promised when nothing was agreed, and that somebody has it by then."""
    calendar = calendar_of(session, session.get_one(Estate, case.estate_id))
    policy = policy_of(session, case.estate_id, EnquiryPolicy)
    enquiry = session.get_one(Enquiry, case.id)
    enquiry.asked_at = now
    session.add(enquiry)
    until = reply_by(Sort(case.kind), now, policy, calendar)
    promise(session, case, until, now=now)
    taken = TakeIsLate(case.id, case.level)
    due(session, taken, estate_id=case.estate_id, at=taken_by(now, calendar))
    return until
