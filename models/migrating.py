"""The database's schema: which one it is, and how it becomes the one of this code."""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text
from sqlalchemy.pool import NullPool
from sqlmodel import Session

import models.migrations.metadata  # noqa: F401  (all tables are known from here on)
from models.database import Database, engine_for

if TYPE_CHECKING:
    from alembic.config import Config  # Alembic loads slowly, and few processes upgrade

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
    return max(_known())


def schema_of(database: Database) -> tuple[Schema, str]:
    """Return how the database stands to this code, and its own schema."""
    return database.read(_standing)


def upgrade(database: Database) -> None:
    """Make the schema the one of this code, all of it or nothing. A current one stays as it is."""
    with connected(database) as connection:
        if not database.is_sqlite:
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK})
        upgrade_on(connection)
        if database.is_sqlite and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
            raise BrokenReferences


def upgrade_on(connection: Connection) -> None:
    """Make the schema the one of this code, in this connection's transaction."""
    from alembic import command  # noqa: PLC0415

    command.upgrade(configuration(connection), "head")


def _standing(session: Session) -> tuple[Schema, str]:
    tables = set(inspect(session.connection()).get_table_names())
    stamped = "alembic_version" in tables
    own = session.scalar(text("SELECT version_num FROM alembic_version")) if stamped else None
    if own is None:
        return (Schema.FOREIGN if tables - {"alembic_version"} else Schema.EMPTY), "none"
    if own == newest():
        return Schema.CURRENT, own
    return (Schema.OLDER if own in _known() else Schema.NEWER), own


def _known() -> list[str]:
    return [path.name.partition("_")[0] for path in (FOLDER / "versions").glob("[0-9]*.py")]


def configuration(connection: Connection) -> "Config":
    """Return what Alembic needs to know to work on this connection."""
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    config.attributes["connection"] = connection
    return config


@contextmanager
def connected(database: Database) -> Iterator[Connection]:
    """Give one connection in one transaction; SQLite's without the check of foreign keys.

    Making a table anew drops the old one, which would delete the rows that refer to it.
    """
    engine = engine_for(database.url, pragmas=("foreign_keys=OFF",), poolclass=NullPool)
    with engine.begin() as connection:
        yield connection
