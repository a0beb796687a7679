"""What is looked for every few seconds is found by an index, however much has been settled."""

from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event
from sqlmodel import Session

from models import due, inbox
from models.database import Database
from models.files import operations as files
from models.intents.heads import heads
from models.migrating import upgrade
from models.papers import erasing

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
    asked: list[tuple[str, Any]] = []

    def note(_connection, _cursor, statement, parameters, *_rest) -> None:
        asked.append((statement, parameters))

    def explained(session: Session) -> list[str]:
        engine = session.get_bind()
        event.listen(engine, "before_cursor_execute", note)
        try:
            look(session)
        finally:
            event.remove(engine, "before_cursor_execute", note)
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
