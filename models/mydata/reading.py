"""What is known of a person, read for their copy, their list and the search for traces. SEC-01."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import String, cast, false, or_
from sqlmodel import Session, col, select

from models.cases.tables import Case
from models.estate.settings import policy_of
from models.estate.tables import Home
from models.files.store import SealedKey
from models.files.tables import File, FileState, MediaKind
from models.intents.operations import Address, private
from models.mydata.entries import owned_by
from models.mydata.held import HELD, Held
from models.mydata.policy import MyDataPolicy
from models.mydata.rules import in_parts, kept_until, years_of
from models.mydata.words import Why
from models.papers.tables import FileKey
from models.parking.tables import Lease
from models.parking.words import LeaseState
from models.people.tables import Person, Staff
from models.permissions import today_in
from models.values import frozen

Row = dict[str, Any]


@frozen
class OwnFile:
    """A file that the person sent, as it lies in the store."""

    id: int
    kind: MediaKind
    digest: str
    key: SealedKey
    is_picture: bool


@frozen
class Keeping:
    """What stays of somebody who is forgotten, and until when; an owner's name has no day yet."""

    why: Why
    until: date | None


def known_as(session: Session, telegram_id: int) -> list[Person]:
    """Return every row whose account it is, or was when their last role ended. SEC-01.

    For their own data only: whoever left, works here no more or was never let in has that right.
    """
    theirs = or_(col(Person.telegram_id) == telegram_id, col(Person.former_account) == telegram_id)
    rows = session.exec(select(Person).where(theirs).order_by(col(Person.id))).all()
    return sorted(rows, key=lambda row: row.telegram_id is None)  # who it is now, then who it was


def address_of(person: Person) -> Address | None:
    """Return where the person hears of their own data: the account, else the former one."""
    if person.telegram_id is None and person.former_account is not None:
        return Address(person.estate_id, person.former_account, language=person.language)
    return private(person)


def rows_of(session: Session, person: Person) -> dict[str, list[Row]]:
    """Return everything that is shown to the person, by table, and nobody else."""
    found: dict[str, list[Row]] = {}
    for held in HELD:
        if not held.shown or not held.whose:
            continue
        rows = session.exec(select(held.table).where(held.shown_to(person)))
        read = [_shown(session, row, held.shown.split()) for row in rows]
        if read:
            found[held.name] = read
    return found


def file_parts(session: Session, person_id: int) -> list[list[int]]:
    """Return the person's files in the documents that they fill."""
    wanted = (
        select(File.id, File.size)
        .where(File.sender_id == person_id, File.state == FileState.KEPT)
        .order_by(col(File.id))
    )
    return in_parts((file_id, size or 0) for file_id, size in session.exec(wanted))


def own_files(session: Session, person_id: int, ids: tuple[int, ...]) -> tuple[OwnFile, ...]:
    """Return those of the files that the person sent and that are still here."""
    wanted = (
        select(File, FileKey)
        .join(FileKey, col(FileKey.id) == col(File.key_id))
        .where(File.sender_id == person_id, File.state == FileState.KEPT, col(File.id).in_(ids))
    )
    return tuple(
        OwnFile(file.id, file.kind, file.digest, SealedKey(key.name, key.sealed), file.is_picture)
        for file, key in session.exec(wanted)
        if file.digest and key.sealed
    )


def in_the_way(session: Session, person: Person) -> tuple[tuple[int, ...], int, bool]:
    """Return what has to end first: open cases, spaces that are let, a place in the office."""
    cases = session.exec(
        select(Case.number)
        .where(Case.reporter_id == person.id, col(Case.closed_at).is_(None))
        .order_by(col(Case.number))
    ).all()
    lets = session.exec(
        select(Lease.id).where(Lease.person_id == person.id, Lease.state != LeaseState.ENDED)
    ).all()
    works = session.exec(select(Staff.id).where(Staff.person_id == person.id)).first()
    return tuple(cases), len(lets), works is not None


def kept_of(session: Session, person: Person, now: datetime) -> tuple[Keeping, ...]:
    """Return what contract and law keep of the person, and until when."""
    today = today_in(session, person.estate_id, now=now)
    years = years_of(policy_of(session, person.estate_id, MyDataPolicy))
    last = {Why.CONTRACT: _last_day(session, person) or today}
    entry = (Keeping(Why.REGISTER, None),) if owned_by(session, person, on=today) else ()
    return entry + tuple(
        Keeping(why, kept_until(last.get(why, today), years[why]))
        for why in years
        if any(_keeps(session, held, person, why) for held in HELD)
    )


def _keeps(session: Session, held: Held, person: Person, why: Why) -> bool:
    """Tell whether something of theirs in the table is kept for that reason."""
    columns = [col(getattr(held.table, name)) for name, each in held.kept.items() if each is why]
    says = or_(*(cast(each, String) != "" for each in columns), false())
    wanted = select(held.table).where(held.of(person), says)
    return bool(columns) and session.exec(wanted).first() is not None


def _last_day(session: Session, person: Person) -> date | None:
    leases = session.exec(select(Lease).where(Lease.person_id == person.id))
    return max((each.ends_on for each in leases if each.ends_on), default=None)


def _shown(session: Session, row: Any, columns: list[str]) -> Row:
    return {name: _said(session, name, getattr(row, name)) for name in columns}


def _said(session: Session, name: str, value: Any) -> Any:
    """Return the value as it is kept; a home by its address, a case by its №."""
    if name == "home_id" and value is not None:
        home = session.get_one(Home, value)
        return f"{home.address} ({home.code})"
    if name == "case_id" and value is not None:
        return session.get_one(Case, value).number
    return value
