"""From SQLite to PostgreSQL: every row, in one transaction, and counted on both sides."""

from contextlib import closing

from sqlalchemy import Connection, Table, func, select
from sqlalchemy.exc import DataError
from sqlmodel import Session

from bot.failures import Failed
from bot.settings import Settings, is_database
from bot.upgrading import prepare
from models.database import Database
from models.migrating import Schema, connected, schema_of, upgrade_on
from models.migrations.metadata import METADATA

AT_ONCE = 1_000  # rows
WHERE = "--to: name an empty PostgreSQL database, like postgresql://user@host/name."


def transfer(settings: Settings, url: str) -> dict[str, int]:
    """Put all that the SQLite database holds into the empty one at `url`; return rows by table.

    The old one stays as it is. Raises Occupied while the bot runs, and Failed with nothing changed.
    """
    try:
        there = is_database(url)
    except ValueError as error:
        raise Failed(f"--to: {error}.") from None
    with closing(Database(settings.database_url)) as source, closing(Database(there)) as target:
        if not source.is_sqlite:
            raise Failed("DATABASE_URL: it is not SQLite, so there is nothing to move.")
        if target.is_sqlite or schema_of(target)[0] is not Schema.EMPTY:
            raise Failed(f"{WHERE} Nothing was changed.")
        prepare(source, settings)
        with connected(target) as to:
            upgrade_on(to)
            return source.read(lambda session: _all(session, to))


def _all(session: Session, to: Connection) -> dict[str, int]:
    return {table.name: _moved(session, to, table) for table in METADATA.sorted_tables}


def _moved(session: Session, to: Connection, table: Table) -> int:
    """Copy one table; return how many rows both have."""
    rows = session.connection().execute(select(table))
    try:
        for some in rows.mappings().partitions(AT_ONCE):
            to.execute(table.insert(), [dict(row) for row in some])
    except DataError:
        raise Failed(f"{table.name}: PostgreSQL refuses a row; nothing was changed.") from None
    counted = select(func.count()).select_from(table)
    here, there = session.connection().scalar(counted), to.scalar(counted)
    if here is None or here != there:
        raise Failed(f"{table.name}: {here} rows became {there}; nothing was changed.")
    if "id" in table.c:
        counts = func.pg_get_serial_sequence(table.name, "id")  # NULL where ids are of elsewhere
        to.execute(select(func.setval(counts, func.max(table.c.id))))
    return here
