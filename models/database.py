"""Hops into the database: the only code that commits, and the only place where databases differ.

SQLite has one writer thread with one connection, which also checkpoints, and readers of their own;
PostgreSQL has a pool, and a lane's turns wait for each other on a transaction-scoped lock.
"""

import fcntl
import sqlite3
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import IO, Any, TypeVar

from sqlalchemy import Engine, create_engine, event, make_url, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, SQLModel

from models.errors import DomainError
from models.faults import fault

T = TypeVar("T")
Work = Callable[[Session], T]
BUSY_MS = 5000


class Occupied(DomainError):
    """Another process has this SQLite database."""

    text_key = "errors.occupied"


class Database:
    """Runs pieces of work, each in one transaction of one thread."""

    def __init__(self, url: str) -> None:
        self.url = make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        writers, readers = (1, 2) if self.is_sqlite else (8, 4)
        self._writers = ThreadPoolExecutor(writers, thread_name_prefix="write")
        self._readers = ThreadPoolExecutor(readers, thread_name_prefix="read")
        self._lock: IO[str] | None = None
        self.engine = self._engine(writers)
        self._reading = _read_only(self.url, readers) if self.is_sqlite else self.engine

    def occupy(self) -> None:
        """Hold the SQLite file for this process alone. Raises Occupied."""
        if not self.is_sqlite or self._lock is not None:
            return
        path = Path(self.url.database or "").with_suffix(".lock")
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = path.open("w")
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            handle.close()
            raise Occupied(path=str(path)) from None
        self._lock = handle

    def write(self, work: Work[T], *, lane: str | None = None) -> T:
        """Return what `work` returned, after its changes were committed."""
        return self.writing(work, lane=lane).result()

    def read(self, work: Work[T]) -> T:
        """Return what `work` read; it cannot change anything."""
        return self.reading(work).result()

    def writing(self, work: Work[T], *, lane: str | None = None) -> Future[T]:
        """`write`, still to come: one hop into a writer's thread."""
        return self._writers.submit(self._hop, work, lane)

    def reading(self, work: Work[T]) -> Future[T]:
        """`read`, still to come."""
        return self._readers.submit(self._look, work)

    def close(self) -> None:
        """Let the running hops end, then give everything back; readers first."""
        self._readers.shutdown()
        if self._reading is not self.engine:
            self._reading.dispose()
        self._writers.shutdown()
        self.engine.dispose()
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def _hop(self, work: Work[T], lane: str | None) -> T:
        with Session(self.engine, expire_on_commit=False) as session:
            if lane is not None and not self.is_sqlite:
                statement = text("SELECT pg_advisory_xact_lock(hashtextextended(:lane, 0))")
                session.execute(statement, {"lane": lane})
            result = work(session)
            fault("commit.before")
            session.commit()
        fault("commit.after")
        return result

    def _look(self, work: Work[T]) -> T:
        with Session(self._reading) as session:
            return work(session)

    def _engine(self, size: int) -> Engine:
        if not self.is_sqlite:
            return create_engine(
                self.url, pool_size=size + 4, pool_pre_ping=True, hide_parameters=True
            )
        if self.url.database:
            Path(self.url.database).parent.mkdir(parents=True, exist_ok=True)
        engine = create_engine(self.url, pool_size=1, max_overflow=0, hide_parameters=True)
        event.listen(engine, "connect", _connected)
        event.listen(engine, "begin", lambda connection: _begin(connection, "BEGIN IMMEDIATE"))
        return engine


def _read_only(url: Any, size: int) -> Engine:
    engine = create_engine(url, pool_size=size, max_overflow=0, hide_parameters=True)
    event.listen(engine, "connect", _connected)
    event.listen(engine, "connect", lambda raw, _: raw.execute("PRAGMA query_only=ON"))
    event.listen(engine, "begin", lambda connection: _begin(connection, "BEGIN"))
    return engine


def _connected(raw: sqlite3.Connection, _: Any) -> None:
    raw.isolation_level = None  # we begin transactions ourselves
    raw.execute(f"PRAGMA busy_timeout={BUSY_MS}")
    raw.execute("PRAGMA journal_mode=WAL")
    raw.execute("PRAGMA synchronous=FULL")
    raw.execute("PRAGMA foreign_keys=ON")


def _begin(connection: Any, statement: str) -> None:
    connection.exec_driver_sql(statement)


def insert_new(
    session: Session, table: type[SQLModel], rows: Sequence[dict[str, Any]], *, returning: Any
) -> Sequence[Any]:
    """Insert the rows that break no unique constraint; return those, by the `returning` columns."""
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    statement = dialect.insert(table).values(list(rows)).on_conflict_do_nothing()
    return session.execute(statement.returning(*returning)).all()


def skip_locked(session: Session, statement: Any) -> Any:
    """Return `statement` so that rows another worker holds are left to it."""
    if session.get_bind().dialect.name == "postgresql":
        return statement.with_for_update(skip_locked=True)
    return statement  # SQLite's one writer holds everything already
