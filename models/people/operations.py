"""Who somebody is today: residents and staff by their Telegram account."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, exists, or_, update
from sqlmodel import Session, col, select

from models.cases.tables import Case, CaseReporter
from models.estate.tables import Home
from models.events import Event
from models.files.tables import File
from models.intents.operations import Address, post
from models.intents.tables import Outbox, OutboxState
from models.moving.tables import Move
from models.owners.tables import FileChange, Particulars
from models.papers.tables import FileKey, Paper
from models.parking.tables import Lease
from models.people.absences import is_lost
from models.people.messages import AccountMoved, AccountUnlinked
from models.people.tables import Language, Person, Residency, Staff
from models.prepared import Rows, prepared
from models.progress import Told
from models.relay.tables import Remark
from models.talks.tables import Talk
from models.visitors.tables import VisitorPass


def person_of(session: Session, telegram_id: int, estate_id: int | None = None) -> Person | None:
    """Return whom the account belongs to, in that estate or in the first it is linked in."""
    found = _persons_of(session, telegram_id)
    return next((each for each in found if estate_id in (None, each.estate_id)), None)


def staff_of(session: Session, person_id: int, *, on: date) -> Staff | None:
    """Return the person's place in the office on that day, if there is one."""
    return _staff_of(session, person_id, on).first()


def homes_of(session: Session, person_id: int, *, on: date) -> list[Home]:
    """Return the homes in which the person has a role on that day."""
    return list(_homes_of(session, person_id, on))


def belongs(session: Session, person_id: int, *, on: date) -> bool:
    """Tell whether the person has a role in a home or in the office that has not ended."""
    return _belonging(session, person_id, on).first() is not None


def linked(
    session: Session, person: Person, telegram_id: int, *, on: date, now: datetime
) -> Person:
    """Link the account to the person; return who it is now.

    An account that already was somebody in this estate stays one person: the two become one.
    Another account that the person had has no access from this instant, and is told (SEC-01).
    """
    other, left = person_of(session, telegram_id, person.estate_id), person.telegram_id
    if other is not None and other.id != person.id:
        if belongs(session, other.id, on=on):
            _become_one(session, other, person)
            person = other
        else:  # it has nothing here any more, or not yet: the account goes, what was stays behind
            part(session, other)
    person.telegram_id, person.unreachable_since = telegram_id, None
    person.former_account = None
    session.add(person)
    session.flush()
    if left not in (None, telegram_id):
        _moved_away(session, person, left, now=now)
    return person


def part(session: Session, person: Person) -> None:
    """Let the account be nobody's here: it still may ask for the data that are kept. SEC-01."""
    if person.telegram_id is not None:
        person.former_account, person.telegram_id = person.telegram_id, None
        session.add(person)
        session.flush()


def unlink(session: Session, person: Person, *, by_office: bool, now: datetime) -> None:
    """Take the person's access from the account at this instant, and tell the account."""
    left, person.telegram_id = person.telegram_id, None
    session.add(person)
    session.flush()
    if left is not None:
        to = Address(person.estate_id, left, language=person.language)
        post(session, AccountUnlinked(by_office), to=to, now=now)


def _moved_away(session: Session, person: Person, left: int, *, now: datetime) -> None:
    """Tell the account that was left, and let what still waits to be said follow the person."""
    here = (col(Outbox.chat_id) == left) & (col(Outbox.person_id) == person.id)
    waiting = (col(Outbox.state) == OutboxState.WAITING) & col(Outbox.card_id).is_(None)
    session.execute(
        update(Outbox).where(here & waiting).values(chat_id=person.telegram_id, edits=None)
    )
    to = Address(person.estate_id, left, language=person.language)
    post(session, AccountMoved(), to=to, now=now)


def applicant(session: Session, estate_id: int, telegram_id: int, language: Language) -> Person:
    """Return the row of an account that asks to be linked: nobody yet, without any role."""
    person = person_of(session, telegram_id, estate_id)
    if person is None:
        person = Person(estate_id=estate_id, name="", telegram_id=telegram_id, language=language)
        session.add(person)
        session.flush()
    return person


def speak(session: Session, person: Person, language: Language) -> None:
    """Say everything in that language to the person from now on."""
    person.language = language
    session.add(person)


def lost(session: Session, person_id: int, *, now: datetime) -> None:
    """Note that Telegram no longer lets us write to the person; a colleague's work goes on."""
    person = session.get_one(Person, person_id)
    person.unreachable_since = person.unreachable_since or now
    session.add(person)
    for staff in session.exec(select(Staff).where(Staff.person_id == person_id)):
        is_lost(session, staff, now=now)


def found(session: Session, person: Person) -> None:
    """Note that the person wrote to us: so we can write again."""
    if person.unreachable_since is not None:
        person.unreachable_since = None
        session.add(person)


def _still_here(left_on: Any, on: Any) -> Any:
    return or_(col(left_on).is_(None), col(left_on) > on)


@prepared
def _persons_of(telegram_id: Any) -> Rows[Person]:
    return select(Person).where(Person.telegram_id == telegram_id).order_by(col(Person.id))


@prepared
def _staff_of(person_id: Any, on: Any) -> Rows[Staff]:
    here = select(Staff).where(Staff.person_id == person_id, _still_here(Staff.left_on, on))
    return here.order_by(col(Staff.id))


@prepared
def _belonging(person_id: Any, on: Any) -> Rows[int]:
    roles = [
        exists().where(col(role.person_id) == person_id, _still_here(role.left_on, on))
        for role in (Residency, Staff)
    ]
    return select(Person.id).where(Person.id == person_id, or_(*roles))


@prepared
def _homes_of(person_id: Any, on: Any) -> Rows[Home]:
    has_begun = or_(col(Residency.since).is_(None), col(Residency.since) <= on)
    return (
        select(Home)
        .join(Residency, col(Residency.home_id) == col(Home.id))
        .where(Residency.person_id == person_id, _still_here(Residency.left_on, on), has_begun)
        .order_by(col(Home.code))
        .distinct()
    )


def _become_one(session: Session, stays: Person, goes: Person) -> None:
    here = select(CaseReporter.case_id).where(CaseReporter.person_id == stays.id)
    both = (col(CaseReporter.person_id) == goes.id) & col(CaseReporter.case_id).in_(here)
    session.execute(delete(CaseReporter).where(both))
    pages = select(Particulars.home_id).where(Particulars.person_id == stays.id)
    twice = (col(Particulars.person_id) == goes.id) & col(Particulars.home_id).in_(pages)
    session.execute(delete(Particulars).where(twice))
    for table, column in (
        (Particulars, Particulars.person_id),
        (Residency, Residency.person_id),
        (Residency, Residency.invited_by),
        (Staff, Staff.person_id),
        (Case, Case.reporter_id),
        (CaseReporter, CaseReporter.person_id),
        (Event, Event.person_id),
        (Outbox, Outbox.person_id),
        (File, File.sender_id),
        (FileKey, FileKey.person_id),
        (Paper, Paper.person_id),
        (Lease, Lease.person_id),
        (FileChange, FileChange.person_id),
        (Move, Move.said_by),
        (Remark, Remark.person_id),
        (Talk, Talk.person_id),
        (VisitorPass, VisitorPass.person_id),
    ):
        session.execute(update(table).where(col(column) == goes.id).values({column: stays.id}))
    session.execute(
        update(Told).where(col(Told.person_id) == goes.id).values(person_id=stays.id, open=False)
    )
    phone, stays.marks = goes.phone, f"{stays.marks} {goes.marks}"
    session.delete(goes)
    session.flush()  # a number belongs to one person at a time
    stays.phone = stays.phone or phone
    session.add(stays)
