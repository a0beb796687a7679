"""A world that goes back to where it was, as often as one likes, for next to nothing."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, cast

from sqlalchemy import Connection

from models.database import Database
from tests.support.world import World


class Rewinder:
    """Takes database and chats back to where they were when it was made."""

    def __init__(self, world: World, connection: Connection) -> None:
        self._connection, self._database = connection, world.database
        self._state = world.telegram.state
        in_its_thread(self._database, connection.begin_nested)
        self.keeps()

    def keeps(self) -> None:
        """Go back to the chats as they are now."""
        self._chats = json.dumps(self._state["chats"])

    def back(self) -> None:
        """Undo whatever was done since; numbers of updates go on, for who polls confirmed them."""
        in_its_thread(self._database, self._undo)
        self._state["chats"] = json.loads(self._chats)

    def _undo(self) -> None:
        done = self._connection.get_nested_transaction()
        assert done is not None
        done.rollback()
        self._connection.begin_nested()


@contextmanager
def rewinding(world: World) -> Iterator[Rewinder]:
    """Let everything happen in one transaction of SQLite's that is never committed.

    All hops go over its connection, each in a savepoint of its own, and all looks too.
    """
    database: Any = world.database
    kept = database.engine, database._reading, database._readers
    connection = cast(Connection, in_its_thread(database, database.engine.connect))
    in_its_thread(database, connection.begin)
    rewinder = Rewinder(world, connection)
    database.engine = database._reading = connection
    database._readers = database._writers
    try:
        yield rewinder
        rewinder.back()
    finally:
        database.engine, database._reading, database._readers = kept
        in_its_thread(database, connection.close)


def in_its_thread(database: Database, work: Callable[[], Any]) -> Any:
    """Return what `work` returns in the thread of the one writer."""
    return database._writers.submit(work).result()
