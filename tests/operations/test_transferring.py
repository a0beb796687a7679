"""From one machine to many: all that SQLite held is in PostgreSQL, or nothing is."""

from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text

from bot.failures import Failed
from bot.settings import Settings
from bot.transferring import transfer
from locales.catalogue import Catalogue
from models.database import Database
from models.estate.tables import Estate
from models.migrating import Schema, schema_of, upgrade
from models.migrations.metadata import METADATA
from tests.stories import test_fees
from tests.support.process import command
from tests.support.world import World, found_estate, open_world

pytestmark = pytest.mark.postgres


@pytest.fixture
async def lived(tmp_path: Path, catalogue: Catalogue) -> World:
    """An estate on SQLite, in which a fee was asked for and paid."""
    database = Database(f"sqlite:///{tmp_path / 'guanjia.db'}")
    upgrade(database)
    database.write(found_estate)
    world = await open_world(database, tmp_path, catalogue)
    await test_fees.test_part_of_it_too_much_of_it_and_a_slip(world)
    await world.desk.application.shutdown()
    return world


@pytest.fixture
def settings(lived: World, tmp_path: Path) -> Settings:
    lived.database.close()
    return Settings(data_dir=tmp_path)


def rows(url: str) -> dict[str, list[Any]]:
    """Return every row of every table."""
    with closing(Database(url)) as database:
        return {
            table.name: sorted(
                database.read(lambda s, t=table: s.execute(select(t)).all()), key=repr
            )
            for table in METADATA.sorted_tables
        }


def test_every_row_is_there_and_the_next_one_has_a_number_of_its_own(
    settings: Settings, database_url: str
) -> None:
    counted = transfer(settings, database_url)
    there = rows(database_url)
    assert there == rows(settings.database_url)
    assert counted == {name: len(each) for name, each in there.items()}
    assert counted["payments"] > 0
    with closing(Database(database_url)) as database:
        database.write(lambda s: s.add(Estate(office_code="TWO", name="another")))


def test_where_something_is_already_nothing_is_put(settings: Settings, database_url: str) -> None:
    transfer(settings, database_url)
    with pytest.raises(Failed, match="empty PostgreSQL"):
        transfer(settings, database_url)
    with pytest.raises(Failed, match="empty PostgreSQL"):
        transfer(settings, f"sqlite:///{settings.data_dir / 'other.db'}")
    with pytest.raises(Failed, match="not SQLite"):
        transfer(settings.model_copy(update={"database_url": database_url}), database_url)


def test_what_does_not_fit_leaves_nothing_behind(settings: Settings, database_url: str) -> None:
    """PostgreSQL refuses what SQLite took: a NUL in a text, in one of the last tables."""
    with closing(Database(settings.database_url)) as here:
        here.write(
            lambda s: s.execute(text("UPDATE payments SET reference = char(65, 0) WHERE id = 1"))
        )
    with pytest.raises(Failed, match="payments"):
        transfer(settings, database_url)
    with closing(Database(database_url)) as database:
        assert schema_of(database)[0] is Schema.EMPTY


def test_the_operator_reads_what_was_moved(settings: Settings, database_url: str) -> None:
    ended = command(settings.data_dir, "migrate", "--to", database_url)
    assert ended.returncode == 0, ended.stderr
    assert "charges" in ended.stdout
    assert "DATABASE_URL" in ended.stdout
    again = command(settings.data_dir, "migrate", "--to", "mysql://here/there")
    assert (again.returncode, "postgresql" in again.stderr) == (1, True)
