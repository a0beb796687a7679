"""Finance sends an export in private: read, compared, and entered by a press; or left."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any, ClassVar

from sqlmodel import Session, select

from models.accounting.columns import Mapped
from models.accounting.messages import ExportEntered, ExportRead, ExportWrong, PartLine, WrongLine
from models.accounting.operations import Part, enter, look_into
from models.accounting.reading import Accounts, Sheets
from models.accounting.tables import Export
from models.collecting.ending import accounts_changed
from models.due import Moment, due
from models.errors import DomainError, NotAllowed
from models.estate.tables import Estate
from models.files.tables import File, Media, want
from models.intents.messages import Message, Say
from models.intents.operations import post, private
from models.papers.erasing import erase
from models.people.tables import Person, StaffRole
from models.permissions import require_staff
from models.values import frozen
from models.workbook import Book, Fault, WrongWorkbook

KEPT = timedelta(days=1)  # unanswered
SHOWN, COLUMNS_SHOWN, LONGEST = 15, 8, 40
DAYS = ("due_on", "paid_on")
ENTERS = frozenset({StaffRole.FINANCE, StaffRole.OFFICE_HEAD})


class ExportAnswered(DomainError):
    """The file was entered or left before, or waited too long: it is there no more."""

    text_key = "accounting.answered"


@frozen
class ExportIsOld(Moment):
    """A file was not answered for a day."""

    subject: int  # of exports
    rings: ClassVar[str] = "accounting"


@frozen
class Seen:
    """What a file says to who sent it, and the rows that wait for their answer."""

    message: Message
    rows: dict[str, list[dict[str, Any]]] | None = None


def may_enter(session: Session, person: Person, *, now: datetime) -> bool:
    """Tell whether the person may enter accounts: finance and the head. FEE-02."""
    try:
        return require_staff(session, person, now=now).role in ENTERS
    except DomainError:
        return False


def send(session: Session, media: Media, *, by: Person, now: datetime) -> None:
    """Have the file fetched and read; without an answer it is forgotten. Raises NotAllowed."""
    if not may_enter(session, by, now=now):
        raise NotAllowed
    file_id = want(session, media, estate_id=by.estate_id, sender_id=by.id, now=now)
    export = Export(estate_id=by.estate_id, sender_id=by.id, file_id=file_id, sent_at=now)
    session.add(export)
    session.flush()
    due(session, ExportIsOld(export.id), estate_id=by.estate_id, at=now + KEPT)


def is_coming(session: Session, file_id: int) -> bool:
    """Tell whether the file was sent to be entered, and was not read yet."""
    return _coming(session, file_id) is not None


def examine(session: Session, file_id: int, sheets: Sheets | None) -> Seen:
    """Return what the file says; None of sheets: it could not be read. Nothing is changed."""
    export = _coming(session, file_id)
    if sheets is None or export is None:
        return Seen(Say("accounting.unreadable"))
    estate = session.get_one(Estate, export.estate_id)
    try:
        found = look_into(session, estate, sheets, Mapped())
    except WrongWorkbook as wrong:
        return Seen(_wrong(wrong.faults))
    unread = tuple(title[:LONGEST] for title in found.accounts.unread)
    message = ExportRead(
        export.id, _lines(found.parts), unread[:COLUMNS_SHOWN], len(unread[COLUMNS_SHOWN:]),
        bool(found.changes),
    )  # fmt: skip
    return Seen(message, _kept(found.accounts.book) if found.changes else None)


def arrive(session: Session, file_id: int, seen: Seen, *, now: datetime) -> None:
    """Tell the sender what the file says, and keep its rows for their answer; the file goes."""
    erase(session, session.get_one(File, file_id))
    export = _coming(session, file_id)
    if export is None:
        return
    address = private(session.get_one(Person, export.sender_id))
    if address is not None:
        post(session, seen.message, to=address, now=now, at_once=True)
    if seen.rows is None:
        session.delete(export)
    else:
        export.rows = seen.rows
        session.add(export)
    session.flush()


def answer(
    session: Session, export_id: int, *, entered: bool, by: Person, now: datetime
) -> Message:
    """Enter the rows, or leave them; they are gone after either. Returns what is said of it.

    It is compared anew: what was handed over or entered meanwhile holds. Raises NotAllowed,
    ExportAnswered.
    """
    if not may_enter(session, by, now=now):
        raise NotAllowed
    estate = session.exec(
        select(Estate).where(Estate.id == by.estate_id).with_for_update()
    ).one()  # one at a time: two files may name one receipt
    export = session.get(Export, export_id)
    if export is None or export.rows is None:
        raise ExportAnswered
    if export.sender_id != by.id:
        raise NotAllowed
    accounts = Accounts(_book(export.rows))
    session.delete(export)
    session.flush()
    if not entered:
        return Say("accounting.left")
    try:
        parts = enter(session, estate, accounts).parts
    except WrongWorkbook as wrong:
        return _wrong(wrong.faults)
    accounts_changed(session, estate.id, now=now)
    return ExportEntered(_lines(parts))


def forget_old(session: Session, moment: ExportIsOld, *, now: datetime) -> None:
    """Forget what was not answered for a day, and say so."""
    export = session.get(Export, moment.subject)
    if export is None:
        return
    address = private(session.get_one(Person, export.sender_id))
    if address is not None and export.rows is not None:
        post(session, Say("accounting.forgotten"), to=address, now=now)
    session.delete(export)
    session.flush()


def _coming(session: Session, file_id: int) -> Export | None:
    found = session.exec(select(Export).where(Export.file_id == file_id)).all()
    return next((each for each in found if each.rows is None), None)


def _lines(parts: Iterable[Part]) -> tuple[PartLine, ...]:
    return tuple(
        PartLine(each.sheet, each.new, each.changed, each.same, each.before, each.after)
        for each in parts
    )


def _wrong(faults: Sequence[Fault]) -> ExportWrong:
    lines = tuple(
        WrongLine(
            each.sheet[:LONGEST], each.row, each.column[:LONGEST], each.wrong.reason,
            ", ".join(str(fact) for fact in each.wrong.facts.values())[: 2 * LONGEST],
        )
        for each in faults[:SHOWN]
    )  # fmt: skip
    return ExportWrong(lines, len(faults), len(faults[SHOWN:]))


def _kept(book: Book) -> dict[str, list[dict[str, Any]]]:
    return {
        sheet: [
            {c: v.isoformat() if isinstance(v, date) else v for c, v in row.items()} for row in rows
        ]
        for sheet, rows in book.rows.items()
    }


def _book(kept: dict[str, list[dict[str, Any]]]) -> Book:
    return Book({
        sheet: [
            {c: date.fromisoformat(v) if c in DAYS else v for c, v in row.items()} for row in rows
        ]
        for sheet, rows in kept.items()
    })  # fmt: skip
