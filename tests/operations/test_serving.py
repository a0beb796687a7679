"""A bot of which a part has ended does not go on as if nothing had happened."""

import asyncio

import pytest

from bot.app import watched
from bot.failures import Failed


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
