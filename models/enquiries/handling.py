"""The office answers an enquiry: it is taken, verified, talked over, answered by the time told."""

from datetime import datetime

from sqlmodel import Session

from models.cases.independence import others
from models.cases.lines import owner_of
from models.cases.messages import ResultFiles
from models.cases.operations import attach, move
from models.cases.tables import Case, FileRole, Kind
from models.cases.telling import show_photos, tell_reporters
from models.cases.words import Words
from models.enquiries.asking import answered, may, promise
from models.enquiries.books import broken_by, kept_by_answer
from models.enquiries.messages import AnswerTold, EnquiryTold, Stage
from models.enquiries.policy import EnquiryPolicy
from models.enquiries.rules import Action, Sort, agreed_by, latest
from models.enquiries.tables import Enquiry
from models.enquiries.telling import show_card
from models.errors import DomainError, NotAllowed
from models.estate.calendars import calendar_of
from models.estate.settings import policy_of
from models.estate.tables import Estate
from models.events import Actor
from models.files.tables import parcels
from models.people.absences import takes
from models.people.roster import reachable, staff_in
from models.people.tables import Person, Staff, StaffRole
from models.permissions import require_staff
from models.repairs.coordination import TooShort, lengths

DEVELOPER = "developer"
ASKED_AT_MOST = 300  # characters of the question beside its answer
HANDLERS = (
    *(StaffRole.OFFICER, StaffRole.SUPERVISOR, StaffRole.QUALITY_SUPERVISOR),
    *(StaffRole.MANAGER, StaffRole.OFFICE_HEAD),
)


class BeyondTheLimit(DomainError):
    """It is answered within its limit, whatever is agreed; else it is talked over. S-28."""

    text_key = "enquiries.beyond_the_limit"


class InWriting(DomainError):
    """What the developer answers is answered in writing: its photograph belongs to the answer."""

    text_key = "enquiries.in_writing"


def take(session: Session, case_id: int, *, by: Person, now: datetime) -> Case:
    """Let the officer have it: card and photographs come in private. Raises NotAllowed."""
    case, status = may(session, case_id, Action.TAKE_ON, by=by, now=now)
    staff = require_staff(session, by, now=now)
    takes(session, staff, now=now)
    case.owner_id = staff.id
    move(session, case, status, Action.TAKE_ON, actor=Actor.STAFF, person=by, now=now)
    show_card(session, case, staff, now=now)
    show_photos(session, case, staff, now=now)
    return case


def answer(session: Session, case_id: int, told: Words, *, by: Person, now: datetime) -> Case:
    """Answer it: who asked has the words and pictures at once, by the way it was asked. ENQ-01.

    Of a question to the developer the written answer goes along. ENQ-02, ENQ-07.
    Raises NotAllowed, InWriting.
    """
    case, status = may(session, case_id, Action.ANSWER, by=by, now=now)
    enquiry = session.get_one(Enquiry, case.id)
    if enquiry.asked_of == DEVELOPER and not told.media:
        raise InWriting
    kept = kept_by_answer(enquiry)
    enquiry.answer, enquiry.answered_at, case.closed_at = told.text, now, now
    session.add(enquiry)
    attach(session, case, told.media, FileRole.RESULT)
    move(session, case, status, Action.ANSWER, actor=Actor.STAFF, person=by, now=now, **kept)
    answered(session, case, now=now)
    said = AnswerTold(
        case.id, case.number, owner_of(session, case), enquiry.told[:ASKED_AT_MOST], told.text
    )
    tell_reporters(session, case, said, now=now)
    for files in parcels(session, told.media):
        tell_reporters(session, case, ResultFiles(case.number, files), now=now)
    return case


def agree_time(
    session: Session, case_id: int, days: int, reason: str, *, by: Person, now: datetime
) -> Case:
    """Answer by another time, with the reason: who asked hears both at once. ENQ-01, S-28.

    Raises NotAllowed, BeyondTheLimit.
    """
    case, status = may(session, case_id, Action.AGREE_TIME, by=by, now=now)
    until = _within_the_limit(session, case, days, now=now)
    late = broken_by(session.get_one(Enquiry, case.id), now)
    move(session, case, status, Action.AGREE_TIME, actor=Actor.STAFF, person=by, now=now, **late)
    _promised(session, case, Stage.AGREED, until, reason, now=now)
    return case


def verify(
    session: Session, case_id: int, of: str, days: int, *, by: Person, now: datetime
) -> Case:
    """Ask who knows: an apology, and by when there is an answer. GEN-05, ENQ-02, ENQ-03.

    Raises NotAllowed, BeyondTheLimit.
    """
    case, status = may(session, case_id, Action.VERIFY, by=by, now=now)
    until = _within_the_limit(session, case, days, now=now)
    late = broken_by(_asked_of(session, case, of), now)
    move(session, case, status, Action.VERIFY, actor=Actor.STAFF, person=by, now=now, **late)
    _promised(session, case, Stage.VERIFYING, until, of, now=now)
    return case


def talk_over(
    session: Session, case_id: int, days: int, with_whom: str, *, by: Person, now: datetime
) -> Case:
    """Talk it over with those whom it needs, two days or more: 沟通类. ENQ-08, CLS-05.

    That it is, with whom and until when, is the answer within a suggestion's limit.
    Raises NotAllowed, TooShort.
    """
    case, status = may(session, case_id, Action.TALK_OVER, by=by, now=now)
    least = min(lengths(session, case.estate_id))
    if days < least:
        raise TooShort(days=least)
    calendar = calendar_of(session, session.get_one(Estate, case.estate_id))
    enquiry = _asked_of(session, case, with_whom)
    is_answer = case.kind is Kind.SUGGESTION
    kept = kept_by_answer(enquiry) if is_answer else broken_by(enquiry, now)
    move(session, case, status, Action.TALK_OVER, actor=Actor.STAFF, person=by, now=now, **kept)
    until = agreed_by(days, now, calendar)
    _promised(session, case, Stage.COORDINATING, until, with_whom, now=now)
    return case


def pass_on(session: Session, case_id: int, staff_id: int, *, by: Person, now: datetime) -> Case:
    """Give it to a colleague; the promise stays. GEN-12. Raises NotAllowed."""
    case, status = may(session, case_id, Action.PASS_ON, by=by, now=now)
    staff = session.get(Staff, staff_id)
    if staff is None or staff not in could_have_it(session, case, now=now):
        raise NotAllowed
    case.owner_id = staff.id
    move(session, case, status, Action.PASS_ON, actor=Actor.STAFF, person=by, now=now)
    show_card(session, case, staff, now=now)
    show_photos(session, case, staff, now=now)
    return case


def could_have_it(session: Session, case: Case, *, now: datetime) -> list[Staff]:
    """Return who could have it instead: everybody of the desk and above it whom it is not about."""
    here = others(session, case, staff_in(session, case.estate_id, *HANDLERS, now=now))
    return [
        each for each in here if each.id != case.owner_id and reachable(session, [each]) is not None
    ]


def _within_the_limit(session: Session, case: Case, days: int, *, now: datetime) -> datetime:
    calendar = calendar_of(session, session.get_one(Estate, case.estate_id))
    until = agreed_by(days, now, calendar)
    policy = policy_of(session, case.estate_id, EnquiryPolicy)
    asked_at = session.get_one(Enquiry, case.id).asked_at
    limit = latest(Sort(case.kind), asked_at, policy, calendar)
    if until > limit:
        raise BeyondTheLimit(until=limit)
    return until


def _asked_of(session: Session, case: Case, of: str) -> Enquiry:
    enquiry = session.get_one(Enquiry, case.id)
    enquiry.asked_of = of
    session.add(enquiry)
    return enquiry


def _promised(
    session: Session, case: Case, stage: Stage, until: datetime, words: str, *, now: datetime
) -> None:
    promise(session, case, until, now=now)
    told = EnquiryTold(
        case.id, case.number, stage, Sort(case.kind), owner_of(session, case), until, words
    )
    tell_reporters(session, case, told, now=now)
