"""What several tests of operating it start from."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from models.database import Database
from models.migrating import upgrade
from tests.support.postgres import Postgres
from tests.support.world import found_estate


@pytest.fixture
def founded_url(postgres: Postgres) -> Iterator[str]:
    """Give the address of a database on PostgreSQL with the small estate of the stories."""
    name = postgres.create()
    with closing(Database(postgres.url(name))) as database:
        upgrade(database)
        database.write(found_estate)
    yield postgres.url(name)
    postgres.drop(name)
