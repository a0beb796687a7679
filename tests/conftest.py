"""What every test may ask for."""

import gc
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from bot import processor
from locales.catalogue import Catalogue
from models.database import Database
from tests.support.canaries import SECRET, Overheard, overhearing
from tests.support.ground import Ground, on_postgres, on_sqlite
from tests.support.postgres import Postgres, private_postgres
from tests.support.wholeness import ends_whole
from tests.support.world import World, open_world

# A busy machine is no bug: pytest's own time limit stays.
settings.register_profile("guanjia", deadline=None, print_blob=True)
settings.load_profile("guanjia")
DATABASES = {"database_url", "ground"}  # the fixtures of what touches one


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
            if DATABASES.isdisjoint(item.fixturenames) or item.get_closest_marker("sqlite")
        ]
    else:
        left_out = [item for item in items if item.get_closest_marker("postgres")]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in set(left_out)]


def pytest_collection_finish() -> None:
    """What is imported by now stays: the collector need not look at it again and again."""
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


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


@pytest.fixture(scope="session")
def ground(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Ground]:
    """One database for all stories, of the kind that --database names."""
    if request.config.getoption("--database") == "sqlite":
        found = on_sqlite(tmp_path_factory.mktemp("ground"))
    else:
        found = on_postgres(request.getfixturevalue("postgres"))
    with found as ground:
        yield ground


@pytest.fixture
def founded(ground: Ground) -> Database:
    """The estate of the stories, in which nothing has happened yet."""
    ground.lay()
    return ground.database


@pytest.fixture
async def world(
    founded: Database,
    tmp_path: Path,
    catalogue: Catalogue,
    overheard: Overheard,
    monkeypatch: pytest.MonkeyPatch,
) -> AsyncIterator[World]:
    """A small estate, its people, and a whole front desk."""
    monkeypatch.setattr(processor, "PATIENCE", 60.0)  # a busy machine is not part of a story
    opened = await open_world(founded, tmp_path, catalogue)
    yield opened
    await ends_whole(opened, overheard)
