"""The outbox: what a message says when it goes out, and how each sending ended."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import bindparam, delete, update
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from models.groups.operations import migrate, reopen
from models.intents.messages import Message
from models.intents.parcels import Parcel, made
from models.intents.quiet import permitted_from
from models.intents.tables import CardPlace, Outbox, OutboxState
from models.people.operations import lost
from models.people.tables import Person
from models.prepared import Rows, prepared
from models.records import UnknownKind

REPEATS = 1  # after an unknown outcome
KEPT_FOR = timedelta(days=30)


def claim(session: Session, ids: Sequence[int], *, now: datetime) -> list[Parcel]:
    """Mark the messages as being sent and return what they say at this moment.

    A notice that was held up until the night goes on waiting, for the next permitted hour (S-42).
    """
    parcels, claimed = [], session.connection().execute(_taken(), {"rows": ids})
    taken: dict[int, Any] = {row.id: row for row in claimed}
    people = {row.person_id for row in taken.values()} - {None}
    if len(people) > 1:
        _written_to(session, tuple(people)).all()  # all at once
    for row_id in ids:
        if row := taken.get(row_id):
            try:
                message = Message.decode(row.kind, row.facts)
            except UnknownKind:
                gone = session.get_one(Outbox, row_id)
                _end(session, gone, OutboxState.REFUSED, now=now, reason="unknown_kind")
                continue
            if row.quiet and (until := permitted_from(session, row, now)) > now:
                give_back(session, [row_id], not_before=until)
            elif parcel := made(session, row, message, now):
                parcels.append(parcel)
            else:
                if row.reason is not None:
                    reopen(session, row)  # the next message finds out
                _end(session, session.get_one(Outbox, row_id), OutboxState.EXPIRED, now=now)
    return parcels


def delivered(
    session: Session, row_id: int, chat_id: int, message_id: int | None, *, now: datetime
) -> bool:
    """Note that Telegram has it, under this number of the chat's; tell whether more waits there."""
    sent = {"row": row_id, "chat": chat_id, "message": message_id, "ended": now}
    card_id, more = session.connection().execute(_sent(), sent).one()
    if card_id is not None and message_id is not None:
        session.connection().execute(_stands_there(), {"card": card_id, "message": message_id})
    return bool(more)


def give_back(session: Session, row_ids: Sequence[int], **held: datetime) -> None:
    """Let these wait again, which were claimed and never sent."""
    here = col(Outbox.id).in_(row_ids) & (col(Outbox.state) == OutboxState.SENDING)
    back = {"state": OutboxState.WAITING, "attempts": Outbox.attempts - 1, **held}
    session.execute(update(Outbox).where(here).values(back))


def put_off(
    session: Session, row_id: int, until: datetime, *, everywhere: bool, now: datetime
) -> None:
    """Wait as Telegram said: this chat, or all of them. It was not taken, so this was no try."""
    row = session.get_one(Outbox, row_id)
    row.attempts -= 1
    _again(session, row)
    here = col(Outbox.state) == OutboxState.WAITING
    if not everywhere:
        here &= col(Outbox.chat_id) == row.chat_id
    session.execute(update(Outbox).where(here).values(held_until=until))


def set_aside(session: Session, row: Outbox, reason: str, until: datetime) -> None:
    """Let it wait until then, and the chat's other messages go; that it failed was no try."""
    row.attempts, row.reason, row.not_before = row.attempts - 1, reason, until
    _again(session, row)


def send_anew(session: Session, row_id: int) -> None:
    """What it was to take the place of is gone: send it as a new message."""
    row = session.get_one(Outbox, row_id)
    row.edits = None
    if row.card_id is not None:
        place = session.get_one(CardPlace, row.card_id)
        place.message_id = None
        session.add(place)
    _again(session, row)


def unknown(session: Session, row_id: int, *, away: bool = False, now: datetime) -> None:
    """Nobody can tell whether it arrived: repeat it once, with the same number.

    While Telegram was `away` it hardly did, and that was no try.
    """
    row = session.get_one(Outbox, row_id)
    edits = row.edits is not None or (
        row.card_id is not None and session.get_one(CardPlace, row.card_id).message_id is not None
    )
    row.attempts -= away
    if edits or row.attempts <= REPEATS:
        _again(session, row)
    else:
        _end(session, row, OutboxState.UNCONFIRMED, now=now)


def refused(session: Session, row_id: int, reason: str, *, gone: bool, now: datetime) -> Outbox:
    """End the message with the reason; `gone` means that the person takes no messages of ours."""
    row = session.get_one(Outbox, row_id)
    _end(session, row, OutboxState.REFUSED, now=now, reason=reason)
    if gone and row.person_id is not None:
        lost(session, row.person_id, now=now)
    return row


def moved(session: Session, row_id: int, new_chat_id: int) -> None:
    """The group has another number now: follow it, and send there."""
    row = session.get_one(Outbox, row_id)
    migrate(session, row.chat_id, new_chat_id)
    session.refresh(row)
    _again(session, row)


def left_behind(session: Session, *, now: datetime) -> None:
    """Settle what a former process was sending when it ended."""
    in_air = select(Outbox.id).where(Outbox.state == OutboxState.SENDING)
    for row_id in session.exec(in_air).all():
        unknown(session, row_id, now=now)


def ended_badly(session: Session) -> list[Outbox]:
    """Return the messages that were refused or never confirmed, newest first."""
    bad = (OutboxState.REFUSED, OutboxState.UNCONFIRMED)
    wanted = select(Outbox).where(col(Outbox.state).in_(bad)).order_by(col(Outbox.id).desc())
    return list(session.exec(wanted))


def retry(session: Session, row_id: int) -> bool:
    """Send a message again that ended badly or was set aside; false when there is none."""
    row = session.get(Outbox, row_id)
    bad = (OutboxState.REFUSED, OutboxState.UNCONFIRMED, OutboxState.WAITING)
    if row is None or row.state not in bad or (row.state is bad[2] and row.reason is None):
        return False
    row.attempts, row.stumbles, row.ended_at, row.not_before = 0, 0, None, None
    if row.state is not OutboxState.WAITING:
        row.reason = None
        _again(session, row)
    session.add(row)
    return True


def purge_outbox(session: Session, *, now: datetime) -> None:
    """Forget what was sent 30 days ago: it says what people said."""
    session.execute(delete(Outbox).where(col(Outbox.ended_at) < now - KEPT_FOR))


@cache
def _taken() -> Any:
    rows: Any = bindparam("rows", expanding=True)
    here = col(Outbox.id).in_(rows) & (col(Outbox.state) == OutboxState.WAITING)
    other = aliased(Outbox)
    in_air = (col(other.chat_id) == Outbox.chat_id) & (col(other.state) == OutboxState.SENDING)
    free = ~select(other.id).where(in_air).exists()  # a turn may have begun with its own meanwhile
    changes = {"state": OutboxState.SENDING, "attempts": Outbox.attempts + 1}
    taken = update(Outbox).where(here, free).values(changes).returning(Outbox)
    return taken.execution_options(synchronize_session=False)


@prepared
def _written_to(people: Any) -> Rows[Person]:
    return select(Person).where(col(Person.id).in_(people))


@cache
def _sent() -> Any:
    sent = update(Outbox).where(col(Outbox.id) == bindparam("row"))
    end: dict[str, Any] = {
        "state": OutboxState.SENT, "reason": None, "ended_at": bindparam("ended"),
    }  # fmt: skip
    other = aliased(Outbox)
    waits = (col(other.chat_id) == bindparam("chat")) & (col(other.state) == OutboxState.WAITING)
    more = select(other.id).where(waits).exists()
    sent = sent.values(message_id=bindparam("message"), **end).returning(col(Outbox.card_id), more)
    return sent.execution_options(synchronize_session=False)


@cache
def _stands_there() -> Any:
    place = (
        update(CardPlace)
        .where(col(CardPlace.id) == bindparam("card"))
        .values(message_id=bindparam("message"))
    )
    return place.execution_options(synchronize_session=False)


def _again(session: Session, row: Outbox) -> None:
    """Let the row wait once more; of two waiting drawings of one card the older one goes."""
    if row.card_id is not None:
        newer = (Outbox.card_id == row.card_id, Outbox.state == OutboxState.WAITING)
        for each in session.exec(select(Outbox).where(*newer)):
            session.delete(each)
        session.flush()
    row.state = OutboxState.WAITING
    session.add(row)
    session.flush()


def _end(
    session: Session, row: Outbox, state: OutboxState, *, now: datetime, reason: str | None = None
) -> None:
    row.state, row.ended_at, row.reason = state, now, reason
    session.add(row)
