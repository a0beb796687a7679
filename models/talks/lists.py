"""Talks as officers look them up: what waits, what was said, what the day's record says."""

from datetime import datetime

from sqlmodel import Session, col, select

from models.people.tables import Person, Staff
from models.relay.spoken import INSIDE
from models.relay.tables import Remark
from models.talks.cards import address_of
from models.talks.messages import TalkLine, TalkRecord
from models.talks.rules import Status
from models.talks.said import Line
from models.talks.tables import Talk

LINES_AT_MOST, WORDS_AT_MOST = 20, 120  # of a record in one message
ENDED_AT_MOST = 10


def talk_of(session: Session, person_id: int) -> Talk | None:
    """Return the person's own talk, as long as it has not ended."""
    wanted = select(Talk).where(Talk.person_id == person_id, Talk.status != Status.ENDED)
    return session.exec(wanted.order_by(col(Talk.id).desc())).first()


def has_spoken(session: Session, talk: Talk) -> bool:
    """Tell whether the resident has said something since somebody has the talk."""
    here = (Remark.talk_id == talk.id, Remark.person_id == talk.person_id)
    since = talk.taken_at or talk.opened_at
    went = (col(Remark.outbox_id).is_not(None), col(Remark.said_at) >= since)
    said = select(Remark.id).where(*here, *went)
    return session.exec(said).first() is not None


def held_by(session: Session, staff: Staff) -> list[Talk]:
    """Return the talks that this person has, the oldest first."""
    wanted = select(Talk).where(Talk.owner_id == staff.id, Talk.status != Status.ENDED)
    return list(session.exec(wanted.order_by(col(Talk.id))))


def open_talks(session: Session, estate_id: int) -> list[Talk]:
    """Return what has not ended, who has waited longest first."""
    wanted = select(Talk).where(Talk.estate_id == estate_id, Talk.status != Status.ENDED)
    return list(session.exec(wanted.order_by(col(Talk.id))))


def ended_talks(session: Session, estate_id: int) -> list[Talk]:
    """Return what has ended lately, newest first."""
    wanted = select(Talk).where(Talk.estate_id == estate_id, Talk.status == Status.ENDED)
    return list(session.exec(wanted.order_by(col(Talk.ended_at).desc()).limit(ENDED_AT_MOST)))


def talks_since(session: Session, estate_id: int, since: datetime) -> list[Talk]:
    """Return what began since then, for the duty record. GEN-06."""
    wanted = select(Talk).where(Talk.estate_id == estate_id, Talk.opened_at >= since)
    return list(session.exec(wanted.order_by(col(Talk.id))))


def line_of(session: Session, talk: Talk) -> TalkLine:
    """Return the talk as one line, with names: for officers, in private."""
    person = session.get_one(Person, talk.person_id)
    return TalkLine(
        talk.id, person.name, person.address_as, address_of(session, person.id), talk.status,
        holder_of(session, talk), talk.opened_at, talk.answer_by,
    )  # fmt: skip


def record_of(session: Session, talk: Talk) -> TalkRecord:
    """Return all that was said in the talk, its newest part when it is long. TEL-01."""
    person = session.get_one(Person, talk.person_id)
    said = _lines(session, talk)
    return TalkRecord(
        talk.id, talk.status, person.name, person.address_as,
        address_of(session, person.id), holder_of(session, talk), talk.opened_at, talk.helped,
        tuple(said[-LINES_AT_MOST:]), max(0, len(said) - LINES_AT_MOST),
    )  # fmt: skip


def holder_of(session: Session, talk: Talk) -> str:
    """Return the name of who has the talk, or had it last."""
    staff = session.get(Staff, talk.owner_id or 0)
    return staff.name if staff else ""


def _lines(session: Session, talk: Talk) -> list[Line]:
    rows = session.exec(
        select(Remark, Person)
        .join(Person, col(Person.id) == col(Remark.person_id))
        .where(Remark.talk_id == talk.id)
        .order_by(col(Remark.id))
    )
    seen: dict[tuple[int, int, str], Line] = {}
    for row, person in rows:
        is_resident = person.id == talk.person_id
        words = row.words if len(row.words) <= WORDS_AT_MOST else f"{row.words[:WORDS_AT_MOST]}…"
        inside = not is_resident and row.words.lstrip().startswith(INSIDE)
        line = Line(row.said_at, person.name, is_resident, inside, words, row.saved)
        said_in = (row.chat_id, row.message_id, row.saved or str(row.said_at))
        seen.setdefault(said_in, line)  # an album is one thing said
    return list(seen.values())
