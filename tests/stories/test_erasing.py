"""What is erased is gone: the row's handle, the bytes, the key, and what a backup brings back."""

import base64
from collections.abc import Iterator
from contextlib import closing
from errno import ENOSPC

import pytest
from cryptography.exceptions import InvalidTag
from sqlmodel import Session, col, select

from bot.backups import backup, restore
from bot.fetch import Fetcher
from bot.settings import Settings
from bot.upgrading import prepare
from models.database import Database
from models.faults import strike_with
from models.files.store import SealedKey, Store
from models.files.tables import File, FileState
from models.papers.erasing import erase_all_of, erasures_in, noted_as_erased
from models.papers.operations import erase_restored, put_away
from models.papers.tables import FileKey, Paper, PaperState
from tests.support.canaries import Overheard
from tests.support.copies import INSURANCE, LICENCE, asked_and_taken, gives, on_disk, papers
from tests.support.telling import picture
from tests.support.world import World


class Killed(BaseException):
    """The process ends here."""


@pytest.fixture(autouse=True)
def no_more_disasters() -> Iterator[None]:
    yield
    strike_with(None)


def die_at(wanted: int) -> None:
    """Let the process end at that pass of a point beside a file."""
    passed = []

    def strike(point: str) -> None:
        if point.startswith("file."):
            passed.append(point)
            if len(passed) == wanted:
                raise Killed

    strike_with(strike)


def files(session: Session) -> list[File]:
    return list(session.exec(select(File).order_by(col(File.id))))


def keys(session: Session) -> list[FileKey]:
    return list(session.exec(select(FileKey).order_by(col(FileKey.id))))


async def test_everybody_s_files_are_under_a_key_of_their_own(world: World) -> None:
    """SEC-01: on the disk nothing can be read without that key, nor the key without ours."""
    for name, shade in (("anna", 10), ("anna", 90), ("chen", 10)):
        await world.humans[name].sends(photos=[picture(shade)])
    anna, chen = world.read(keys)
    first, _, his = world.read(files)
    opened = [SealedKey(each.name, each.sealed) for each in (anna, chen)]
    assert world.store.get(first.digest, opened[0])[:2] == b"\xff\xd8"
    stolen = SealedKey(anna.name, chen.sealed)
    other = Store(world.store.root, b"another installation's key 32 by")
    for store, digest, key in (
        (world.store, first.digest, stolen),
        (other, first.digest, opened[0]),
    ):
        with pytest.raises(InvalidTag):
            store.get(digest, key)
    assert his.digest != first.digest
    assert not [p for p in world.store.root.rglob("*") if p.is_file() and b"JFIF" in p.read_bytes()]


@pytest.mark.parametrize("death", [0, 1, 2, 3, 4])
async def test_a_copy_is_erased_over_any_death(world: World, death: int) -> None:
    """SEC-02: the list says so first, then the bytes go, then the row; whatever comes between."""
    await asked_and_taken(world)
    paper = await gives(world, LICENCE, photos=[picture()])
    (digest,) = on_disk(world)
    world.write(lambda s: put_away(s, s.get_one(Paper, paper), now=world.clock.now()))
    if death:
        die_at(death)
        with pytest.raises(Killed):
            await world.settles()
        strike_with(None)
    await world.settles()
    assert on_disk(world) == []
    (file,) = world.read(files)
    assert (file.state, file.handle, file.digest) == (FileState.ERASED, "", None)
    assert digest in (world.store.root.parent / "erasures").read_text()


@pytest.mark.parametrize("death", [1, 2])
async def test_a_file_is_kept_once_over_a_death(world: World, death: int) -> None:
    """SEC-02: no copy without a row is left on the disk, from which nothing would remove it."""
    die_at(death)
    with pytest.raises(Killed):
        await world.humans["anna"].sends(photos=[picture()])
    strike_with(None)
    await world.settles()
    (file,) = world.read(files)
    assert (file.state, [file.digest]) == (FileState.KEPT, on_disk(world))
    assert len(world.read(keys)) == 1


async def test_what_somebody_sends_again_after_it_was_erased_stays(world: World) -> None:
    await asked_and_taken(world)
    paper = await gives(world, LICENCE, photos=[picture()])
    world.write(lambda s: put_away(s, s.get_one(Paper, paper), now=world.clock.now()))
    await world.settles()
    await gives(world, LICENCE, photos=[picture()])
    listed = noted_as_erased(erasures_in(world.store.root.parent))
    world.write(lambda s: erase_restored(s, listed, now=world.clock.now()))
    await world.settles()
    assert [each.state for each in papers(world)] == [PaperState.ERASED, PaperState.KEPT]
    assert len(on_disk(world)) == 1


@pytest.mark.sqlite
@pytest.mark.parametrize("whole", [False, True], ids=["one copy", "everything of a person"])
async def test_a_restored_backup_brings_nothing_back(world: World, whole: bool) -> None:
    """SEC-02: neither rows nor bytes nor keys; what was not erased comes back."""
    root = world.store.root.parent
    (root / "file.key").write_bytes(base64.b64encode(bytes(32)))
    await asked_and_taken(world)
    paper = await gives(world, LICENCE, photos=[picture()])
    await gives(world, INSURANCE, photos=[picture(90)])
    back = Settings(data_dir=root, database_url=f"sqlite:///{root / 'back.db'}")
    made = backup(world.database, back, bytes(32), now=world.clock.now())
    if whole:
        world.write(lambda s: erase_all_of(s, s.get_one(Paper, paper).person_id))
    else:
        world.write(lambda s: put_away(s, s.get_one(Paper, paper), now=world.clock.now()))
    await world.settles()
    left = on_disk(world)

    restore(back, made, now=world.clock.now())
    assert len(on_disk(world)) == 2
    with closing(Database(back.database_url)) as database:
        prepare(database, back)
        await Fetcher(database, world.desk.bot, world.store, world.clock).drain()
        states = [each.state for each in database.read(lambda s: s.exec(select(Paper)).all())]
        sealed = [each.sealed is None for each in database.read(keys)]
    gone = PaperState.ERASED
    assert states == ([gone, gone] if whole else [gone, PaperState.KEPT])
    assert (sealed, on_disk(world)) == ([whole], left)


async def test_a_full_disk_only_delays_what_comes_and_what_goes(
    world: World, overheard: Overheard
) -> None:
    """The file is still wanted, the erased one still there; with room again both are done."""
    strike_with(is_full)
    await world.humans["anna"].sends(photos=[picture()])
    assert [each.state for each in world.read(files)] == [FileState.WANTED]
    strike_with(None)
    await world.settles()
    assert [each.state for each in world.read(files)] == [FileState.KEPT]
    sender = world.read(files)[0].sender_id
    strike_with(is_full)
    world.write(lambda session: erase_all_of(session, sender))
    await world.settles()
    assert len(on_disk(world)) == 1
    strike_with(None)
    await world.settles()
    assert on_disk(world) == []
    assert overheard.errors
    overheard.errors.clear()


def is_full(point: str) -> None:
    """Let nothing be written."""
    if point.startswith("file."):
        raise OSError(ENOSPC, "No space left on device")
