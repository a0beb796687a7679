"""What a reporter reads of a case: their own words, and nothing of another home. SEC-01."""

from dataclasses import fields, replace
from typing import Any, Protocol, TypeVar, runtime_checkable

from sqlmodel import Session, col, select

from models.cases.messages import CasePhotos
from models.cases.operations import attach
from models.cases.reporters import joining
from models.cases.tables import Case, CaseFile, FileRole
from models.cases.words import Place, Words, masked
from models.files.tables import File
from models.intents.messages import Message
from models.people.tables import Person
from models.repairs.messages import AboutRepair, RepairFace
from models.repairs.tables import Repair

BUILDING = "building"  # the word for a place that is another's home
_NOT_THEIRS: dict[str, Any] = {
    "place": Place(common=BUILDING), "visit_from": None, "visit_until": None, "is_late": False,
    "entry": None, "files": (),
}  # fmt: skip
M = TypeVar("M", bound=Message)


@runtime_checkable
class Result(Protocol):
    """What shows what was done, in the words of who did it."""

    result: str


def elsewhere(message: M) -> M:
    """Return the message without what is only for the home that the case is about."""
    known = {each.name for each in fields(message)}  # type: ignore[arg-type]
    hidden = {name: value for name, value in _NOT_THEIRS.items() if name in known}
    return replace(message, **hidden)  # type: ignore[type-var]


def overheard(session: Session, case: Case, message: M, person: Person) -> M:
    """Return the message as a group reads it, for who joined in from another home. SEC-01."""
    row = joining(session, case, person)
    theirs = case.reporter_id == person.id if row is None else row.home_id == case.home_id
    said: object = message  # not M, which mypy takes for none of them
    if theirs or not isinstance(said, Result):
        return message
    return replace(message, result=masked(said.result))  # type: ignore[type-var]


def lives_elsewhere(session: Session, case: Case, person: Person) -> bool:
    """Tell whether the case is about another home than the one the person reported it from."""
    row = joining(session, case, person)
    if row is None:
        return case.reporter_id != person.id
    return case.home_id is not None and row.home_id != case.home_id


def as_read_by(session: Session, case: Case, message: M, person: Person) -> M | None:
    """Return the message as this reporter may read it; None when nothing of it is theirs."""
    message = overheard(session, case, message, person)
    if not lives_elsewhere(session, case, person):
        return message
    of_the_home = isinstance(message, AboutRepair) and message.of_the_home
    return None if of_the_home or isinstance(message, CasePhotos) else elsewhere(message)


def own_words(session: Session, case: Case, face: RepairFace, person: Person) -> RepairFace:
    """Return the face with the reporter's own words and the number of their own files."""
    row = joining(session, case, person)
    shown = select(CaseFile.id).join(File, col(File.id) == col(CaseFile.file_id))
    mine = shown.where(
        CaseFile.case_id == case.id, CaseFile.role == FileRole.REPORT, File.sender_id == person.id
    )
    first = face.told if case.reporter_id == person.id else ""
    told = first if row is None else row.told
    face = overheard(session, case, face, person)
    return replace(face, told=told, photos=face.photos and len(session.exec(mine).all()))


def add_words(session: Session, case: Case, told: Words, *, by: Person) -> None:
    """Keep what a reporter adds with what they told before, and the files with the case."""
    row = joining(session, case, by) or session.get_one(Repair, case.id)
    if told.text:
        row.told = f"{row.told}\n+ {told.text}" if row.told else told.text
    session.add(row)
    attach(session, case, told.media, FileRole.REPORT)
