"""A worker that starts while PostgreSQL is away: it waits, as one that runs does."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.callers import listening
from tests.support.postgres import Postgres, private_postgres
from tests.support.process import running
from tests.support.stubborn import Stubborn

pytestmark = pytest.mark.slow
TELEGRAM = {"TELEGRAM_TOKEN": "42:STUBBORN"}


@pytest.fixture
def server() -> Iterator[Postgres]:
    """Give a PostgreSQL that was stopped."""
    with private_postgres() as server:
        server.stops()
        try:
            yield server
        finally:
            server.starts()


async def test_it_begins_when_postgresql_is_there(server: Postgres, tmp_path: Path) -> None:
    url = server.url("postgres")
    async with listening(Stubborn().application()) as api:
        settings = {**TELEGRAM, "TELEGRAM_API_URL": api, "DATABASE_URL": url}
        async with running(tmp_path / "data", "run", **settings) as bot:
            await bot.prints("PostgreSQL not reached yet")
            server.starts()
            await bot.prints("serving")
            assert await bot.stops() == 0
    server.stops()


async def test_it_ends_when_it_is_told_to(server: Postgres, tmp_path: Path) -> None:
    settings = {**TELEGRAM, "DATABASE_URL": server.url("postgres")}
    async with running(tmp_path / "data", "run", **settings) as bot:
        await bot.prints("PostgreSQL not reached yet")
        assert await bot.stops() == 0
        assert "Traceback" not in bot.printed.read_text()


async def test_a_server_that_refuses_us_is_no_server_that_is_away(tmp_path: Path) -> None:
    """One sentence, and the end: no waiting makes a wrong address right."""
    with private_postgres() as server:
        settings = {**TELEGRAM, "DATABASE_URL": server.url("nowhere")}
        async with running(tmp_path / "data", "run", **settings) as bot:
            assert await bot.ends() == 1
            said = bot.printed.read_text()
    assert said.endswith("The database does not answer: start PostgreSQL and check DATABASE_URL.\n")
    assert "not reached" not in said
