"""What every test may ask for."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from bot import processor
from locales.catalogue import Catalogue
from models.database import Database
from models.migrating import upgrade
from tests.support.canaries import SECRET, Overheard, overhearing, personal, told_to_groups
from tests.support.postgres import Postgres, private_postgres
from tests.support.world import World, open_world

# A busy machine is no bug: pytest's own time limit stays.
settings.register_profile("guanjia", deadline=None, print_blob=True)
settings.load_profile("guanjia")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database",
        choices=("sqlite", "postgresql"),
        default="sqlite",
        help="on which database the tests run that touch one",
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """PostgreSQL runs what touches a database, SQLite what is not about PostgreSQL."""
    if config.getoption("--database") == "postgresql":
        left_out = [
            item
            for item in items
            if "database_url" not in item.fixturenames or item.get_closest_marker("sqlite")
        ]
    else:
        left_out = [item for item in items if item.get_closest_marker("postgres")]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in set(left_out)]


@pytest.fixture(autouse=True)
def overheard() -> Iterator[Overheard]:
    """Everything that is logged in this test; the token is never part of it."""
    with overhearing() as heard:
        yield heard
    assert heard.tells([SECRET]) == []


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """One private server for each worker of the run; started when first asked for."""
    with private_postgres() as server:
        yield server


@pytest.fixture
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a new, empty database of the kind that --database names."""
    if request.config.getoption("--database") == "sqlite":
        yield f"sqlite:///{tmp_path / 'guanjia.db'}"
        return
    server: Postgres = request.getfixturevalue("postgres")
    name = server.create()
    yield server.url(name)
    server.drop(name)


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """Every text, loaded once."""
    return Catalogue.load()


@pytest.fixture
async def world(
    database_url: str,
    tmp_path: Path,
    catalogue: Catalogue,
    overheard: Overheard,
    monkeypatch: pytest.MonkeyPatch,
) -> AsyncIterator[World]:
    """A small estate, its people, and a whole front desk."""
    database = Database(database_url)
    upgrade(database)
    monkeypatch.setattr(processor, "PATIENCE", 60.0)  # a busy machine is not part of a story
    opened = await open_world(database, tmp_path, catalogue)
    yield opened
    await opened.desk.application.shutdown()
    told, logged = told_to_groups(opened), overheard.tells(personal(opened))
    database.close()
    assert (told, logged) == ([], [])
    assert opened.telegram.unknown_methods == []
