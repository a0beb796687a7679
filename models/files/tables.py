"""Files that people sent: a row at once, the bytes as soon as they are fetched."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Session, SQLModel, select

from models.fields import choice, key, link, one_of
from models.values import frozen


class FileState(StrEnum):
    """Whether the bytes are in our store."""

    WANTED = "wanted"
    KEPT = "kept"
    FAILED = "failed"
    ERASED = "erased"  # with a digest as long as the bytes are still to be removed


class MediaKind(StrEnum):
    """What kind of content a file is, in Telegram's words."""

    PHOTO = "photo"
    VOICE = "voice"
    VIDEO = "video"
    DOCUMENT = "document"


ALBUM = frozenset({MediaKind.PHOTO, MediaKind.VIDEO})
ALBUM_SIZE = 10  # Telegram's limit
SLOWER = timedelta(minutes=10)  # who has said it goes down the ladder, and takes the picture


class File(SQLModel, table=True):
    """A file by the handle Telegram gave; never by its URL, which contains the token.

    A picture was written anew by us, without metadata; what else is kept is as it came.
    """

    __tablename__ = "files"
    __table_args__ = (
        UniqueConstraint("estate_id", "unique_id", "sender_id"),
        one_of("state", FileState),
        one_of("kind", MediaKind),
        Index("ix_files_state_digest", "state", "digest"),  # erased rows stay, their bytes do not
    )

    id: int = key()
    estate_id: int = link("estates.id")
    sender_id: int = link("people.id")
    handle: str
    unique_id: str
    kind: MediaKind = choice(MediaKind)
    state: FileState = choice(FileState, default=FileState.WANTED)
    attempts: int = 0
    key_id: int | None = link("file_keys.id", optional=True)
    digest: str | None = None
    size: int | None = None
    is_picture: bool = False
    received_at: datetime


@frozen
class Media:
    """A file as it arrived with a message."""

    kind: MediaKind
    handle: str
    unique_id: str


def parcels(session: Session, files: Sequence[int]) -> list[tuple[int, ...]]:
    """Return the files as they can be shown: pictures as one album, everything else by itself."""
    kinds = {file_id: session.get_one(File, file_id).kind for file_id in files}
    album = tuple(each for each in files if kinds[each] in ALBUM)
    albums = [album[i : i + ALBUM_SIZE] for i in range(0, len(album), ALBUM_SIZE)]
    return albums + [(each,) for each in files if kinds[each] not in ALBUM]


def want(session: Session, media: Media, *, estate_id: int, sender_id: int, now: datetime) -> int:
    """Return the id of the file's row, made now unless the sender sent the same file before."""
    known = session.exec(
        select(File).where(
            File.estate_id == estate_id,
            File.unique_id == media.unique_id,
            File.sender_id == sender_id,
        )
    ).first()
    if known is None:
        known = File(
            estate_id=estate_id, sender_id=sender_id, handle=media.handle,
            unique_id=media.unique_id, kind=media.kind, received_at=now,
        )  # fmt: skip
        session.add(known)
        session.flush()
    return known.id
