"""A press and the clock at the same moment: both want the case, and the press is first."""

from asyncio import Task, create_task, wrap_future
from collections.abc import Coroutine
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
    has_it, lets_go = Event(), Event()

    def has_the_case(session: Session) -> None:
        kind.decode(row.kind, row.facts).hold(session)
        has_it.set()
        assert lets_go.wait(30)

    somebody = world.database.writing(has_the_case)
    assert has_it.wait(5) or somebody.result()
    pressed = create_task(press)
    await _are_waiting(world, 1, unless=pressed)
    clock = world.database.writing(lambda s: ring_one(s, row, now=world.clock.now()))
    await _are_waiting(world, 2, unless=pressed)
    lets_go.set()
    somebody.result(30)
    await pressed
    assert not await wrap_future(clock), "it was called off"
    await world.settles()


async def _are_waiting(world: World, many: int, *, unless: Task[None]) -> None:
    count = text("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
    while await wrap_future(world.database.reading(lambda s: s.scalar(count))) < many:
        assert not unless.done() or unless.result()
