"""Files on their way into the store."""

from datetime import datetime

from sqlmodel import Session, col, select

from models.files.tables import File, FileState
from models.intents.messages import Say
from models.intents.operations import post, private
from models.people.tables import Person

ATTEMPTS = 3


def wanted(session: Session, limit: int = 20) -> list[tuple[int, str, str]]:
    """Return (id, handle, kind) of the files whose bytes are not here yet."""
    rows = session.exec(
        select(File.id, File.handle, File.kind)
        .where(File.state == FileState.WANTED)
        .order_by(col(File.attempts), col(File.id))
        .limit(limit)
    )
    return [(row_id, handle, kind) for row_id, handle, kind in rows]


def kept(session: Session, file_id: int, digest: str, size: int) -> None:
    """Note that the bytes are in the store."""
    row = session.get_one(File, file_id)
    row.state, row.digest, row.size = FileState.KEPT, digest, size
    session.add(row)


def missed(session: Session, file_id: int, *, for_good: bool, now: datetime) -> None:
    """Note a failed fetch; after the last one the sender is asked to send it again."""
    row = session.get_one(File, file_id)
    row.attempts += 1
    if for_good or row.attempts >= ATTEMPTS:
        row.state = FileState.FAILED
        address = private(session.get_one(Person, row.sender_id))
        if address is not None:
            key = "content.too_large" if for_good else "content.send_again"
            post(session, Say(key), to=address, now=now)
    session.add(row)
