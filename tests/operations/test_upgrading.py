"""An upgrade is all of it or nothing, wherever it dies; the next start makes it whole.

Nothing was released yet, so there is one migration. It dies on its way from an empty database, and
a second one, which only this test knows, on its way from the first with an estate in it: on SQLite
and on PostgreSQL, with its process, and with its connection.
"""

import os
import random
import shutil
import signal
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from functools import partial
from itertools import count, product
from pathlib import Path
from time import monotonic
from typing import Any

import psycopg
import pytest
from sqlalchemy import Connection, Engine, event, inspect, make_url, select, table, text
from sqlmodel import Session

from models import migrating
from models.database import Database
from models.migrating import Schema, schema_of, upgrade
from tests.support.postgres import Postgres
from tests.support.proven import WHOLE, WRITTEN, write_section
from tests.support.world import found_estate

SEED, SAMPLE = int(os.environ.get("SEED", "20261129")), 8
SECOND = '''
"""What a second release could bring: a table, a column, a table made anew, rows changed."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table("keys_lent", sa.Column("id", sa.Integer, primary_key=True))
    op.add_column("homes", sa.Column("floor", sa.Integer, server_default="1"))
    with op.batch_alter_table("estates", recreate="auto") as batch:
        batch.alter_column("hotline", new_column_name="telephone")
    op.execute("UPDATE homes SET floor = 7")
    op.execute("INSERT INTO keys_lent (id) VALUES (1)")
'''
Another = Callable[[str], str]  # the URL of a new database: a copy of the one named, or empty
Death = Callable[[Connection], object]
Standing = tuple[Schema, Mapping[str, list[str]]]
PARTS = ("columns", "indexes", "foreign_keys", "unique_constraints", "check_constraints")
KILLED, REFUSED = -signal.SIGKILL, 1
DATABASES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


def standing(url: str) -> Standing:
    """Return how the schema stands to the code, and all that is in the database."""

    def look(session: Session) -> dict[str, list[str]]:
        seen, held = inspect(session.connection()), dict[str, list[str]]()
        for each in PARTS:
            for (_, name), found in getattr(seen, f"get_multi_{each}")().items():
                held.setdefault(name, []).extend(sorted(f"{each} {worded(it)}" for it in found))
        for name, lines in held.items():
            rows = session.execute(select(text("*")).select_from(table(name)))
            lines.extend(sorted(map(repr, rows)))
        return held

    with closing(Database(url)) as database:
        return schema_of(database)[0], database.read(look)


def worded(part: object) -> str:
    """Return what the inspector says of a part, the words of its conditions too."""
    if isinstance(part, dict):
        return repr({key: worded(value) for key, value in part.items()})
    return str(part)


def killed(_: Connection) -> None:
    """End this process."""
    os.kill(os.getpid(), signal.SIGKILL)


def cut_off(connection: Connection) -> None:
    """Let PostgreSQL end the connection, as when it is restarted."""
    raw: Any = connection.connection.dbapi_connection
    with psycopg.connect(raw.info.dsn, autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s, 10000)", [raw.info.backend_pid])


def upgraded(url: str, dies_at: int | None, death: Death = killed) -> tuple[int, int]:
    """Upgrade in a process of its own; return how that ended, and how many points it had passed.

    It dies before that statement, or with None at the commit, which is the last point.
    """
    reading, writing = os.pipe()
    passed, end, pid = 0, REFUSED, os.fork()
    if pid == 0:

        def strike(connection: Connection, *_: object, is_last: bool = False) -> None:
            nonlocal passed
            passed += 1
            if is_last:
                os.write(writing, str(passed).encode())
            if passed == dies_at or (is_last and dies_at is None):
                death(connection)

        try:
            event.listen(Engine, "before_cursor_execute", strike)
            event.listen(Engine, "commit", partial(strike, is_last=True))
            with closing(Database(url)) as database:
                upgrade(database)
            end = 0
        finally:
            os._exit(end)
    _, status = os.waitpid(pid, 0)
    os.close(writing)
    said = os.read(reading, 20)
    os.close(reading)
    return os.waitstatus_to_exitcode(status), int(said or 0)


def prove(url: str, another: Another) -> tuple[object, ...]:
    """Let it die at each statement, or at some that SEED draws, and at the commit; then let it be.

    What stands in the end is what an upgrade makes to which nothing happened. Return how many
    statements it has, and how often it was killed, and cut off.
    """
    old, spared = standing(url), another(url)
    end, last = upgraded(spared, 0)
    assert (end, last > 5) == (0, True)
    ends: dict[Death, int] = {killed: KILLED}
    if not url.startswith("sqlite"):
        ends[cut_off] = REFUSED
    points = list(product(range(1, last), ends))
    random.Random(SEED).shuffle(points)  # noqa: S311 - no secret
    died = Counter[Death]()
    for at, death in [*(points if WHOLE else points[:SAMPLE]), *product([None], ends)]:
        assert upgraded(url, at, death) == (ends[death], 0 if at else last)
        assert standing(url) == old, (at, death)
        died[death] += 1
    assert upgraded(url, 0) == (0, last)
    assert standing(url) == standing(spared)
    assert standing(url)[0] is Schema.CURRENT
    return last - 1, died[killed], died[cut_off] if cut_off in ends else "–"


def from_nothing(another: Another) -> tuple[object, ...]:
    """Prove it of an empty database."""
    url = another("")
    assert standing(url) == (Schema.EMPTY, {})
    return prove(url, another)


def from_the_schema_before(another: Another, second: Path) -> tuple[object, ...]:
    """Prove it of an estate: every row of it is there before, at every death, and after."""
    url = another("")
    with closing(Database(url)) as database:
        upgrade(database)
        database.write(found_estate)
    second.write_text(SECOND, "utf-8")
    schema, old = standing(url)
    assert schema is Schema.OLDER
    figures = prove(url, another)
    new = standing(url)[1]
    assert new.keys() - old.keys() == {"keys_lent"}
    changed = {table for table in old if new[table] != old[table]}
    assert changed == {"alembic_version", "homes", "estates"}
    return figures


def another_of(kind: str, folder: Path, server: Postgres) -> Another:
    """Return what makes databases of this kind."""
    numbers = count(1)

    def file(url: str) -> str:
        path = folder / f"{next(numbers)}.db"
        if url:
            shutil.copy(str(make_url(url).database), path)
        return f"sqlite:///{path}"

    def database(url: str) -> str:
        return server.url(server.create(str(make_url(url).database) if url else "template0"))

    return file if kind == "sqlite" else database


@pytest.fixture
def second(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder of migrations with a second one, which is not yet there."""
    folder = tmp_path / "migrations"
    shutil.copytree(migrating.FOLDER, folder)
    monkeypatch.setattr(migrating, "FOLDER", folder)
    return folder / "versions" / "0002_second.py"


@pytest.mark.slow
@pytest.mark.timeout(7200)
def test_an_upgrade_that_dies_leaves_all_as_it_was(
    tmp_path: Path, postgres: Postgres, second: Path
) -> None:
    """From nothing and from the schema before, on both databases."""
    began, rows = monotonic(), list[Sequence[object]]()
    for kind, name in DATABASES.items():
        another = another_of(kind, tmp_path, postgres)
        rows.append((name, "nothing", *from_nothing(another)))
        rows.append((name, "the schema before", *from_the_schema_before(another, second)))
        second.unlink()
    if WRITTEN:
        lines = "\n".join(f"| {' | '.join(map(str, row))} |" for row in rows)
        drawn = "at each statement" if WHOLE else f"at {SAMPLE} statements drawn by SEED={SEED}"
        seconds = round(monotonic() - began)
        write_section("upgrades", SECTION.format(rows=lines, drawn=drawn, seconds=seconds))


SECTION = """\
## An upgrade that dies

By `tests/operations/test_upgrading.py`. The upgrade runs in a process of its own, which is killed
(`kill -9`) before a statement or at the commit; on PostgreSQL the connection is cut off there, too.
After each death schema and rows are those of before it; then it is let be, and all is as an upgrade
leaves it to which nothing happened. Nothing was released yet: *the schema before* is the first one
with an estate in it, on its way to a second one that only this proof knows.

| database | from | statements | killed | cut off |
|---|---|---|---|---|
{rows}

Died {drawn}, and at the commit. What is not as it was
ends the proof, and nothing is written here. {seconds} s.
"""
