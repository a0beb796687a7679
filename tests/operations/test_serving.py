"""A bot of which a part has ended does not go on as if nothing had happened."""

import asyncio
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError
from sqlmodel import Session, select

from bot.app import watched
from bot.failures import Failed
from bot.intake import Intake
from models.database import Database
from models.due import coming
from models.faults import strike_with
from models.inbox import Inbox, Kept
from scheduler import runner
from scheduler.timetable import TIMETABLE
from tests.support.answers import with_faq
from tests.support.world import World, sets


async def test_half_a_bot_is_none() -> None:
    """What went well may end; an error ends all with one sentence, so that systemd starts anew."""

    async def introduces() -> None:
        """Be done at once."""

    async def sends() -> None:
        raise KeyError("outbox")

    async def polls() -> None:
        await asyncio.get_running_loop().create_future()

    tasks = [asyncio.create_task(each()) for each in (introduces, sends, polls)]
    with pytest.raises(Failed, match="Start it again"):
        await watched(tasks)
    tasks[-1].cancel()


async def test_what_has_its_day_is_in_the_book_as_soon_as_the_bot_serves(world: World) -> None:
    """S-38, S-47, CMP-23: nobody waits ten minutes for it, and no short life misses it."""
    loop, ran = asyncio.get_running_loop(), asyncio.Semaphore(0)
    clock, database = world.clock, world.database
    ticker = runner.start(database, clock, after=lambda: loop.call_soon_threadsafe(ran.release))
    for _ in TIMETABLE:
        await ran.acquire()
    ticker.shutdown()
    planned = {moment.kind for moment in world.read(coming)}
    assert {"LadderIsDue", "BackupIsDue", "BooksAreDue", "FilesAreDue"} <= planned


@pytest.mark.slow
async def test_a_routine_that_is_switched_off_is_not_entered_and_passes_in_silence(
    world: World,
) -> None:
    """S-47: what is in the book already asks nobody; switched on again it is entered."""
    routines = {"BooksAreDue", "QuizComes", "RefreshComes", "FilesAreDue", "BackupIsDue"}

    def planned() -> set[str]:
        for tick in TIMETABLE:
            tick.job(world.database, world.clock)
        return {moment.kind for moment in world.read(coming)} & routines

    with_faq(world)
    assert planned() == routines
    world.write(lambda session: sets(session, "routine.jobs", []))
    before = sum(len(human.heard) for human in world.humans.values())
    await world.waits(days=190)
    assert sum(len(human.heard) for human in world.humans.values()) == before
    assert planned() == set()
    world.write(lambda session: sets(session, "routine.jobs", ["faq_quiz"]))
    assert planned() == {"QuizComes"}


@pytest.mark.parametrize("fails", [0, 1, 2])
async def test_what_comes_together_is_stored_by_one_commit(world: World, fails: int) -> None:
    """Where that fails, each alone: of five, only the one that is refused again is not there."""
    points: list[str] = []
    given: list[Kept] = []
    intake = Intake(world.database, world.clock, given.extend)

    def strike(point: str) -> None:
        if point == "commit.before":
            points.append(point)
            if 1 < len(points) < 2 + fails:
                raise OperationalError("COMMIT", {}, Exception("database is locked"))

    async def keep(number: int) -> None:
        await intake.keep([{"update_id": FIRST + number}])

    strike_with(strike)
    try:
        first = asyncio.create_task(keep(0))
        await asyncio.sleep(0)  # it has begun to store; the others come meanwhile
        rest = await asyncio.gather(*(keep(n) for n in range(1, 6)), return_exceptions=True)
        await first
    finally:
        strike_with(None)
    refused = [each for each in rest if each is not None]
    wanted = select(Inbox.update_id).where(Inbox.update_id >= FIRST)
    there = set(world.read(lambda s: s.exec(wanted).all()))
    assert len(refused) == max(0, fails - 1)
    assert there == {each.raw["update_id"] for each in given}
    assert len(given) == 6 - len(refused)
    assert len(points) == (7 if fails else 2)


async def test_what_was_stored_though_its_commit_failed_has_its_turn(world: World) -> None:
    given: list[Kept] = []
    intake = Intake(world.database, world.clock, given.extend)

    def strike(point: str) -> None:
        if point == "commit.after":
            strike_with(None)
            raise OperationalError("COMMIT", {}, Exception("the connection was lost"))

    strike_with(strike)
    await intake.keep([{"update_id": FIRST}])
    assert [each.raw["update_id"] for each in given] == [FIRST]


async def test_whoever_is_cancelled_ends_the_bot_too():
    tasks = [asyncio.create_task(asyncio.sleep(3600)) for _ in range(2)]
    asyncio.get_running_loop().call_soon(tasks[0].cancel)
    with pytest.raises(Failed, match="Start it again"):
        await watched(tasks)
    tasks[1].cancel()


@pytest.mark.sqlite
def test_a_disk_that_is_full_costs_the_writer_no_connection(tmp_path: Path):
    """SQLite ends the transaction by itself, and the savepoint of the turn with it."""
    with closing(Database(f"sqlite:///{tmp_path / 'guanjia.db'}")) as database:

        def fills(session: Session) -> None:
            session.begin_nested()
            session.connection().exec_driver_sql("ROLLBACK")  # as SQLite does
            raise OperationalError("INSERT", {}, Exception("database or disk is full"))

        with pytest.raises(OperationalError, match="is full"):
            database.write(fills)
        assert database.engine.pool.checkedout() == 0  # type: ignore[attr-defined]
        assert database.write(lambda session: session.is_active)


FIRST = 900_000
