"""A backup is whole or not there, is read by its key only, and comes back as it was."""

import stat
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from bot.backups import backup, restore
from bot.failures import FULL, UNWRITTEN, Failed
from bot.settings import Settings
from bot.upgrading import prepare
from models import installation
from models.database import Database, Occupied
from models.faults import strike_with
from tests.support.small_disk import on_a_small_disk

NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


class Killed(BaseException):
    """The process ends here."""


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    return Settings(data_dir=tmp_path / "var", database_url=database_url)


@pytest.fixture(autouse=True)
def no_more_disasters() -> Iterator[None]:
    yield
    strike_with(None)


def remember(settings: Settings, value: str) -> None:
    database = Database(settings.database_url)
    try:
        prepare(database, settings)
        database.write(lambda session: installation.put(session, "bot_username", value))
    finally:
        database.close()


def remembered(settings: Settings) -> str | None:
    database = Database(settings.database_url)
    try:
        return database.read(lambda session: installation.get(session, "bot_username"))
    finally:
        database.close()


def backed_up(settings: Settings, now: datetime = NOW) -> Path:
    database = Database(settings.database_url)
    try:
        return backup(database, settings, prepare(database, settings), now=now)
    finally:
        database.close()


def a_file(settings: Settings, content: str = "sealed") -> Path:
    path = settings.data_dir / "files" / "ab" / "abcd"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content)
    return path


def die_at(point: str) -> None:
    def strike(passed: str) -> None:
        if passed == point:
            raise Killed

    strike_with(strike)


def test_what_was_backed_up_comes_back_with_its_files(settings: Settings):
    remember(settings, "before")
    photo = a_file(settings)
    made = backed_up(settings)
    assert stat.S_IMODE(made.stat().st_mode) == 0o600
    remember(settings, "after")
    photo.unlink()

    aside = restore(settings, made, now=NOW)
    assert remembered(settings) == "before"
    assert photo.read_text() == "sealed"
    if aside is not None:  # SQLite keeps the old one beside it
        old = settings.model_copy(update={"database_url": f"sqlite:///{aside}"})
        assert remembered(old) == "after"


def test_a_backup_tells_nothing_without_its_key(settings: Settings):
    remember(settings, "canary_bot")
    made = backed_up(settings)
    assert b"canary_bot" not in made.read_bytes()
    settings.file_key_file.write_text("A" * 43 + "=")
    with pytest.raises(Failed, match="another key"):
        restore(settings, made, now=NOW)
    assert remembered(settings) == "canary_bot"


@pytest.mark.parametrize("harm", ["cut", "bent", "empty"])
def test_a_damaged_backup_changes_nothing(settings: Settings, harm: str):
    remember(settings, "before")
    a_file(settings, "x" * 3_000_000)
    made = backed_up(settings)
    content = bytearray(made.read_bytes())
    content[len(content) // 2] ^= 1
    harmed = {"cut": content[: len(content) // 2], "bent": content, "empty": b""}[harm]
    made.write_bytes(harmed)
    remember(settings, "after")
    with pytest.raises(Failed, match="nothing was changed"):
        restore(settings, made, now=NOW)
    assert remembered(settings) == "after"


@pytest.mark.parametrize("point", ["file.before", "file.after"])
def test_a_kill_during_a_backup_leaves_a_whole_one_or_none(settings: Settings, point: str):
    remember(settings, "before")
    die_at(point)
    with pytest.raises(Killed):
        backed_up(settings)
    strike_with(None)
    found = list((settings.data_dir / "backups").glob("*.backup"))
    assert len(found) == (0 if point == "file.before" else 1)
    for each in found:
        restore(settings, each, now=NOW)
    assert remembered(settings) == "before"


@pytest.mark.sqlite  # PostgreSQL restores in one transaction of its own
@pytest.mark.parametrize("passed", range(1, 9))
def test_a_kill_during_a_restore_leaves_the_old_or_the_new_one(settings: Settings, passed: int):
    """Eight fault points: the old one aside, two files of its log, the new one; then it is new."""
    remember(settings, "before")
    made = backed_up(settings)
    remember(settings, "after")
    points = count(1)

    def die(_: str) -> None:
        if next(points) == passed:
            raise Killed

    strike_with(die)
    with pytest.raises(Killed):
        restore(settings, made, now=NOW)
    strike_with(None)
    assert remembered(settings) == ("before" if passed == 8 else "after")


def test_a_restore_waits_until_the_bot_is_stopped(settings: Settings):
    remember(settings, "before")
    made = backed_up(settings)
    running = Database(settings.database_url)
    prepare(running, settings)
    with pytest.raises((Occupied, Failed)):
        restore(settings, made, now=NOW)
    running.close()


def test_backups_are_kept_for_thirty_days(settings: Settings):
    remember(settings, "before")
    first, second = backed_up(settings), backed_up(settings, NOW + timedelta(days=29))
    third = backed_up(settings, NOW + timedelta(days=31))
    kept = set((settings.data_dir / "backups").iterdir())
    assert kept == {second, third}
    assert first not in kept


def test_a_lost_key_is_never_replaced_by_itself(settings: Settings):
    remember(settings, "before")
    key = settings.file_key_file.read_bytes()
    assert stat.S_IMODE(settings.file_key_file.stat().st_mode) == 0o600
    settings.file_key_file.unlink()
    with pytest.raises(Failed, match=r"key file .* is missing.*put your copy"):
        remember(settings, "after")
    assert not settings.file_key_file.exists()
    settings.file_key_file.write_bytes(key)
    remember(settings, "after")


def test_another_key_is_refused_while_the_old_one_is_needed(settings: Settings):
    remember(settings, "before")
    a_file(settings)
    settings.file_key_file.write_text("A" * 43 + "=")
    with pytest.raises(Failed, match="not the one"):
        remember(settings, "after")


@pytest.mark.sqlite  # PostgreSQL's files are on another disk
@pytest.mark.slow
def test_a_full_disk_is_said_and_changes_nothing(tmp_path: Path):
    """At every amount of room, from none to enough: one sentence, and all stays as it was."""
    found = on_a_small_disk(tmp_path)
    for kind in ("backups", "restores"):
        *refused, last = found[kind]
        assert len(refused) > 3
        assert {each["said"] for each in refused} <= {FULL, UNWRITTEN}
        assert [each["changed"] for each in refused] == [[]] * len(refused)
        assert last["said"] is None
    assert found["now"] == "before"
