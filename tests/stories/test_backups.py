"""The backup of the month: made by the clock, proved by a restore, told; a failure is loud."""

import base64
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import select

from bot.backups import Proof, prove
from bot.commands import backups
from bot.commands.doctor import doctor
from bot.failures import Failed
from bot.settings import Settings
from bot.web import Health
from models.backups.tables import BackupRun
from models.due import coming
from scheduler.backups import plan_backups
from tests.support.telling import picture
from tests.support.world import World

KEY = bytes(32)


@pytest.fixture
def settings(world: World) -> Settings:
    root = world.store.root.parent
    (root / "file.key").write_bytes(base64.b64encode(KEY))
    (root / "file.key").chmod(0o600)
    return Settings(data_dir=root, database_url=str(world.database.url))


@pytest.fixture
def overheard_errors(overheard) -> Iterator[list[str]]:
    yield overheard.errors
    overheard.errors.clear()


async def works(world: World, settings: Settings) -> None:
    """Let the part of the process that makes backups look once, and what it says arrive."""
    await backups.make_due(settings, world.database, world.clock)
    await world.settles()


def in_folder(settings: Settings) -> list[Path]:
    return sorted((settings.data_dir / "backups").glob("*.backup"))


def runs(world: World) -> list[BackupRun]:
    found: list[BackupRun] = world.read(lambda s: s.exec(select(BackupRun)).all())
    return found


async def test_on_the_30th_a_backup_is_made_proved_and_told(
    world: World, settings: Settings
) -> None:
    """OWN-07, S-47: not a minute earlier; every row counted, every file opened; then the next."""
    head = world.humans["head"]
    await world.humans["anna"].sends(photos=[picture()])
    plan_backups(world.database, world.clock)
    await world.waits(days=6, hours=17)  # Monday, the 30th, 01:30
    await works(world, settings)
    assert in_folder(settings) == []
    await world.waits(hours=1)
    await works(world, settings)
    (made,) = in_folder(settings)
    assert head.sees("11月30日", "试恢复", "1 个文件")
    (run,) = runs(world)
    proof = Proof(run.rows, run.files)
    assert (run.on, run.state, run.file) == (date(2026, 11, 30), "made", made.name)
    assert prove(made, KEY) == proof
    await works(world, settings)
    assert len(in_folder(settings)) == 1
    ahead = world.read(lambda s: coming(s, 99))
    planned = [each.facts["on"] for each in ahead if each.kind == "BackupIsDue"]
    assert planned == ["2026-12-30"]


@pytest.mark.sqlite
async def test_a_backup_that_cannot_be_restored_is_none_and_that_is_loud(
    world: World, settings: Settings, overheard_errors: list[str]
) -> None:
    """OWN-07: head, doctor and /readyz say so; in an hour it is tried again, and all is well."""
    head, health = world.humans["head"], Health(world.desk, settings)
    await world.humans["anna"].sends(photos=[picture()])
    (photo,) = (each for each in world.store.root.rglob("*") if each.is_file())
    content = photo.read_bytes()
    photo.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    plan_backups(world.database, world.clock)
    await world.waits(days=6, hours=18)
    await works(world, settings)
    assert head.sees("⚠", "没有成功", "一小时后再试")
    assert world.humans["management"].heard_of("没有成功") == 1
    assert (await health.figures())["backup_missing"] == 1
    with pytest.raises(Failed, match="backup of the month is missing"):
        doctor(world.database, settings, {})
    photo.write_bytes(content)
    await world.waits(hours=1)
    await works(world, settings)
    assert head.sees("试恢复")
    assert (await health.figures())["backup_missing"] == 0
    assert overheard_errors
