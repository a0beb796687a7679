"""The database's schema: which one it is, and how it becomes the one of this code."""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, event, inspect, text
from sqlalchemy.pool import NullPool

from models.database import Database
from models.migrations.metadata import METADATA

FOLDER = Path(__file__).parent / "migrations"
LOCK = 0x67756A61  # PostgreSQL's, for the length of the upgrade: several workers may start at once


class Schema(StrEnum):
    """How a database stands to this code."""

    EMPTY = "empty"
    OLDER = "older"
    CURRENT = "current"
    NEWER = "newer"
    FOREIGN = "foreign"


class BrokenReferences(Exception):
    """A migration left rows that refer to nothing; it was rolled back."""


def newest() -> str:
    """Return the schema of this code."""
    return str(ScriptDirectory(str(FOLDER)).get_current_head())


def schema_of(database: Database) -> tuple[Schema, str]:
    """Return how the database stands to this code, and its own schema."""
    return database.read(lambda session: _standing(session.connection()))


def upgrade(database: Database) -> None:
    """Make the schema the one of this code, all of it or nothing. A current one stays as it is."""
    with _connected(database) as connection:
        if not database.is_sqlite:
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK})
        command.upgrade(_config(connection), "head")
        if database.is_sqlite and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
            raise BrokenReferences


def differences(database: Database) -> list[Any]:
    """Return what the tables in the code have and the upgraded database has not, or otherwise."""
    with _connected(database) as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, METADATA))


def generate(database: Database, number: str, message: str) -> None:
    """Write the migration `number` from what the tables in the code have and `database` has not."""
    with _connected(database) as connection:
        command.revision(_config(connection), message, autogenerate=True, rev_id=number)


def _standing(connection: Connection) -> tuple[Schema, str]:
    own = MigrationContext.configure(connection).get_current_revision()
    if own is None:
        tables = inspect(connection).get_table_names()
        return (Schema.FOREIGN if set(tables) - {"alembic_version"} else Schema.EMPTY), "none"
    script = ScriptDirectory(str(FOLDER))
    if own == script.get_current_head():
        return Schema.CURRENT, own
    known = {revision.revision for revision in script.walk_revisions()}
    return (Schema.OLDER if own in known else Schema.NEWER), own


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    config.attributes["connection"] = connection
    return config


@contextmanager
def _connected(database: Database) -> Iterator[Connection]:
    """Give one connection in one transaction; SQLite's without the check of foreign keys.

    Making a table anew drops the old one, which would delete the rows that refer to it.
    """
    engine = create_engine(database.url, poolclass=NullPool)
    if database.is_sqlite:
        event.listen(engine, "connect", _unchecked)
        event.listen(engine, "begin", lambda each: each.exec_driver_sql("BEGIN IMMEDIATE"))
    with engine.begin() as connection:
        yield connection


def _unchecked(raw: Any, _: Any) -> None:
    raw.isolation_level = None
    raw.execute("PRAGMA busy_timeout=5000")
    raw.execute("PRAGMA synchronous=FULL")
    raw.execute("PRAGMA foreign_keys=OFF")
