"""What another worker kept has its turn, in its order; of all workers one leads."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlmodel import Session, select

from bot import intake, leading
from bot.commands.backups import make_due
from bot.intake import lane_of
from bot.keys import file_key
from bot.leading import Leading
from bot.settings import Settings
from models import inbox
from models.clock import MovableClock
from models.database import Database
from models.faults import strike_with
from models.inbox import Inbox, InboxState
from models.lead import LeadLost
from scheduler.backups import plan_backups
from tests.support.world import World

pytestmark = pytest.mark.postgres


def kept_elsewhere(world: World, said: str) -> None:
    """Let Anna write this, and a worker keep it that dies then."""
    world.telegram.says(11, 11, said)
    (update,) = world.telegram.pending()
    world.telegram.confirm(update["update_id"] + 1)
    now = world.clock.now()
    world.write(lambda s: inbox.keep(s, [(lane_of(update), update)], now=now))


def waiting(session: Session) -> int:
    return len(session.exec(select(Inbox.id).where(Inbox.state == InboxState.WAITING)).all())


async def test_what_came_before_goes_first_whoever_kept_it(world: World) -> None:
    anna = world.humans["anna"]
    kept_elsewhere(world, "/repair")
    await anna.says("/cancel")
    assert world.read(waiting) == 0
    assert "哪方面" not in anna.heard[-1], anna.heard


async def test_what_is_seen_waiting_twice_is_anybody_s(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "ADOPTS", 0.01)
    kept_elsewhere(world, "/repair")
    adopting = asyncio.create_task(world.desk.intake.adopt())
    async with asyncio.timeout(30):
        while world.read(waiting):  # noqa: ASYNC110 - of the database
            await asyncio.sleep(0.01)
    adopting.cancel()
    await world.settles()
    assert world.humans["anna"].sees("哪方面")


@pytest.mark.parametrize("nth", [0, 1])
def test_of_two_that_start_at_once_both_have_the_same_key(
    world: World, tmp_path: Path, nth: int
) -> None:
    """Though they have one number too, as all that is first in its container."""
    settings = Settings(data_dir=tmp_path)
    theirs: list[bytes] = []
    passed = count()

    def meanwhile(point: str) -> None:
        if point == "file.before" and next(passed) == nth:
            strike_with(None)
            theirs.append(file_key(world.database, settings))

    strike_with(meanwhile)
    try:
        assert [file_key(world.database, settings)] == theirs
    finally:
        strike_with(None)


class Leader:
    """A worker that competes for the lead."""

    def __init__(self, database: Database) -> None:
        self.leading = Leading(database)
        self.begun, self.ended = asyncio.Event(), asyncio.Event()
        self.competing = asyncio.create_task(self.leading.during(self._work))

    async def _work(self) -> None:
        self.begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            self.ended.set()

    async def retires(self) -> None:
        self.competing.cancel()
        await asyncio.gather(self.competing, return_exceptions=True)


@contextmanager
def held_up(database: Database) -> Iterator[None]:
    """Let nobody be answered who asks for the lead."""
    with Session(database.engine) as session:
        session.execute(text("SELECT * FROM leads FOR UPDATE"))
        yield


async def test_who_led_can_change_nothing_under_the_next(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leading, "RENEWS", 0.05)
    async with asyncio.timeout(30):
        first = Leader(world.database)
        await first.begun.wait()
        second = Leader(world.database)
        fence = first.leading.fence()
        world.write(fence)
        await asyncio.sleep(0)  # the second competes by now
        with pytest.raises(LeadLost):
            second.leading.fence()
        await first.retires()
        await second.begun.wait()
        with pytest.raises(LeadLost):
            world.write(fence)
        world.write(second.leading.fence())
        await second.retires()


async def test_a_leader_that_hears_nothing_ends_by_its_own_clock(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leading, "RENEWS", 0.05)
    monkeypatch.setattr(leading, "HOLDS", 0.5)
    async with asyncio.timeout(30):
        leader = Leader(world.database)
        await leader.begun.wait()
        with held_up(world.database):
            await leader.ended.wait()
        await leader.retires()


class Stopped(MovableClock):
    """The clock of a worker that is stopped when it asks `at` that time; another one leads then."""

    def __init__(self, world: World, at: int) -> None:
        super().__init__(world.clock.now())
        self.world, self.at = world, at

    def now(self) -> datetime:
        self.at -= 1
        if self.at == 0:
            self.world.database.writing_beside(
                lambda session: session.execute(text("UPDATE leads SET number = number + 1"))
            ).result()
        return super().now()


async def test_a_worker_that_was_stopped_makes_no_second_backup(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """OWN-07: nothing is there of it, and nobody is told; who leads now makes the one there is."""
    monkeypatch.setattr(leading, "HOLDS", 900.0)
    monkeypatch.setattr(leading, "RENEWS", 300.0)  # a zombie: it renews nothing
    root = world.store.root.parent
    settings = Settings(
        data_dir=root, database_url=world.database.url.render_as_string(hide_password=False)
    )
    file_key(world.database, settings)
    plan_backups(world.database, world.clock)
    await world.waits(days=6, hours=19)
    leader = Leader(world.database)
    async with asyncio.timeout(30):
        await leader.begun.wait()
    zombie = Stopped(world, at=1)
    with pytest.raises(LeadLost):
        await make_due(settings, world.database, zombie, leader.leading.fence())
    assert list((root / "backups").iterdir()) == []
    world.write(lambda session: session.execute(text("UPDATE leads SET number = number - 1")))
    fence = leader.leading.fence()
    with pytest.raises(LeadLost):
        await make_due(settings, world.database, Stopped(world, at=2), fence)
    await leader.retires()
    await world.settles()
    assert world.humans["head"].heard_of("试恢复") == 0
    await make_due(settings, world.database, world.clock)
    await world.settles()
    assert world.humans["head"].heard_of("试恢复") == 1
