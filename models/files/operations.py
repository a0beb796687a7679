"""Files on their way into the store, and with the messages that show them."""

from datetime import datetime
from enum import StrEnum

from sqlmodel import Session, col, select

from models.files.store import SealedKey
from models.files.tables import File, FileState, MediaKind
from models.intents.messages import Say
from models.intents.operations import post, private
from models.papers.tables import FileKey
from models.people.tables import Person
from models.values import frozen

ATTEMPTS = 3


@frozen
class Wanted:
    """A file whose bytes are not here yet; `came` tells it from another of the same content."""

    id: int
    handle: str
    kind: MediaKind
    sender_id: int
    came: str


@frozen
class Enclosed:
    """A file that goes with a message: by Telegram's handle, or with a key our own copy."""

    kind: MediaKind
    handle: str
    digest: str = ""
    key: SealedKey | None = None
    is_coming: bool = False


class Miss(StrEnum):
    """Why a file did not come; also the sentence for who sent it, the last time."""

    NOT_NOW = "send_again"
    TOO_LARGE = "too_large"
    UNREADABLE = "unreadable"


def wanted(session: Session, limit: int = 20) -> list[Wanted]:
    """Return the files whose bytes are not here yet, those tried least first."""
    rows = session.exec(
        select(File)
        .where(File.state == FileState.WANTED)
        .order_by(col(File.attempts), col(File.id))
        .limit(limit)
    )
    return [
        Wanted(
            row.id, row.handle, row.kind, row.sender_id,
            f"{row.unique_id} {row.received_at.isoformat()}",
        )
        for row in rows
    ]  # fmt: skip


def kept(
    session: Session, file_id: int, key: SealedKey, digest: str, *, size: int, is_picture: bool
) -> None:
    """Note that the bytes are in the store; of what was erased meanwhile, that they are to go."""
    row = session.get_one(File, file_id)
    row.key_id = session.exec(select(FileKey.id).where(FileKey.name == key.name)).one()
    row.digest, row.size, row.is_picture = digest, size, is_picture
    if row.state is not FileState.ERASED:
        row.state = FileState.KEPT
    session.add(row)


def missed(session: Session, file_id: int, why: Miss, *, now: datetime) -> None:
    """Note a failed fetch; after the last one the sender is asked to send it again."""
    row = session.get_one(File, file_id)
    row.attempts += 1
    session.add(row)
    if row.state is FileState.WANTED and (why is not Miss.NOT_NOW or row.attempts >= ATTEMPTS):
        row.state = FileState.FAILED
        address = private(session.get_one(Person, row.sender_id))
        if address is not None:
            post(session, Say(f"content.{why}"), to=address, now=now)


def enclosed(session: Session, file_id: int, *, sealed: bool) -> Enclosed | None:
    """Return the file as it may be shown; None when there is nothing to be shown any more.

    Telegram took position and camera from a photograph, not from what was sent as a document:
    of that, and of what is `sealed`, only our own copy is shown.
    """
    file = session.get_one(File, file_id)
    if file.kind is not MediaKind.DOCUMENT and not sealed and file.handle:
        return Enclosed(file.kind, file.handle)
    if file.state is FileState.WANTED:
        return Enclosed(file.kind, file.handle, is_coming=True)
    row = None if file.key_id is None else session.get_one(FileKey, file.key_id)
    if row is None or row.sealed is None or file.state is not FileState.KEPT:
        return None
    key = SealedKey(row.name, row.sealed) if file.is_picture else None
    return Enclosed(file.kind, file.handle, file.digest or "", key)
