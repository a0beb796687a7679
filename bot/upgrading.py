"""From settings to a database of this code's schema that is ours to use."""

from collections.abc import Iterator
from contextlib import closing, contextmanager

from bot.backups import backup
from bot.failures import Failed
from bot.keys import file_key
from bot.settings import Settings, refuse_sandbox
from models.clock import SystemClock
from models.database import Database
from models.migrating import Schema, newest, schema_of, upgrade
from models.mydata.erasing import forget_restored
from models.papers.erasing import erasures_in, noted_as_erased
from models.papers.operations import erase_restored

REFUSALS = {
    Schema.NEWER: (
        "The database has schema {own}, newer than this version knows ({newest}): install the "
        "newer version again, or restore a backup that this one made."
    ),
    Schema.FOREIGN: (
        "DATABASE_URL names a database with tables of something else: name an empty one."
    ),
    Schema.OLDER: (
        "The database has the older schema {own}: stop the bot, then `guanjia migrate` "
        "(or start the bot, which does the same)."
    ),
}


def prepare(database: Database, settings: Settings) -> bytes:
    """Take the database for this process and upgrade it; return the key of its files.

    An older one is backed up first; what was erased before it was restored is erased again. Raises
    Occupied, and Failed when it is newer or not ours.
    """
    database.occupy()
    standing = check(database, upgrading=True)
    if standing is Schema.OLDER:
        backup(database, settings, file_key(database, settings), now=SystemClock().now())
    if standing is not Schema.CURRENT:
        upgrade(database)
    erased, now = noted_as_erased(erasures_in(settings.data_dir)), SystemClock().now()
    if erased:
        database.write(lambda session: forget_restored(session, erased, now=now))
        database.write(lambda session: erase_restored(session, erased, now=now))
    return file_key(database, settings)


def check(database: Database, *, upgrading: bool = False) -> Schema:
    """Return how the database stands. Raises Failed when this code cannot work on it."""
    standing, own = schema_of(database)
    if standing in REFUSALS and not (upgrading and standing is Schema.OLDER):
        raise Failed(REFUSALS[standing].format(own=own, newest=newest()))
    return standing


@contextmanager
def opened(settings: Settings) -> Iterator[Database]:
    """Give the operator's database, taken for this process. Raises Occupied while the bot runs."""
    refuse_sandbox(settings)
    settings.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    with closing(Database(settings.database_url)) as database:
        database.occupy()
        if check(database) is Schema.EMPTY:
            upgrade(database)
        yield database
