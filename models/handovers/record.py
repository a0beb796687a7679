"""The duty record 值班记录表: every intake of the shift at once, and what somebody adds to it."""

from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from models.cases.independence import readable
from models.cases.lists import lines_of
from models.cases.tables import Case
from models.cases.words import Place
from models.errors import DomainError, NotAllowed
from models.estate.calendars import calendar_of
from models.estate.tables import Estate
from models.handovers.tables import LogLine
from models.people.tables import Person, Staff
from models.permissions import OFFICERS, require_staff
from models.talks.cards import address_of
from models.talks.lists import holder_of, talks_since
from models.values import frozen

LONGEST = 500


class LineTooLong(DomainError):
    """A line of the record is longer than one may be."""

    text_key = "handovers.line_too_long"


@frozen
class LogEntry:
    """One line: an intake with its №, or what somebody wrote, with their name."""

    at: datetime
    number: int = 0
    kind: str = ""
    subject: str = ""
    place: Place | None = None
    status: str = ""
    name: str = ""
    told: str = ""
    talk: str = ""  # the status of one; its holder is named


def write_line(session: Session, told: str, *, by: Person, now: datetime) -> None:
    """Add a line to the duty record, at once. Source: GEN-06.

    Raises NotAllowed for everybody but officers, LineTooLong.
    """
    staff = may_keep(session, by=by, now=now)
    if len(told) > LONGEST:
        raise LineTooLong(max_length=LONGEST)
    session.add(LogLine(estate_id=staff.estate_id, staff_id=staff.id, at=now, told=told))
    session.flush()


def may_keep(session: Session, *, by: Person, now: datetime) -> Staff:
    """Return the officer who reads and writes the record. Raises NotAllowed."""
    staff = require_staff(session, by, now=now)
    if staff.role not in OFFICERS:
        raise NotAllowed
    return staff


def shift_began(session: Session, estate_id: int, *, now: datetime) -> datetime:
    """Return when the present shift, or the last one, began."""
    calendar = calendar_of(session, session.get_one(Estate, estate_id))
    today, opens = calendar.day_of(now), calendar.shift[0].opens
    begins = calendar.local(today, opens)
    return begins if begins <= now else calendar.local(today - timedelta(days=1), opens)


def record_since(
    session: Session, reader: Staff, since: datetime, *, now: datetime
) -> list[LogEntry]:
    """Return every intake that the reader may see and every line, by the clock. GEN-02, GEN-06."""
    estate_id = reader.estate_id
    taken = select(Case.id).where(
        Case.estate_id == estate_id, Case.opened_at >= since, readable(reader, private=True)
    )
    written = (
        select(LogLine, Staff)
        .join(Staff, col(Staff.id) == col(LogLine.staff_id))
        .where(LogLine.estate_id == estate_id, LogLine.at >= since)
    )
    entries = [
        LogEntry(line.opened_at, line.number, line.kind, line.subject, line.place, line.status)
        for line in lines_of(session, session.exec(taken), now=now)
    ]
    entries += [
        LogEntry(line.at, name=staff.name, told=line.told) for line, staff in session.exec(written)
    ]
    entries += [
        LogEntry(
            talk.opened_at, place=Place(address_of(session, talk.person_id)),
            name=holder_of(session, talk), talk=talk.status,
        )
        for talk in talks_since(session, estate_id, since)
    ]  # fmt: skip
    return sorted(entries, key=lambda entry: (entry.at, entry.number))
