"""Somebody is forgotten: rows, words, files, what others were told of them; no restore undoes it.

What is their own goes by `HELD`; what others were told is searched for their name, number, plates
and words. Their row stays as a former resident's, so that the history of cases is whole.
"""

import json
import re
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ColumnElement, String, cast, delete, func, or_, true, update
from sqlmodel import Session, SQLModel, col, select

from models.cases.tables import Case, CaseFile
from models.due import Due
from models.estate.settings import policy_of
from models.estate.tables import SheetRow
from models.files.tables import File
from models.inbox import Inbox, InboxState
from models.intents.operations import redraw
from models.intents.tables import Outbox, OutboxState
from models.mydata.entries import enter_owner
from models.mydata.held import HELD, Held
from models.mydata.policy import MyDataPolicy
from models.mydata.tables import DataRequest
from models.mydata.words import FORGET_FLOW, Act, Side, Stage, Why, Wish
from models.papers.erasing import erase, erase_all_of
from models.papers.operations import put_away
from models.papers.tables import Paper
from models.people.tables import Person, Residency
from models.progress import Told

LONG = 6  # characters: what is shorter is in every sentence
NAMES = frozenset({"name", "phone", "plate", "owner_name", "licence_no"})
OWN_WORDS = frozenset({"told", "told_home", "opinion", "praised", "words"})
OPEN = (OutboxState.WAITING, OutboxState.SENDING)
Traces = tuple[int, tuple[str, ...]]  # a wish, and its entries of the list of what is erased
# What somebody is at work with stays, for the second time.
TO_THE_END: dict[type[SQLModel], ColumnElement[bool]] = {
    Outbox: col(Outbox.state) != OutboxState.SENDING,
    Inbox: col(Inbox.state) != InboxState.WAITING,
    Due: col(Due.settled_at).is_not(None),
    Told: col(Told.open).is_(False),
}


def forget(session: Session, person: Person, *, now: datetime) -> None:
    """Let nothing be known of the person any more but what is `kept`. SEC-01, OWN-08."""
    words, cases = words_of(session, person), _cases_of(session, person)
    _erase_files(session, person, now=now)
    _erase_traces(session, person, words, [case.number for case in cases])
    called = policy_of(session, person.estate_id, MyDataPolicy).called
    _erase_name(session, person, called)
    for held in HELD:
        if held.table is Residency:  # what refers to a role has gone
            enter_owner(session, person, now=now)
        _erase_rows(session, held, person)
    person.name = called
    session.add(person)
    session.flush()
    session.expire_all()
    for case in cases:
        redraw(session, case.id, now=now)


def forget_kept(session: Session, person: Person, why: Why) -> None:
    """Erase what was kept for that reason: its years are over."""
    for held in HELD:
        gone = [name for name, reason in held.kept.items() if reason is why]
        _empty(session, held, person, gone)


def words_of(session: Session, person: Person) -> frozenset[str]:
    """Return what others may have been told of the person: name, number, plates, own words."""
    found: set[str] = {person.name, person.phone or "", (person.phone or "").removeprefix("+86")}
    for held in HELD:
        columns = (NAMES | OWN_WORDS).intersection(held.erased.split())
        for row in _rows(session, held, person) if columns else ():
            for name in columns:
                lines = str(getattr(row, name) or "").split("\n")
                found |= {line.strip("+ ") for line in lines if name in NAMES or len(line) >= LONG}
    return frozenset(each for each in found if len(each) > 1)


def is_forgotten(session: Session, person_id: int) -> bool:
    """Tell whether the row is a former resident's who wished to be forgotten."""
    over = (Stage.ERASED, Stage.DONE)
    asked = select(DataRequest.id).where(
        DataRequest.person_id == person_id,
        DataRequest.wish == Wish.ERASURE,
        col(DataRequest.stage).in_(over),
    )
    return session.exec(asked).first() is not None


def forget_restored(session: Session, entries: Collection[str], *, now: datetime) -> None:
    """Forget again whom an older backup brought back, by the marks of the list."""
    marks = {entry.removeprefix("person:") for entry in entries if entry.startswith("person:")}
    if not marks:
        return
    for person in session.exec(select(Person)).all():
        if marks & set(person.marks.split()) and not is_forgotten(session, person.id):
            forget(session, person, now=now)
            session.add(
                DataRequest(
                    estate_id=person.estate_id, person_id=person.id, wish=Wish.ERASURE,
                    stage=Stage.ERASED, asked_at=now, ended_at=now,
                )
            )  # fmt: skip
    session.flush()


def to_wipe(session: Session) -> list[Traces]:
    """Return those whose rows are erased while files may tell of them."""
    wanted = (
        select(DataRequest.id, Person.marks)
        .join(Person, col(Person.id) == col(DataRequest.person_id))
        .where(DataRequest.stage == Stage.ERASED)
    )
    return [
        (wish, tuple(f"person:{mark}" for mark in marks.split()))
        for wish, marks in session.exec(wanted)
    ]


def wiped(session: Session, wishes: Iterable[int]) -> None:
    """Note that no file tells of them any more."""
    here = (col(DataRequest.id).in_(list(wishes)), DataRequest.stage == Stage.ERASED)
    for wish in session.exec(select(DataRequest).where(*here).with_for_update()):
        wish.stage = FORGET_FLOW.after(wish.stage, Act.WIPE, by={Side.CLOCK})
        session.add(wish)


def erase_late_traces(session: Session, wish: DataRequest, *, now: datetime) -> None:
    """Erase what was on its way: the last words to the account, what was being sent."""
    said = col(Outbox.kind).in_(("Forgotten", "ErasurePutOff"))
    theirs = said | (col(Outbox.person_id) == wish.person_id)
    session.execute(delete(Outbox).where(theirs, col(Outbox.state).not_in(OPEN)))
    wish.stage = Stage.ERASED
    session.add(wish)


def _cases_of(session: Session, person: Person) -> list[Case]:
    return list(session.exec(select(Case).where(Case.reporter_id == person.id)))


def _rows(session: Session, held: Held, person: Person) -> Iterable[Any]:
    return session.exec(select(held.table).where(held.of(person))).all() if held.whose else ()


def _erase_files(session: Session, person: Person, *, now: datetime) -> None:
    """Erase what they sent, with their keys, and what others showed of their cases."""
    for paper in session.exec(select(Paper).where(Paper.person_id == person.id)):
        put_away(session, paper, now=now)
    own = select(col(Case.id)).where(col(Case.reporter_id) == person.id)
    shown = select(CaseFile.file_id).where(col(CaseFile.case_id).in_(own))
    for file in session.exec(select(File).where(col(File.id).in_(shown))).all():
        erase(session, file)
    erase_all_of(session, person.id)


def _erase_traces(
    session: Session, person: Person, words: frozenset[str], numbers: list[int]
) -> None:
    """Erase what anybody was told with their words in it, or of their cases."""
    for table, at_rest in TO_THE_END.items():
        held = next(each for each in HELD if each.table is table)
        found = or_(*(_mentions(session, table, name, words) for name in held.traces.split()))
        if table is Outbox:
            of_cases = cast(col(Outbox.facts)["number"].as_string(), String).in_(map(str, numbers))
            found = (found | of_cases) & col(Outbox.card_id).is_(None)
        if table is not Inbox:
            found &= col(getattr(table, "estate_id")) == person.estate_id  # noqa: B009
        session.execute(delete(table).where(found, at_rest))
    session.execute(delete(Inbox).where(col(Inbox.id).in_(_pressed(session, numbers))))
    of_them = frozenset({person.name, person.phone or ""} - {""})
    session.execute(delete(SheetRow).where(_mentions(session, SheetRow, "values", of_them)))


def _pressed(session: Session, numbers: list[int]) -> list[int]:
    """Return the updates that brought a message about one of these cases along, as a press does."""
    if not numbers:
        return []
    found = re.compile(rf"№(?:{'|'.join(map(str, numbers))})(?!\d)")
    near = _mentions(session, Inbox, "raw", {f"№{number}" for number in numbers})
    rows = session.execute(
        select(col(Inbox.id), col(Inbox.raw)).where(near, TO_THE_END[Inbox])
    ).all()
    return [each for each, raw in rows if found.search(json.dumps(raw, ensure_ascii=False))]


def _mentions(
    session: Session, table: type[SQLModel], name: str, words: Collection[str]
) -> ColumnElement[bool]:
    """Return whether JSON mentions one of the words, as this database writes it."""
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    told = cast(col(getattr(table, name)), String)
    written = (json.dumps(each, ensure_ascii=is_sqlite)[1:-1] for each in sorted(words))
    return or_(*(told.contains(each, autoescape=True) for each in written))


def _erase_name(session: Session, person: Person, called: str) -> None:
    """Let who is named in others' words be a former resident there; a namesake keeps the name."""
    here = (Person.estate_id == person.estate_id, Person.id != person.id)
    namesake = session.exec(select(Person.id).where(Person.name == person.name, *here)).first()
    names = [] if namesake or len(person.name) < 2 else [person.name]
    names += [person.phone, person.phone.removeprefix("+86")] if person.phone else []
    for held in HELD:
        columns = [*held.erased.split(), *held.traces.split()]
        for column in (getattr(held.table, c) for c in columns if _is_text(held.table, c)):
            for name in names:
                changed = update(held.table).where(col(column).contains(name, autoescape=True))
                session.execute(changed.values({column: func.replace(column, name, called)}))


def _erase_rows(session: Session, held: Held, person: Person) -> None:
    if held.removed:
        at_rest = true() if held.table is Told else TO_THE_END.get(held.table, true())
        session.execute(delete(held.table).where(held.of(person), at_rest))
    else:
        _empty(session, held, person, held.erased.split())


def _empty(session: Session, held: Held, person: Person, columns: Collection[str]) -> None:
    if not columns:
        return
    nothing = {name: _nothing(held.table, name) for name in columns}
    session.execute(update(held.table).where(held.of(person)).values(nothing))


def _nothing(table: type[SQLModel], name: str) -> Any:
    column = table.__table__.c[name]  # type: ignore[attr-defined]
    if column.nullable:
        return None
    return [] if isinstance(column.type, JSON) else ""


def _is_text(table: type[SQLModel], name: str) -> bool:
    kind = table.__table__.c[name].type  # type: ignore[attr-defined]
    return isinstance(kind, String)
