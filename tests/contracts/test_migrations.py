"""The migrations make what the code's tables say, on both databases, and never go back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect, text
from sqlmodel import Session

from bot.failures import Failed
from bot.settings import Settings
from bot.upgrading import prepare
from docs.migration import differences
from models import installation
from models.database import Database
from models.migrating import Schema, newest, schema_of, upgrade
from models.migrations import metadata
from models.migrations.metadata import METADATA
from tests.support.process import ROOT


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    database = Database(database_url)
    yield database
    database.close()


def checks(url: str) -> dict[str, set[str]]:
    engine = create_engine(url)
    try:
        seen = inspect(engine)
        return {
            table: {str(each["name"]) for each in seen.get_check_constraints(table)}
            for table in seen.get_table_names()
            if table != "alembic_version"
        }
    finally:
        engine.dispose()


def test_the_metadata_is_full_whoever_asks_for_it():
    """Not only because something else has imported the tables by then: a migration begins here."""
    known = Path(metadata.__file__).read_text("utf-8")
    files = (path.relative_to(ROOT) for path in (ROOT / "models").rglob("tables.py"))
    names = {".".join(path.with_suffix("").parts) for path in files}
    assert names
    assert {name for name in names if f"import {name}" not in known} == set()


def test_an_empty_database_gets_the_tables_of_the_code(database: Database):
    assert schema_of(database) == (Schema.EMPTY, "none")
    upgrade(database)
    assert schema_of(database) == (Schema.CURRENT, newest())
    assert differences(database) == []
    upgrade(database)
    assert schema_of(database) == (Schema.CURRENT, newest())


def test_the_constraints_are_those_of_the_code(database: Database, database_url: str, tmp_path):
    upgrade(database)
    copy = f"sqlite:///{tmp_path / 'made.db'}"
    engine = create_engine(copy)
    METADATA.create_all(engine)
    engine.dispose()
    assert checks(database_url) == checks(copy)


def test_a_newer_database_is_refused_with_what_to_do(database: Database, database_url, tmp_path):
    upgrade(database)
    database.write(lambda s: s.execute(text("UPDATE alembic_version SET version_num = '9999'")))
    settings = Settings(data_dir=tmp_path, database_url=database_url)
    with pytest.raises(Failed, match=r"schema 9999, newer than .* install the newer version"):
        prepare(database, settings)


def test_a_database_of_something_else_is_left_alone(database: Database, database_url, tmp_path):
    database.write(lambda session: session.execute(text("CREATE TABLE theirs (id integer)")))
    with pytest.raises(Failed, match="name an empty one"):
        prepare(database, Settings(data_dir=tmp_path, database_url=database_url))


def test_an_older_database_is_backed_up_before_it_is_upgraded(
    database: Database, database_url: str, tmp_path: Path, monkeypatch
):
    settings = Settings(data_dir=tmp_path, database_url=database_url)
    prepare(database, settings)
    monkeypatch.setattr("bot.upgrading.schema_of", lambda _: (Schema.OLDER, "0000"))

    def remember(session: Session) -> None:
        installation.put(session, "bot_username", "estate_bot")

    database.write(remember)
    prepare(database, settings)
    assert len(list((tmp_path / "backups").glob("*.backup"))) == 1
    assert database.read(lambda s: installation.get(s, "bot_username")) == "estate_bot"
