"""The ground that stories play on: one database a run, founded once and laid anew for each.

So a story pays neither for migrations nor for statements that were compiled in the one before.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import event

from models.database import Database
from models.migrating import upgrade
from tests.support.postgres import Postgres
from tests.support.world import found_estate

# What a power cut takes is asked where that is the question; a story asks what people see.
HASTY = "PRAGMA synchronous=OFF"


@dataclass(frozen=True)
class Ground:
    """A database, and what makes it again as it was founded."""

    database: Database
    lay: Callable[[], None]


@contextmanager
def on_sqlite(folder: Path) -> Iterator[Ground]:
    """Found the estate in a file in `folder`."""
    stage, founded = folder / "stage.db", folder / "founded.db"
    database = Database(f"sqlite:///{stage}")
    event.listen(database.engine, "connect", lambda raw, _: raw.execute(HASTY))
    _found(database)
    _copy(stage, founded)
    yield Ground(database, lambda: _copy(founded, stage))
    database.close()


@contextmanager
def on_postgres(server: Postgres) -> Iterator[Ground]:
    """Found the estate in a database of this server."""
    stage = server.create()
    database = Database(server.url(stage))
    _found(database)
    database.engine.dispose()  # who copies a database may find nobody in it
    founded = server.create(stage)

    late = database.engine.pool  # gets what a thread of the story before still had in its hands

    def lay() -> None:
        nonlocal late
        late.dispose()
        late = database.engine.pool
        database.engine.dispose()
        server.drop(stage)
        server.copy(founded, stage)

    yield Ground(database, lay)
    late.dispose()
    database.close()


def _found(database: Database) -> None:
    upgrade(database)
    database.write(found_estate)


def _copy(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as read, closing(sqlite3.connect(target)) as written:
        written.execute(HASTY)
        read.backup(written)
