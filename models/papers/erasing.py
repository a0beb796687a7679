"""Erase what people sent: the row at once, the bytes after the commit, and for ever by a list.

The list stands outside every backup; what one of them brings back is erased by it again.
"""

import os
from collections.abc import Iterable
from pathlib import Path

from sqlmodel import Session, col, select, update

from models.faults import fault
from models.files.store import SealedKey, Store
from models.files.tables import File, FileState
from models.papers.tables import FileKey
from models.values import frozen


@frozen
class Erased:
    """Bytes that are to be removed from the store, under the key of that name."""

    id: int
    name: str
    digest: str
    with_key: bool

    @property
    def entries(self) -> tuple[str, ...]:
        """Return what the list of erasures says of it for ever."""
        file = f"{self.name}/{self.digest}"
        return (f"{self.name}/", file) if self.with_key else (file,)


def key_of(session: Session, person_id: int, new: SealedKey) -> SealedKey:
    """Return the person's key; it is `new` from now on where there was none."""
    here = select(FileKey).where(
        FileKey.person_id == person_id, col(FileKey.sealed).is_not(None)
    ).order_by(col(FileKey.id))  # fmt: skip
    known = session.exec(here).first()
    if known is None:
        session.add(FileKey(person_id=person_id, name=new.name, sealed=new.sealed))
        return new
    return SealedKey(known.name, known.sealed or "")


def erase(session: Session, file: File) -> None:
    """Let nobody get at the file any more, here or by Telegram's handle; its bytes go next."""
    file.state, file.handle, file.unique_id = FileState.ERASED, "", f"erased {file.id}"
    session.add(file)
    session.flush()


def erase_all_of(session: Session, person_id: int) -> None:
    """Make everything that the person ever sent unreadable, in every copy, with their keys."""
    for file in session.exec(select(File).where(File.sender_id == person_id)):
        erase(session, file)
    own = col(FileKey.person_id) == person_id
    session.execute(update(FileKey).where(own).values(sealed=None))


def to_remove(session: Session, limit: int = 20) -> list[Erased]:
    """Return what is erased and still has bytes in the store."""
    rows = session.exec(
        select(File.id, FileKey.name, File.digest, col(FileKey.sealed).is_(None))
        .join(FileKey, col(FileKey.id) == col(File.key_id))
        .where(File.state == FileState.ERASED, col(File.digest) > "")  # in the index's range
        .limit(limit)
    )
    return [Erased(row_id, name, digest or "", gone) for row_id, name, digest, gone in rows]


def remove(store: Store, gone: Erased) -> None:
    """Remove the bytes; the list says so before, and until the row does too this comes again."""
    note_erased(erasures_in(store.root.parent), gone.entries)
    store.remove(gone.name, gone.digest)


def removed(session: Session, file_id: int) -> None:
    """Note that the bytes are gone."""
    row = session.get_one(File, file_id)
    row.digest = None
    session.add(row)


def erase_again(session: Session, entries: Iterable[str]) -> None:
    """Erase what an older backup brought back."""
    gone = frozenset(entries)
    if not gone:
        return
    for key in session.exec(select(FileKey)):
        if f"{key.name}/" in gone:
            key.sealed = None
            session.add(key)
    held = select(File, FileKey.name).join(FileKey, col(FileKey.id) == col(File.key_id))
    for file, name in session.exec(held.where(File.state == FileState.KEPT)).all():
        if {f"{name}/", f"{name}/{file.digest}"} & gone:
            erase(session, file)


def erasures_in(folder: Path) -> Path:
    """Return where the list of DATA_DIR stands."""
    return folder / "erasures"


def note_erased(path: Path, entries: Iterable[str]) -> None:
    """Append the entries; what a crash cut off is no entry, and its eraser comes again."""
    with path.open("a", encoding="ascii") as erased:
        path.chmod(0o600)
        fault("file.before")
        erased.write("\n" + "".join(f"{entry}\n" for entry in entries))  # behind half a line
        erased.flush()
        os.fsync(erased.fileno())
        fault("file.after")


def noted_as_erased(path: Path) -> frozenset[str]:
    """Return every entry; none where nothing was ever erased."""
    return frozenset(path.read_text("ascii").split()) if path.exists() else frozenset()
