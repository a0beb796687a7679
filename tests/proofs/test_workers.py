"""Several workers on PostgreSQL: one leads, all work, and a death changes nothing."""

from pathlib import Path

import pytest

from models.database import Database
from models.migrating import upgrade
from tests.stories import test_visits
from tests.support.trial import Nursery
from tests.support.workers import shared
from tests.support.world import found_estate


@pytest.fixture
def founded_there(database_url: str) -> str:
    """The address of a database in which the estate was founded."""
    database = Database(database_url)
    upgrade(database)
    database.write(found_estate)
    database.close()
    return database_url


@pytest.mark.postgres
@pytest.mark.slow
async def test_a_story_goes_on_whoever_takes_it_in(
    founded_there: str, tmp_path: Path, born: list[Nursery]
) -> None:
    """Updates come to two workers in turns; one of them sends, and nothing is out of order."""
    async with shared(born, tmp_path / "shared", founded_there) as world:
        await test_visits.test_a_resident_moves_the_visit_and_both_sides_know(world)
        assert len(await world.line.ready()) == 2
        assert sum(each["leads"] for each in await world.line.ready()) == 1
