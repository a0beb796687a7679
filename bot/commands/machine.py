"""What the machine is like, for `doctor`: settings, key, disk, clock and database."""

import shutil
import sqlite3
import stat
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import make_url, text
from sqlmodel import Session, func, select

from bot.commands.marks import NOTE, OK, WRONG
from bot.settings import Settings
from models import installation
from models.clock import SystemClock
from models.database import Database
from models.inbox import Inbox
from models.migrating import schema_of

ROOM = 500 * 1024 * 1024  # bytes that the disk should have left
SHOWN = ("data_dir", "telegram_api_url", "listen", "send_limits", "log_level", "log_format")
SKEW = timedelta(seconds=30)
OLDEST_POSTGRES = 14  # the oldest that still gets its mistakes put right
# The first versions in which two connections that checkpoint at once cannot harm the file.
MENDED = ((3, 51, 3), (3, 50, 7), (3, 44, 6))


def machine(database: Database, settings: Settings) -> Iterator[str]:
    """Yield a line for each."""
    yield from _settings(settings)
    yield from _key(database, settings)
    free = shutil.disk_usage(settings.data_dir).free
    mark = OK if free >= ROOM else WRONG
    yield f"{mark}{free // 1024**2} MB are free on the disk of DATA_DIR"
    yield from _times(database, settings)
    yield OK + f"schema {schema_of(database)[1]}"
    yield from _sqlite(database) if database.is_sqlite else _postgres(database)


def _settings(settings: Settings) -> Iterator[str]:
    for name in SHOWN:
        yield OK + f"{name.upper()}={getattr(settings, name)}"
    yield OK + f"DATABASE_URL={make_url(settings.database_url).render_as_string()}"
    yield OK + f"TELEGRAM_TOKEN={'set, not shown' if settings.telegram_token else 'not set'}"
    yield OK + f"updates come by {'webhook' if settings.webhook_url else 'long polling'}"


def _key(database: Database, settings: Settings) -> Iterator[str]:
    path = settings.file_key_file
    if not path.exists():
        known = database.read(lambda session: installation.get(session, "key_print"))
        if known is None:
            yield NOTE + "the key file is made at the first start or backup"
        else:
            yield WRONG + f"the key file {path} is missing: put your copy of it back"
        return
    mode = stat.S_IMODE(path.stat().st_mode)
    if mode & 0o077:
        yield WRONG + f"others may read the key: chmod 600 {path}"
    else:
        yield OK + f"key file {path}: keep a copy elsewhere, it is in no backup"


def _times(database: Database, settings: Settings) -> Iterator[str]:
    """Tell of what is of the future: then the clock was ahead, or is behind now."""
    latest = SystemClock().now() + SKEW
    files = [each for each in settings.data_dir.glob("*") if each.is_file()]
    newest = max((_touched(each) for each in files), default=None)
    received = database.read(lambda s: s.exec(select(func.max(Inbox.received_at))).one())
    if any(each is not None and each > latest for each in (newest, received)):
        yield WRONG + (
            "files or messages here are of the future, so this machine's clock was or is wrong: "
            "timedatectl set-ntp true, then restart the bot"
        )


def _touched(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)


def _sqlite(database: Database) -> Iterator[str]:
    asked = ("journal_mode", "synchronous", "foreign_keys")
    known = database.read(lambda session: {name: _pragma(session, name) for name in asked})
    right = known == {"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1"}
    yield f"{OK if right else WRONG}database pragmas: {known}"
    whole = database.read(lambda s: _pragma(s, "integrity_check"))
    damaged = WRONG + "the database is damaged: stop the bot and put back a backup with `restore`"
    yield OK + "the database is whole" if whole == "ok" else damaged
    yield of_sqlite(sqlite3.sqlite_version_info)


def of_sqlite(version: tuple[int, int, int]) -> str:
    """Return what is to be known of this version. Only one of our connections checkpoints."""
    named = ".".join(map(str, version))
    same = (each for each in MENDED if each[:2] == version[:2])
    if version >= next(same, MENDED[0]):
        return OK + f"SQLite {named}"
    return NOTE + (
        f"SQLite {named} has the WAL-reset bug (mended in 3.51.3): the bot alone never meets it, "
        "so open the database with no other program while it runs"
    )


def _pragma(session: Session, name: str) -> str:
    return str(session.connection().exec_driver_sql(f"PRAGMA {name}").scalar())


def _postgres(database: Database) -> Iterator[str]:
    asked = text("SELECT current_setting('server_version_num')::int, clock_timestamp()")
    began = SystemClock().now()
    number, at = database.read(lambda session: session.execute(asked).one())
    yield of_postgres(number // 10_000, _major("pg_dump"))
    if not began - SKEW <= at <= SystemClock().now() + SKEW:
        apart = round(abs((at - began).total_seconds()))
        yield WRONG + (
            f"the clocks of this machine and of PostgreSQL's are {apart} seconds apart: "
            "timedatectl set-ntp true on both"
        )


def of_postgres(server: int, dump: int | None) -> str:
    """Return what is to be known of the server's version and of the program that backs it up."""
    if dump is None or dump < server:
        said = "missing" if dump is None else f"of version {dump}"
        return WRONG + (
            f"pg_dump is {said} and cannot back up PostgreSQL {server}: "
            f"apt-get install postgresql-client-{server}"
        )
    old = server < OLDEST_POSTGRES
    advice = ": nobody mends it any more, upgrade it" if old else ""
    return f"{NOTE if old else OK}PostgreSQL {server}{advice}"


def _major(program: str) -> int | None:
    found = shutil.which(program)
    if found is None:
        return None
    said = subprocess.run(  # noqa: S603  (a fixed program, no shell)
        [found, "--version"], capture_output=True, text=True, check=False
    ).stdout
    return next((int(word.split(".")[0]) for word in said.split() if word[0].isdigit()), None)
