"""What is looked for every few seconds is found by an index, however much has been settled."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session

from models import due, inbox
from models.database import Database
from models.files import operations as files
from models.intents.heads import heads
from models.migrating import upgrade
from models.papers import erasing
from tests.support.statements import asking

NOW = datetime(2026, 11, 29, 6, 0, tzinfo=UTC)
SCANS = ("SCAN due", "SCAN outbox", "SCAN inbox", "SCAN files")  # with aliases: outbox_1
LOOKS: dict[str, Callable[[Session], Any]] = {
    "the sweep": lambda session: due.ripe(session, now=NOW),
    "what to send next": lambda session: heads(session, now=NOW, real_now=NOW),
    "updates that wait": inbox.waiting,
    "files to fetch": files.wanted,
    "files to remove": erasing.to_remove,
}


def plans(database: Database, look: Callable[[Session], Any]) -> list[str]:
    """Return how SQLite finds what the look asks for, a line for each table."""

    def explained(session: Session) -> list[str]:
        with asking(session.get_bind()) as asked:
            look(session)
        assert asked
        cursor = session.connection().connection.cursor()
        return [
            row[3]
            for statement, parameters in asked
            for row in cursor.execute(f"EXPLAIN QUERY PLAN {statement}", parameters)
        ]

    return database.read(explained)


@pytest.mark.parametrize("name", LOOKS)
def test_a_look_that_comes_again_and_again_scans_no_table_that_grows(name: str, tmp_path: Path):
    with closing(Database(f"sqlite:///{tmp_path / 'guanjia.db'}")) as database:
        upgrade(database)
        steps = plans(database, LOOKS[name])
    assert not [step for step in steps if step.startswith(SCANS)], steps
    assert any(step.startswith("SEARCH") and "INDEX" in step for step in steps), steps


SETTLED = {
    "due": "INSERT INTO due (estate_id, kind, subject, identity, facts, due_at, settled_at,"
    " attempts) SELECT 1, 'X', i, '', '{}', :at, :at, 0 FROM n",
    "outbox": "INSERT INTO outbox (chat_id, thread_id, kind, facts, priority, state, attempts,"
    " stumbles, quiet, created_at) SELECT i % 500, 0, 'X', '{}', 1, 'sent', 1, 0, 0, :at FROM n",
    "inbox": "INSERT INTO inbox (update_id, lane, raw, state, attempts, received_at)"
    " SELECT i, '1', '{}', 'done', 0, :at FROM n",
    "files": "INSERT INTO files (estate_id, sender_id, handle, unique_id, kind, state, attempts,"
    " is_picture, received_at, key_id) SELECT 1, 1, '', i, 'photo', 'erased', 0, 1, :at, 1 FROM n",
}


def work(database: Database, look: Callable[[Session], Any]) -> int:
    """Return how many instructions of SQLite's machine the look takes."""
    done = 0

    def one_more() -> int:
        nonlocal done
        done += 1
        return 0

    def counted(session: Session) -> None:
        connection: Any = session.connection().connection.driver_connection
        connection.set_progress_handler(one_more, 1)
        try:
            look(session)
        finally:
            connection.set_progress_handler(None, 0)

    database.read(counted)
    return done


def settled(path: Path, rows: int) -> None:
    """Fill the tables with what is over; of whom it was does not matter here."""
    numbers = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :rows) "
    with closing(sqlite3.connect(path)) as connection, connection:
        for insert in SETTLED.values():
            into, _, what = insert.partition(" SELECT ")
            values = {"rows": rows, "at": "2026-01-01 00:00:00.000000"}
            connection.execute(f"{into} {numbers} SELECT {what}", values)


def test_with_nothing_due_a_look_costs_the_same_however_much_is_settled(tmp_path: Path):
    cost: list[dict[str, int]] = []
    for rows in (100, 10_000):
        path = tmp_path / f"{rows}.db"
        with closing(Database(f"sqlite:///{path}")) as database:
            upgrade(database)
            settled(path, rows)
            cost.append({name: work(database, look) for name, look in LOOKS.items()})
    assert cost[0] == cost[1]
