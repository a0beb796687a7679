"""A press and the clock at the same moment: both want the case, and the press is first."""

from asyncio import Task, create_task, wrap_future
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from threading import Event
from typing import Any

from sqlalchemy import text
from sqlmodel import Session, col, select

from models.due import Due, Moment
from scheduler.due import ring_one
from tests.support.world import World


async def pressed_as_it_rings(
    world: World, kind: type[Moment], press: Coroutine[Any, Any, None]
) -> None:
    """Let the clock ring its next moment of this kind while the press is about to call it off.

    Somebody else has the case until both want it: the press, and the clock behind it.
    """
    wanted = select(Due).where(Due.kind == kind.__name__, col(Due.settled_at).is_(None))
    row = world.read(lambda s: s.exec(wanted.order_by(col(Due.due_at)).limit(1)).one())
    async with pressed_behind(world, kind.decode(row.kind, row.facts).hold, press) as pressed:
        clock = world.database.writing(lambda s: ring_one(s, row, now=world.clock.now()))
        await _are_waiting(world, 2, unless=pressed)
    assert not await wrap_future(clock), "it was called off"
    await world.settles()


@asynccontextmanager
async def pressed_behind(
    world: World, has: Callable[[Session], object], press: Coroutine[Any, Any, None]
) -> AsyncIterator[Task[None]]:
    """Let somebody have what the press waits for, until the block is through."""
    has_it, lets_go = Event(), Event()

    def somebody_has_it(session: Session) -> None:
        has(session)
        has_it.set()
        assert lets_go.wait(30)

    somebody = world.database.writing(somebody_has_it)
    assert has_it.wait(5) or somebody.result()
    pressed = create_task(press)
    await _are_waiting(world, 1, unless=pressed)
    yield pressed
    lets_go.set()
    somebody.result(30)
    await pressed


async def _are_waiting(world: World, many: int, *, unless: Task[None]) -> None:
    count = text("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
    while await wrap_future(world.database.reading(lambda s: s.scalar(count))) < many:
        assert not unless.done() or unless.result()
