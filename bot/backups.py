"""Backups: one encrypted file with the database and the files, made while the bot runs."""

import json
import re
import shutil
import sqlite3
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from sqlalchemy import make_url
from sqlmodel import Session

from bot import postgres
from bot.failures import FULL, Failed
from bot.keys import load_key
from bot.sealing import Unsealable, seal, unseal
from bot.settings import Settings
from models.backups.operations import in_store
from models.database import Database
from models.faults import fault
from models.files.store import Store, put_in_place, sync
from models.migrating import Schema, newest, schema_of
from models.mydata.erasing import forget_restored
from models.papers.erasing import erasures_in, noted_as_erased
from models.papers.operations import erase_restored
from models.values import frozen

KEPT_FOR = timedelta(days=30)
STAMP = "%Y%m%dT%H%M%S.%fZ"
NAMED = re.compile(r"guanjia-(\d{8}T\d{6}\.\d{6}Z)\.backup")
END_OF_TABLE = b"\\.\n"  # in PostgreSQL's script
PACKED = ("files", "texts")  # of DATA_DIR, beside the database; never the key


@frozen
class Proof:
    """What a restore beside found in a backup: every row and file that it should hold."""

    rows: int
    files: int


def backup(
    database: Database,
    settings: Settings,
    key: bytes,
    *,
    now: datetime,
    kept_for: timedelta = KEPT_FOR,
    is_ours: Callable[[], None] = lambda: None,
) -> Path:
    """Return the new backup; it is whole or not there. Those that were kept long enough go.

    `is_ours` raises when it is no longer to be there.
    """
    folder = settings.data_dir / "backups"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    target = folder / f"guanjia-{now.astimezone(UTC).strftime(STAMP)}.backup"
    with _workplace(folder) as place:
        copy = place / "database"
        kind = "sqlite" if database.is_sqlite else "postgresql"
        counts = _copy(database, copy) if database.is_sqlite else postgres.dump(database.url, copy)
        manifest = {
            "kind": kind, "schema": schema_of(database)[1], "made_at": now.isoformat(),
            "rows": counts,
        }  # fmt: skip
        (place / "manifest.json").write_text(json.dumps(manifest), "utf-8")
        _pack(place, settings.data_dir, place / "sealed", key)
        is_ours()
        put_in_place(place / "sealed", target)
    for made_at, old in _made_in(folder):
        if made_at < now - kept_for:
            old.unlink()
    return target


def newest_at(folder: Path) -> datetime | None:
    """Return when the newest backup of the folder was made."""
    return max((made_at for made_at, _ in _made_in(folder)), default=None)


def _made_in(folder: Path) -> Iterator[tuple[datetime, Path]]:
    for path in folder.glob("guanjia-*.backup"):
        if made := NAMED.fullmatch(path.name):
            yield datetime.strptime(made[1], STAMP).replace(tzinfo=UTC), path


def restore(settings: Settings, source: Path, *, now: datetime) -> Path | None:
    """Put the backup in the place of what is there, at once; return where that is kept now.

    It is checked first, beside it. Raises Failed, or Occupied while the bot runs.
    """
    with closing(Database(settings.database_url)) as database:
        database.occupy()
        with _workplace(settings.data_dir) as place:
            manifest = _unpack(source, place, load_key(settings.file_key_file))
            if (manifest["kind"] == "sqlite") != database.is_sqlite:
                raise Failed(f"{source} is a backup of {manifest['kind']}: set DATABASE_URL to it.")
            if database.is_sqlite:
                _check(place / "database", manifest)
                _forget_again(f"sqlite:///{place / 'database'}", settings, now)
                sync(place / "database")
                target = Path(make_url(settings.database_url).database or "")
                _keep_aside(target, place / "aside")  # the last that needs room
            for name in PACKED:  # first: named by their content, they take nobody's place
                _merge(place / name, settings.data_dir / name)
            if not database.is_sqlite:
                postgres.load(database.url, place / "database")
                _forget_again(settings.database_url, settings, now)
                return None
            return _swap(place / "database", place / "aside", target, now)


def _forget_again(url: str, settings: Settings, now: datetime) -> None:
    """Forget in what was restored whom the list names, before anybody can look. SEC-01.

    An older schema is upgraded first, at the start; that forgets them too.
    """
    gone = noted_as_erased(erasures_in(settings.data_dir))
    with closing(Database(url)) as database:
        if gone and schema_of(database)[0] is Schema.CURRENT:
            database.write(lambda session: forget_restored(session, gone, now=now))
            database.write(lambda session: erase_restored(session, gone, now=now))
            database.wipe()


def prove(source: Path, key: bytes) -> Proof:
    """Restore the backup into a place of its own, count its rows, open every file. OWN-07.

    PostgreSQL's script is seen to be whole, and its rows are counted. Raises Failed.
    """
    with _workplace(source.parent / "proof") as place:
        manifest = _unpack(source, place, key)
        if manifest["kind"] != "sqlite":
            return Proof(
                _rows_in(place / "database"),
                sum(path.is_file() for path in (place / "files").rglob("*")),
            )
        _check(place / "database", manifest)
        with closing(Database(f"sqlite:///{place / 'database'}")) as database:
            kept = database.read(in_store)
        store = Store(place / "files", key)
        for digest, sealed in kept:
            try:
                store.get(digest, sealed)
            except (OSError, InvalidTag):
                raise Failed("A file of the backup cannot be read.") from None
        return Proof(sum(manifest["rows"].values()), len(kept))


def _rows_in(script: Path) -> int:
    """Return how many rows the script puts back. Raises Failed when it is not whole."""
    rows, copying, whole = 0, False, False
    with script.open("rb") as lines:
        for line in lines:
            if copying and line != END_OF_TABLE:
                rows += 1
            elif copying or line.startswith(b"COPY "):
                copying = not copying
            whole |= not copying and line.startswith(b"-- PostgreSQL database dump complete")
    if not whole:
        raise Failed("The backup of PostgreSQL is not whole.")
    return rows


def _copy(database: Database, target: Path) -> dict[str, int]:
    """Copy the whole database through a reader's own connection; return its rows by table."""

    def copy(session: Session) -> dict[str, int]:
        source: Any = session.connection().connection.driver_connection
        with closing(sqlite3.connect(target)) as copied:
            source.backup(copied)
            copied.execute("PRAGMA journal_mode=DELETE")
            return _rows(copied)

    counts = database.read(copy)
    sync(target)
    return counts


def _rows(database: sqlite3.Connection) -> dict[str, int]:
    """Return how many rows each table has. Raises Failed when the database is damaged."""
    try:
        whole = database.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        named = database.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
        rows = {
            name: database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608
            for (name,) in named
        }
    except sqlite3.DatabaseError as error:
        if "full" in str(error):
            raise Failed(FULL) from None
        whole, rows = False, {}
    if not whole:
        raise Failed("The database is damaged: stop the bot and put back a backup with `restore`.")
    return rows


def _pack(place: Path, data_dir: Path, target: Path, key: bytes) -> None:
    with tarfile.open(place / "archive", "w:gz") as archive:
        for name in ("manifest.json", "database"):
            archive.add(place / name, name)
        for path in sorted(each for name in PACKED for each in (data_dir / name).rglob("*")):
            if path.is_file() and not path.name.startswith("."):
                archive.add(path, path.relative_to(data_dir).as_posix())
    with (place / "archive").open("rb") as plain, target.open("xb") as sealed:
        seal(plain, sealed, key)
    target.chmod(0o600)
    sync(target)


def _unpack(source: Path, place: Path, key: bytes) -> dict[str, Any]:
    """Write the backup's files below `place`; return its manifest."""
    try:
        with source.open("rb") as sealed, (place / "archive").open("wb") as plain:
            unseal(sealed, plain, key)
        with tarfile.open(place / "archive", "r:gz") as archive:
            # Nothing outside of it, no devices. Debian 12's Python has no filter yet.
            archive.extraction_filter = getattr(tarfile, "data_filter", None)
            archive.extractall(place)  # noqa: S202 - what only our key can have sealed
        manifest: dict[str, Any] = json.loads((place / "manifest.json").read_bytes())
    except (Unsealable, tarfile.TarError, EOFError, ValueError, KeyError):
        raise Failed(
            f"{source} cannot be opened: it is damaged, no backup, or made with another key than "
            "FILE_KEY_FILE; nothing was changed."
        ) from None
    for path in place.rglob("*"):
        sync(path)
    return manifest


def _check(copy: Path, manifest: dict[str, Any]) -> None:
    with closing(sqlite3.connect(copy)) as checked:
        rows = _rows(checked)
    with closing(Database(f"sqlite:///{copy}")) as database:
        schema = schema_of(database)[0]
    if rows != manifest["rows"]:
        raise Failed("The backup does not hold what it says it holds; nothing was changed.")
    if schema is Schema.NEWER:
        raise Failed(
            f"The backup is of schema {manifest['schema']}, newer than this version ({newest()}): "
            "install the version that made it."
        )


def _merge(source: Path, target: Path) -> None:
    for path in sorted(each for each in source.rglob("*") if each.is_file()):
        place = target / path.relative_to(source)
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        put_in_place(path, place)


def _keep_aside(target: Path, copied: Path) -> None:
    """Copy what is there, if anything, with its log in it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.exists():
        # One that is too damaged to take its log in is kept with it.
        with suppress(sqlite3.DatabaseError), closing(sqlite3.connect(target)) as old:
            old.execute("PRAGMA journal_mode=DELETE")
        shutil.copy2(target, copied)
        sync(copied)


def _swap(new: Path, copied: Path, target: Path, now: datetime) -> Path | None:
    """Let `new` take the place of `target` in one rename; a kill leaves one or the other whole."""
    aside = target.with_name(f"{target.name}.before-{now.astimezone(UTC).strftime(STAMP)}")
    if copied.exists():
        fault("file.before")
        copied.rename(aside)
        fault("file.after")
    for ending in ("-wal", "-shm"):  # or they would be replayed into the new one
        fault("file.before")
        with suppress(FileNotFoundError):
            target.with_name(target.name + ending).rename(aside.with_name(aside.name + ending))
        fault("file.after")
    new.chmod(0o600)
    put_in_place(new, target)
    return aside if aside.exists() else None


@contextmanager
def _workplace(folder: Path) -> Iterator[Path]:
    """Give a folder beside the target; what a killed run left in an older one is removed."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for left in folder.glob(".making-*"):
        shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=".making-", dir=folder) as place:
        yield Path(place)
