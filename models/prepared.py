"""Questions that are asked at every turn: putting one together costs more than asking it.

Nor is one asked twice of the same books: what was found is known until something is written.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, wraps
from inspect import signature
from typing import Any, TypeVar

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    FrozenResult,
    ScalarResult,
    Table,
    bindparam,
    event,
)
from sqlalchemy.orm import QueryableAttribute
from sqlalchemy.sql import visitors
from sqlmodel import Session
from sqlmodel.sql.expression import SelectOfScalar

T = TypeVar("T")
Rows = SelectOfScalar
KNOWN = "known"  # what a connection's transaction has found: by question and values
TABLE_AT = {"INSERT": 1, "DELETE": 1, "UPDATE": 0}  # words behind the verb; nothing cascades
HARMLESS = frozenset({"SAVEPOINT", "RELEASE"})
LOOKED_THROUGH = 200  # answers, at most, for each that a write makes untrue


def prepared(build: Callable[..., Rows[T]]) -> Callable[..., ScalarResult[T]]:
    """Return `ask(session, *values)`: what the statement finds that `build` makes, once.

    `build` gets a bound parameter for each of its own: nothing of the statement may depend on
    their values.
    """
    names = tuple(signature(build).parameters)

    @cache
    def question() -> _Question:
        return _Question.of(build(*(bindparam(name) for name in names)))

    @wraps(build)
    def ask(session: Session, *values: Any) -> Any:
        if session.autoflush:
            session.flush()
        asked, connection = question(), session.connection()
        known: dict[Any, FrozenResult[Any]] = connection.info.get(KNOWN, {})
        found = known.get((asked, values))
        if found is None:
            by = session if asked.has_rows else connection  # no row of ours to be made
            parameters = dict(zip(names, values, strict=True))
            found = known[asked, values] = by.execute(asked.statement, parameters).freeze()
        return found().scalars() if asked.is_scalar else found()

    return ask


def remembers(engine: Engine) -> None:
    """Let a transaction of this engine know what it has found until something is written."""
    event.listen(engine, "begin", lambda connection: connection.info.update({KNOWN: {}}))
    event.listen(engine, "before_cursor_execute", _forget)
    for end in ("commit", "rollback"):
        # A connection that was thrown away has lost all it knew, and may not be asked for it.
        event.listen(engine, end, lambda met: met.invalidated or met.info.pop(KNOWN, None))


@dataclass(frozen=True, eq=False)
class _Question:
    statement: Any
    tables: frozenset[str]
    has_rows: bool
    is_scalar: bool

    @classmethod
    def of(cls, statement: Any) -> "_Question":
        found = [each["expr"] for each in statement.column_descriptions]
        columns = all(isinstance(each, ColumnElement | QueryableAttribute) for each in found)
        parts = visitors.iterate(statement)
        tables = frozenset(each.name for each in parts if isinstance(each, Table))
        return cls(statement, tables, not columns, isinstance(statement, SelectOfScalar))


def _forget(connection: Connection, _cursor: Any, statement: str, *_: Any) -> None:
    """Forget what this statement may change, and all where others may have written meanwhile.

    SQLite has one writer; on PostgreSQL whatever writes or locks rows may have waited for another
    (the lock of a lane is taken before anything is asked).
    """
    known = connection.info.get(KNOWN)
    if not known:
        return
    verb, *rest = statement.split(None, 3)
    is_sqlite = connection.dialect.name == "sqlite"
    if verb in HARMLESS or (verb == "SELECT" and (is_sqlite or " FOR " not in statement)):
        return
    if not is_sqlite or verb not in TABLE_AT or len(known) > LOOKED_THROUGH:
        known.clear()
        return
    table = rest[TABLE_AT[verb]]
    for key in [key for key in known if table in key[0].tables]:
        del known[key]
