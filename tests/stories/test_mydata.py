"""What is known of somebody: their copy of it, their wish to be forgotten, what then is left."""

import base64
from contextlib import closing
from pathlib import Path

import pytest
from sqlmodel import select

from bot.backups import backup, prove, restore
from bot.fetch import Fetcher
from bot.settings import Settings
from bot.upgrading import prepare
from locales.catalogue import Catalogue
from models.cases.tables import Case
from models.database import Database
from models.people.operations import person_of
from models.people.tables import Person
from tests.support.own_data import HERS, a_closed_case, documents, opened, traces
from tests.support.parking import rents
from tests.support.postgres import Postgres
from tests.support.telling import report
from tests.support.world import World, open_world


def beside(root: Path) -> Settings:
    """Return the settings of an installation with the same files and a database of its own."""
    (root / "file.key").write_bytes(base64.b64encode(bytes(32)))
    return Settings(data_dir=root, database_url=f"sqlite:///{root / 'back.db'}")


async def as_started(world: World, settings: Settings) -> tuple[list[str], Case]:
    """Return who is known and what was reported when a bot has started on what was restored."""
    with closing(Database(settings.database_url)) as database:
        prepare(database, settings)
        await Fetcher(database, world.desk.bot, world.store, world.clock).drain()
        assert database.read(lambda s: person_of(s, 11)) is None
        names = database.read(lambda s: s.exec(select(Person.name)).all())
        return list(names), database.read(lambda s: s.exec(select(Case)).one())


@pytest.mark.sqlite
async def test_anna_has_her_copy_is_forgotten_and_no_restore_brings_her_back(world: World) -> None:
    """SEC-01, OWN-08: JSON and files to her alone; after the days nothing of her is anywhere.

    A backup of before then comes back without her.
    """
    anna, root = world.humans["anna"], world.store.root.parent
    stage = Path(world.database.url.database or "").parent
    settings = beside(root)
    world.write(lambda session: rents(session, "林秀英"))
    await a_closed_case(world)
    await anna.says("/mydata")
    told, files = opened(documents(anna)[-1])
    assert told["本人资料"][0]["电话"] == "+8613800000011"
    assert "厨房水龙头一直滴水" in told["报修"][0]["您说的话"]
    assert ([each[:2] for each in files], "张建国" in str(told)) == ([b"\xff\xd8"], False)

    await anna.says("/forget")
    assert anna.sees("原住户", "7 天", "Telegram")
    await anna.presses("删除我的资料")
    await world.waits(days=7)
    assert anna.sees("就要删除")
    await anna.says("/cases")
    assert "№1" in anna.heard[-1]
    older = backup(world.database, settings, bytes(32), now=world.clock.now())
    assert traces(stage, *HERS)
    await world.waits(days=1)
    assert anna.sees("已经删除", "请您自己删除")
    await anna.says("/cases")
    assert "请先登记一次" in anna.heard[-1]
    assert traces(root, *HERS) + traces(stage, *HERS, named="stage*") == []

    restore(settings, older, now=world.clock.now())
    assert traces(root, *HERS, named="back.db*") == []
    names, case = await as_started(world, settings)
    assert (names.count("原住户"), case.home_id, case.number) == (1, None, 1)
    assert traces(root, *HERS) == []


@pytest.mark.postgres
async def test_a_backup_of_postgresql_comes_back_without_whom_it_forgot(
    world: World, postgres: Postgres, catalogue: Catalogue
) -> None:
    """OWN-07, SEC-01: into a database made anew; every row but hers, and the desk goes on there."""
    anna, root = world.humans["anna"], world.store.root.parent
    name = postgres.create()
    settings = beside(root).model_copy(update={"database_url": postgres.url(name)})
    world.write(lambda session: rents(session, "林秀英"))
    await a_closed_case(world)
    older = backup(world.database, settings, bytes(32), now=world.clock.now())
    assert prove(older, bytes(32)).rows > 100
    restore(settings, older, now=world.clock.now())
    assert "林秀英" in names_in(settings)
    await anna.says("/forget")
    await anna.presses("删除我的资料")
    await world.waits(days=9)

    postgres.drop(name)
    postgres.copy("template0", name)
    restore(settings, older, now=world.clock.now())
    assert "林秀英" not in names_in(settings)
    with closing(Database(settings.database_url)) as database:
        prepare(database, settings)
        again = await open_world(database, root, catalogue)
        again.clock.move_to(world.clock.now())
        await again.humans["anna"].says("/cases")
        assert "请先登记一次" in again.humans["anna"].heard[-1]
        await report(again, "chen", told="陈家的灯坏了", home="1号楼 102", trade="电")
        assert again.humans["chen"].sees("№2")
        await again.desk.application.shutdown()
    postgres.drop(name)


def names_in(settings: Settings) -> list[str]:
    """Return the names of everybody in what was restored, as no start has seen it yet."""
    with closing(Database(settings.database_url)) as database:
        return list(database.read(lambda s: s.exec(select(Person.name)).all()))
