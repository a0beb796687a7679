"""More about a repair after it was sent: words, files, another way in, a corrected message."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, or_
from sqlmodel import Session, col, select

from models.cases.operations import locked, move
from models.cases.tables import Case
from models.cases.words import Words, abridged
from models.database import insert_new
from models.emergencies.arrival import NOT_THERE
from models.errors import NotAllowed
from models.estate.settings import policy_of
from models.events import Actor
from models.people.tables import Person
from models.permissions import parts_in
from models.repairs.readers import add_words
from models.repairs.rules import BEFORE_DONE, REPAIR_FLOW, Action, Entry, Status
from models.repairs.tables import Repair
from models.wishes.messages import AddedForWorker
from models.wishes.policy import WishPolicy
from models.wishes.tables import Telling
from models.wishes.workers import about, tell_worker

IN_DANGER = timedelta(hours=1)  # whatever is said after a cry for help belongs to it


def may_add(session: Session, case_id: int, *, by: Person, now: datetime) -> Case:
    """Return the case that this reporter may add to. Raises NotAllowed."""
    case = locked(session, case_id)
    REPAIR_FLOW.after(case.status, Action.ADD, by=parts_in(session, case, by, now=now))
    return case


def add(
    session: Session,
    case_id: int,
    told: Words,
    entry: Entry | None = None,
    *,
    by: Person,
    now: datetime,
) -> Case:
    """Add to the case; who has the job, else the group, is told. Raises NotAllowed."""
    case = may_add(session, case_id, by=by, now=now)
    repair = session.get_one(Repair, case.id)
    changed = entry if entry != repair.entry else None
    if not (told.text or told.media or changed):
        return case
    repair.entry = changed or repair.entry
    session.add(repair)
    add_words(session, case, told, by=by)
    move(session, case, case.status, Action.ADD, actor=Actor.RESIDENT, person=by, now=now)
    added = abridged(told.text)
    message = AddedForWorker(*about(session, case), added, changed, len(told.media))
    tell_worker(session, case, message, files=told.media, now=now)
    return case


def add_afterwards(
    session: Session, told: Words, *, by: Person, now: datetime, over: bool = False
) -> Case | None:
    """Add what answers no question to the case it belongs to; None when there is none.

    Files without words belong to what was reported some minutes ago; whatever is said within an
    hour of a cry for help belongs to that, and that it is `over` until somebody is there.
    """
    minutes = policy_of(session, by.estate_id, WishPolicy).joins_minutes
    lately = col(Case.opened_at) >= now - timedelta(minutes=minutes)
    in_danger = _in_danger(now, over=over)
    case = _newest(session, by, in_danger if told.text else or_(lately, in_danger))
    try:
        return None if case is None else add(session, case.id, told, by=by, now=now)
    except NotAllowed:  # who has moved out adds nothing any more
        return None


def is_in_danger(session: Session, *, by: Person, now: datetime) -> bool:
    """Tell whether whatever this person says now belongs to their cry for help."""
    return _newest(session, by, _in_danger(now)) is not None


def keep_tellings(session: Session, case: Case, chat_id: int, messages: Iterable[int]) -> None:
    """Remember which messages told the case; Telegram may bring one of them twice."""
    rows = [
        {"case_id": case.id, "chat_id": chat_id, "message_id": message_id}
        for message_id in messages
    ]
    if rows:
        insert_new(session, Telling, rows)


def amend(
    session: Session, chat_id: int, message_id: int, words: str, *, by: Person, now: datetime
) -> Case | None:
    """Append what a message says now to the case that it told; the first words stay.

    None when it told no case, or one that is over.
    """
    wanted = select(Telling).where(Telling.chat_id == chat_id, Telling.message_id == message_id)
    found = session.exec(wanted.order_by(col(Telling.id).desc())).first()
    case = None if found is None else session.get_one(Case, found.case_id)
    if case is None or case.status not in BEFORE_DONE:
        return None
    if words in session.get_one(Repair, case.id).told:
        return case
    return add(session, case.id, Words(words), by=by, now=now)


def _in_danger(now: datetime, *, over: bool = False) -> ColumnElement[bool]:
    nobody_there = col(Case.status).in_((Status.REPORTED, *NOT_THERE) if over else ())
    still = or_(col(Case.opened_at) >= now - IN_DANGER, nobody_there)
    return col(Repair.danger).is_not(None) & still


def _newest(session: Session, by: Person, belongs: ColumnElement[bool]) -> Case | None:
    """Return the newest open repair of this reporter that what was said belongs to."""
    return session.exec(
        select(Case)
        .join(Repair, col(Repair.id) == col(Case.id))
        .where(Case.reporter_id == by.id, col(Case.status).in_(BEFORE_DONE), belongs)
        .order_by(col(Case.id).desc())
    ).first()
