"""How a call reaches the sandbox, and how getUpdates waits."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from bot.sandbox.core import Telegram
from bot.sandbox.refusals import Json, number, refusal

UNAUTHORIZED = refusal(401, "Unauthorized")
TWO_POLLERS = refusal(
    409,
    "Conflict: terminated by other getUpdates request; "
    "make sure that only one bot instance is running",
)


@contextmanager
def watching(telegram: Telegram) -> Iterator[asyncio.Event]:
    """Give an event that is set whenever something changes."""
    event = asyncio.Event()
    telegram.listeners.add(event.set)
    try:
        yield event
    finally:
        telegram.listeners.discard(event.set)


async def answer(telegram: Telegram, method: str, params: Json) -> Json:
    """Return what a call is answered; getUpdates waits for as long as it asks to.

    Raises Refused when it cannot wait so.
    """
    if method.lower() == "getupdates":
        return await _poll(telegram, method, params)
    return telegram.call(method, params)


async def _poll(telegram: Telegram, method: str, params: Json) -> Json:
    """Wait for updates. As in Telegram, a second poller ends the wait of the first."""
    loop = asyncio.get_running_loop()
    until = loop.time() + number(params, "timeout")
    telegram.polls += 1
    turn = telegram.polls
    with watching(telegram) as changed:
        telegram.changed()
        while True:
            changed.clear()
            if telegram.polls != turn:
                return TWO_POLLERS
            body = telegram.call(method, params)
            if body.get("result") != [] or loop.time() >= until:
                return body
            with suppress(TimeoutError):
                await asyncio.wait_for(changed.wait(), until - loop.time())
