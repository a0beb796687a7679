"""What follows a finished repair: it is told, asked about, tested for leaks, kept in mind."""

from datetime import datetime

from sqlmodel import Session

from models.cases.messages import ResultFiles
from models.cases.operations import locked, move, note
from models.cases.reporters import joined
from models.cases.tables import Case
from models.cases.words import Words
from models.emergencies.rules import OF_PEOPLE
from models.errors import DomainError, NotAllowed
from models.estate.calendars import calendar_of
from models.estate.settings import policy_of
from models.estate.tables import Estate
from models.events import Actor
from models.files.tables import parcels
from models.followups.messages import HowDidItGo
from models.followups.operations import asked_in_vain, lay_to_rest, telephone
from models.followups.planning import asked_next_at, leak_waits, newest_round, plan_again
from models.followups.policy import Channel, FollowUpPolicy
from models.followups.rules import FollowUpKind
from models.followups.tables import FollowUp
from models.intents.operations import private, redraw
from models.people.operations import belongs
from models.people.tables import Person
from models.permissions import parts_in, require_staff, today_in
from models.repairs.aftercare_messages import (
    CommonPartDone,
    LeakTested,
    PersonHelped,
    StruckOff,
)
from models.repairs.cards import place_of
from models.repairs.in_danger import is_of_person
from models.repairs.messages import RepairDone
from models.repairs.record import receipt_of
from models.repairs.reporters import tell_resident
from models.repairs.rules import REPAIR_FLOW, Action
from models.repairs.tables import Repair


class NotAskedYet(DomainError):
    """Nobody has asked the resident in person yet."""

    text_key = "followups.not_asked_yet"


def tell_done(session: Session, case: Case, by: str, told: Words, *, now: datetime) -> None:
    """Tell the reporters that it is done, by whom, and when they are asked about it.

    About a common part the reply itself asks, the same day or as early as S-42 permits; that it is
    late is said; whom we cannot write to is telephoned. The follow-up has been planned before.
    Who was in danger is not mended: is all well with them? Source: CB-01, CB-05, REP-17, S-03.
    """
    repair = session.get_one(Repair, case.id)
    about = (case.id, case.number, repair.trade, place_of(session, case, repair))
    asks = newest_round(session, case.id)[0]
    if repair.danger in OF_PEOPLE:
        ask_at = asked_next_at(session, case.id)
        tell_resident(session, case, PersonHelped(*about, by, told.text, asks.id, ask_at), now=now)
    elif asks.kind is FollowUpKind.PUBLIC:
        calendar = calendar_of(session, session.get_one(Estate, case.estate_id))
        waits = calendar.day_of(asks.asked_at or now) > calendar.day_of(asks.done_at)
        late = waits and repair.danger is None  # of an emergency all is said at once
        reply = CommonPartDone(*about, by, told.text, asks.done_at, late, asks.id)
        tell_resident(session, case, reply, now=now)
    else:
        ask_at = asked_next_at(session, case.id) or now
        price, receipt_at = receipt_of(session, case, now=now)
        done = RepairDone(*about, by, told.text, ask_at, price, receipt_at, asks.id)
        tell_resident(session, case, done, now=now)
    if asks.kind is FollowUpKind.PUBLIC and not _can_be_written_to(session, case, now=now):
        telephone(session, asks.id, now=now)
    for files in parcels(session, told.media):
        tell_resident(session, case, ResultFiles(case.number, files), now=now)


def ask(session: Session, followup_id: int, *, now: datetime) -> None:
    """Ask the resident; whom we cannot or may not write to is asked by a person. S-04."""
    follow_up = session.get_one(FollowUp, followup_id)
    if follow_up.settled_at is not None:
        return
    case = locked(session, follow_up.case_id)
    channels = policy_of(session, case.estate_id, FollowUpPolicy).channels
    if Channel.CHAT not in channels or not _can_be_written_to(session, case, now=now):
        telephone(session, followup_id, now=now)
        if Channel.CHAT not in channels or not joined(session, case.id):
            return  # who joined in is asked all the same
    follow_up.asked_at = now
    session.add(follow_up)
    note(session, case, "ask", actor=Actor.CLOCK, person=None, now=now, kind=follow_up.kind)
    question = HowDidItGo(
        case.id, follow_up.id, case.number, follow_up.kind, follow_up.done_at,
        is_of_person(session, case.id),
    )  # fmt: skip
    tell_resident(session, case, question, now=now)
    redraw(session, case.id, now=now)


def enter_leak_test(session: Session, case_id: int, *, by: Person, now: datetime) -> None:
    """Note that the leak was tested just now; the question after it is counted from here.

    The reporter hears the new time once. Raises NotAllowed, also when there is nothing to test.
    Source: CB-03, S-02.
    """
    case = locked(session, case_id)
    require_staff(session, by, now=now)
    parts = parts_in(session, case, by, now=now)
    REPAIR_FLOW.after(case.status, Action.TEST_LEAK, by=parts)
    if not leak_waits(session, case.id):
        raise NotAllowed
    repair = session.get_one(Repair, case.id)
    repair.leak_tested_at = now
    session.add(repair)
    plan_again(session, case, now=now)
    note(session, case, Action.TEST_LEAK, actor=Actor.STAFF, person=by, now=now)
    redraw(session, case.id, now=now)
    ask_at = asked_next_at(session, case.id, FollowUpKind.LEAK)
    place = place_of(session, case, repair)
    message = LeakTested(case.id, case.number, repair.trade, place, now, ask_at or now)
    tell_resident(session, case, message, now=now)


def mark_important(session: Session, case_id: int, *, by: Person, now: datetime) -> None:
    """Flag the repair as an important need: it is asked about once more within a month.

    Raises NotAllowed for everybody but officers. Source: CB-06, S-05.
    """
    case = locked(session, case_id)
    parts = parts_in(session, case, by, now=now)
    REPAIR_FLOW.after(case.status, Action.IMPORTANT, by=parts)
    repair = session.get_one(Repair, case.id)
    if repair.important:
        return
    repair.important = True
    session.add(repair)
    plan_again(session, case, now=now)
    note(session, case, Action.IMPORTANT, actor=Actor.STAFF, person=by, now=now)
    redraw(session, case.id, now=now)


def strike_off(session: Session, case_id: int, *, by: Person, now: datetime) -> None:
    """Close what is done and was asked about in vain; nothing is taken for an answer (GEN-08).

    The reporter may still say otherwise. Raises NotAllowed for everybody but supervisors, and
    NotAskedYet before somebody has asked in person, or the reply about a common part is a day old.
    """
    case = locked(session, case_id)
    parts = parts_in(session, case, by, now=now)
    status = REPAIR_FLOW.after(case.status, Action.STRIKE_OFF, by=parts)
    asked = asked_in_vain(session, case.id, now=now)
    if asked is None:
        raise NotAskedYet
    lay_to_rest(session, case.id, now=now)
    case.closed_at = now
    move(session, case, status, Action.STRIKE_OFF, actor=Actor.STAFF, person=by, now=now)
    repair = session.get_one(Repair, case.id)
    place = place_of(session, case, repair)
    of_person = repair.danger in OF_PEOPLE
    message = StruckOff(case.id, case.number, repair.trade, place, asked.id, of_person)
    tell_resident(session, case, message, now=now)


def _can_be_written_to(session: Session, case: Case, *, now: datetime) -> bool:
    reporter = session.get_one(Person, case.reporter_id)
    today = today_in(session, case.estate_id, now=now)
    return (
        private(reporter) is not None
        and reporter.unreachable_since is None
        and belongs(session, reporter.id, on=today)
    )
