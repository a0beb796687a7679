"""Albums on their way to the other side: Telegram brings them one by one, without an end."""

from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from models.cases.words import masked
from models.files.tables import ALBUM, ALBUM_SIZE, File
from models.intents.messages import Message
from models.intents.tables import Outbox, OutboxState
from models.people.tables import Person
from models.relay.messages import Passed
from models.relay.pieces import ALONE, BELOW_FILES
from models.relay.spoken import Spoken
from models.relay.tables import Remark

WHOLE_IN = timedelta(seconds=1)  # as long as a picture waits for those that came with it


def begun(session: Session, chat_id: int, album: str, *, by: Person) -> list[Remark]:
    """Return what this person said so far with the pictures of the album."""
    wanted = select(Remark).where(
        Remark.chat_id == chat_id, Remark.album == album, Remark.person_id == by.id
    )
    return list(session.exec(wanted.order_by(col(Remark.id)))) if album else []


def wait_for_more(session: Session, outbox_id: int, *, now: datetime) -> None:
    """Hold the message for a moment, so that the album goes out as one."""
    row = session.get_one(Outbox, outbox_id)
    until = now + WHOLE_IN
    row.not_before = max(row.not_before or until, until)
    session.add(row)


def put_along(session: Session, album: list[Remark], spoken: Spoken) -> list[int]:
    """Put files and words into the message of each chat that has not gone yet; return their ids.

    None when one of them has gone, is full, or cannot hold such a file: then they follow alone.
    """
    ids = {each.outbox_id for each in album if each.outbox_id is not None}
    wanted = select(Outbox).where(col(Outbox.id).in_(ids)).order_by(col(Outbox.id))
    sent = session.exec(wanted).all()
    rows = {row.chat_id: row for row in sent}.values()  # where words went before, with the files
    known = {row.id: Message.decode(row.kind, row.facts) for row in rows}
    if len(sent) < len(ids) or not all(_holds(session, row, known[row.id], spoken) for row in rows):
        return []
    for row in rows:
        said = known[row.id]
        if isinstance(said, Passed):  # a group reads words without numbers, and no pictures
            words = f"{said.words}\n{spoken.words}".strip()
            more = {"files": [*said.files, *spoken.files]} if said.files else {}
            row.facts = {**row.facts, "words": words if more else masked(words), **more}
            session.add(row)
    return [row.id for row in rows]


def take_back(session: Session, album: list[Remark]) -> None:
    """Let nothing more of the album go over: it was for colleagues. SEC-02."""
    for each in album:
        row = session.get(Outbox, each.outbox_id or 0, with_for_update=True)
        if row is not None and row.state is OutboxState.WAITING:
            session.delete(row)
            each.outbox_id = None
            session.add(each)


def _holds(session: Session, row: Outbox, said: Message, spoken: Spoken) -> bool:
    if not isinstance(said, Passed):
        return False
    waits = row.state is OutboxState.WAITING
    if not said.files and not spoken.words:
        return True
    room = (BELOW_FILES if said.files else ALONE) - len(said.words)
    every = (*said.files, *spoken.files)
    pictures = not said.files or all(session.get_one(File, each).kind in ALBUM for each in every)
    return waits and pictures and len(every) <= ALBUM_SIZE and len(spoken.words) < room
