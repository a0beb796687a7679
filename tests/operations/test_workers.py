"""What another worker kept and did not come to: it has its turn, and in its order."""

import asyncio

import pytest
from sqlmodel import Session, select

from bot import intake
from bot.intake import lane_of
from models import inbox
from models.inbox import Inbox, InboxState
from tests.support.world import World

pytestmark = pytest.mark.postgres


def kept_elsewhere(world: World, text: str) -> None:
    """Let Anna write this, and a worker keep it that dies then."""
    world.telegram.says(11, 11, text)
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
