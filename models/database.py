"""Hops into the database: the only code that commits, and the only place where databases differ.

SQLite has one writer thread with one connection, which also checkpoints, and readers of their own;
PostgreSQL has a pool, and a lane's turns wait for each other on a transaction-scoped lock.
"""

import fcntl
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path
from typing import IO, Any, TypeVar

from sqlalchemy import URL, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlmodel import Session, SQLModel

from models.errors import DomainError
from models.faults import fault
from models.prepared import remembers

T = TypeVar("T")
Work = Callable[[Session], T]
PRAGMAS = (
    "busy_timeout=5000",
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "secure_delete=ON",
)

# PostgreSQL: seconds until a connection is given up of which nobody hears, and until a transaction
# of a process that was stopped in it is ended, so that nobody waits for its locks.
IMPATIENT: dict[str, Any] = {
    "connect_timeout": 5, "keepalives_idle": 5, "keepalives_interval": 2, "keepalives_count": 3,
    "tcp_user_timeout": 10_000, "options": "-c idle_in_transaction_session_timeout=10s",
}  # fmt: skip


class Occupied(DomainError):
    """Another process has this SQLite database."""

    text_key = "errors.occupied"


class Hop(Session):
    """A session that holds on to every row it met: to look again costs no statement."""

    def give_up(self) -> None:
        """Throw the connection away if SQLite ended the transaction by itself, its disk being full.

        Its savepoints went with it: to go back to one would fail, and the connection be lost to us.
        """
        connection = self.info.get("connection")
        if connection is None or connection.invalidated or connection.dialect.name != "sqlite":
            return
        if not connection.connection.dbapi_connection.in_transaction:
            connection.invalidate()


for met in ("loaded_as_persistent", "pending_to_persistent"):
    event.listen(Hop, met, lambda hop, row: hop.info.setdefault("met", []).append(row))
event.listen(Hop, "after_begin", lambda hop, _, met: hop.info.update(connection=met))


class Closed(Exception):
    """The process ends: what was still to be done is not begun."""


class Database:
    """Runs pieces of work, each in one transaction of one thread."""

    def __init__(self, url: str) -> None:
        self.url = make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        writers, readers = (1, 2) if self.is_sqlite else (8, 4)
        self._writers = ThreadPoolExecutor(writers, thread_name_prefix="write")
        self._readers = ThreadPoolExecutor(readers, thread_name_prefix="read")
        self._beside = ThreadPoolExecutor(4, thread_name_prefix="beside")
        self._lock: IO[str] | None = None
        if self.is_sqlite:
            Path(self.url.database or "").parent.mkdir(parents=True, exist_ok=True)
            self.engine = engine_for(self.url, pool_size=writers, max_overflow=0)
            self._reading = engine_for(
                self.url, begin="BEGIN", pragmas=("query_only=ON",),
                pool_size=readers, max_overflow=0,
            )  # fmt: skip
        else:
            self.engine = engine_for(self.url, pool_size=writers + readers, pool_pre_ping=True)
            self._reading = self.engine

    def occupy(self) -> None:
        """Hold the SQLite file for this process alone. Raises Occupied."""
        if not self.is_sqlite or self._lock is not None:
            return
        path = Path(self.url.database or "").with_suffix(".lock")
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
        return _begun(self._writers, lambda: self._hop(work, lane))

    def reading(self, work: Work[T]) -> Future[T]:
        """`read`, still to come."""
        return _begun(self._readers, lambda: self._look(work))

    def writing_beside(self, work: Work[T]) -> Future[T]:
        """`writing` on PostgreSQL, whatever its writers wait for."""
        return _begun(self._beside, lambda: self._hop(work, None))

    def wipe(self) -> None:
        """Leave nothing in SQLite's files of what was deleted; PostgreSQL's vacuum does that."""
        if self.is_sqlite:
            self._writers.submit(self._wipe).result()

    def _wipe(self) -> None:
        raw = self.engine.raw_connection()  # between hops, so that no transaction is open
        try:
            for statement in ("VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"):
                raw.cursor().execute(statement)
        finally:
            raw.close()

    def close(self) -> None:
        """Let the running hops end, then give everything back; readers first."""
        for threads in (self._readers, self._writers, self._beside):
            threads.shutdown()  # before any connection is: PostgreSQL's are all of one pool
        self._reading.dispose()
        self.engine.dispose()
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def _hop(self, work: Work[T], lane: str | None) -> T:
        with _losses_named(), Hop(self.engine, expire_on_commit=False) as session:
            if lane is not None and not self.is_sqlite:
                statement = text("SELECT pg_advisory_xact_lock(hashtextextended(:lane, 0))")
                session.execute(statement, {"lane": lane})
            try:
                result = work(session)
                fault("commit.before")
                session.commit()
            except Exception:  # why: whatever it was, the one writer has to have its connection
                session.give_up()
                raise
        fault("commit.after")
        return result

    def _look(self, work: Work[T]) -> T:
        with _losses_named(), Hop(self._reading) as session:
            return work(session)


def _begun(threads: ThreadPoolExecutor, work: Callable[[], T]) -> Future[T]:
    try:
        return threads.submit(work)
    except RuntimeError:  # after shutdown
        raise Closed from None


@contextmanager
def _losses_named() -> Iterator[None]:
    """Call every lost connection an OperationalError: whoever is patient tries again.

    PostgreSQL names a transaction that it ended, because we were stopped in it, otherwise.
    """
    try:
        yield
    except DBAPIError as error:
        if isinstance(error, OperationalError) or not error.connection_invalidated:
            raise
        raise OperationalError(error.statement, error.params, error.orig) from error  # type: ignore[arg-type]


def engine_for(
    url: URL, *, begin: str = "BEGIN IMMEDIATE", pragmas: Sequence[str] = (), **pool: Any
) -> Engine:
    """Return an engine; for SQLite, one that begins and checks as we need it."""
    is_sqlite = url.get_backend_name() == "sqlite"
    asked = {} if is_sqlite else IMPATIENT
    engine = create_engine(url, hide_parameters=True, connect_args=asked, **pool)
    if is_sqlite:
        event.listen(engine, "connect", partial(_connected, (*PRAGMAS, *pragmas)))
        event.listen(engine, "begin", lambda connection: connection.exec_driver_sql(begin))
    else:
        event.listen(engine, "handle_error", _blotted)
    remembers(engine)
    return engine


def _blotted(context: ExceptionContext) -> None:
    """Leave out of an error what PostgreSQL tells of the row: whose name, which number."""
    for error in filter(None, (context.original_exception, context.sqlalchemy_exception)):
        error.args = tuple(str(each).partition("\nDETAIL:")[0] for each in error.args)


def _connected(pragmas: Sequence[str], raw: sqlite3.Connection, _: Any) -> None:
    raw.isolation_level = None  # we begin transactions ourselves
    for pragma in pragmas:
        raw.execute(f"PRAGMA {pragma}")


def insert_new(
    session: Session, table: type[SQLModel], rows: Sequence[dict[str, Any]], *, returning: Any = ()
) -> Sequence[Any]:
    """Insert the rows that break no unique constraint; return the `returning` columns of those.

    What the session has not flushed is not there yet: whatever a row refers to has to be.
    """
    # The table itself, not what is mapped to it: no mapper looks at every value.
    bare, dialect = inspect(table).local_table, session.get_bind().dialect.name
    inserted = session.connection().execute(_insertion(bare, dialect, returning), list(rows))
    return inserted.all() if returning else ()


@cache
def _insertion(table: Any, dialect: str, returning: tuple[Any, ...]) -> Any:
    insert = (postgresql if dialect == "postgresql" else sqlite).insert(table)
    insert = insert.on_conflict_do_nothing()
    return insert.returning(*(table.c[each.key] for each in returning)) if returning else insert
