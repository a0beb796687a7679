"""An upgrade is all of it or nothing, wherever it is killed; the next start makes it whole.

Nothing was released yet, so there is one migration. It is killed on its way from an empty database,
and a second one, which only this test knows, on its way from the first with an estate in it.
"""

import os
import random
import shutil
import signal
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import Engine, event, inspect
from sqlmodel import Session, func, select

from models import migrating
from models.database import Database
from models.estate.tables import Home
from models.migrating import Schema, schema_of, upgrade
from tests.support.proven import WHOLE
from tests.support.world import found_estate

pytestmark = pytest.mark.slow
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
Standing = tuple[Schema, frozenset[str], int]


def standing(url: str) -> Standing:
    """Return the schema, the tables, and how many homes there are."""

    def look(session: Session) -> tuple[frozenset[str], int]:
        tables = frozenset(inspect(session.connection()).get_table_names())
        counted = select(func.count()).select_from(Home)
        return tables, session.exec(counted).one() if "homes" in tables else 0

    with closing(Database(url)) as database:
        return schema_of(database)[0], *database.read(look)


def upgraded(url: str, dies_at: int | None) -> tuple[int, int]:
    """Upgrade in a process of its own; return how that ended, and how many points it had passed.

    It dies before that statement, or with None at the commit, which is the last point.
    """
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        passed = 0

        def strike(*_: object, is_last: bool = False) -> None:
            nonlocal passed
            passed += 1
            if is_last:
                os.write(writing, str(passed).encode())
            if passed == dies_at or (is_last and dies_at is None):
                os.kill(os.getpid(), signal.SIGKILL)

        try:
            event.listen(Engine, "before_cursor_execute", strike)
            event.listen(Engine, "commit", partial(strike, is_last=True))
            with closing(Database(url)) as database:
                upgrade(database)
        finally:
            os._exit(0)
    _, status = os.waitpid(pid, 0)
    os.close(writing)
    said = os.read(reading, 20)
    os.close(reading)
    return os.waitstatus_to_exitcode(status), int(said or 0)


def prove(url: str) -> None:
    """Kill it at each statement, or at some that SEED draws, and at the commit; then let it be."""
    old, killed = standing(url), -signal.SIGKILL
    end, last = upgraded(url, None)
    assert (end, standing(url)) == (killed, old)
    points = list(range(1, last))
    assert len(points) > 5
    random.Random(SEED).shuffle(points)  # noqa: S311 - no secret
    for number in points if WHOLE else points[:SAMPLE]:
        assert upgraded(url, number) == (killed, 0)
        assert standing(url) == old, number
    assert upgraded(url, 0) == (0, last)
    assert standing(url)[0] is Schema.CURRENT


@pytest.fixture
def second(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder of migrations with a second one, which is not yet there."""
    folder = tmp_path / "migrations"
    shutil.copytree(migrating.FOLDER, folder)
    monkeypatch.setattr(migrating, "FOLDER", folder)
    return folder / "versions" / "0002_second.py"


def test_from_nothing_killed_at_each_statement(database_url: str) -> None:
    assert standing(database_url)[0] is Schema.EMPTY
    prove(database_url)


def test_from_the_schema_before_killed_at_each_statement(database_url: str, second: Path) -> None:
    """Every home of the estate is there before, at every death, and after."""
    with closing(Database(database_url)) as database:
        upgrade(database)
        database.write(found_estate)
    second.write_text(SECOND, "utf-8")
    old = standing(database_url)
    assert (old[0], old[2]) == (Schema.OLDER, 2)
    prove(database_url)
    new = standing(database_url)
    assert (new[1] - old[1], new[2]) == ({"keys_lent"}, 2)
