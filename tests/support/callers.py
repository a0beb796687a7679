"""People and their Telegram over HTTP: they act, look, and wait until a bot has done its part."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from typing import Any

from aiohttp import ClientError, ClientSession, web

from bot.sandbox.core import Telegram
from bot.sandbox.server import sandbox_routes, webhook_delivery
from tests.support.scripted import losing

PATIENCE, POLL = 45.0, 0.05  # seconds
WAITS = ("inbox_waiting", "outbox_waiting", "due_waiting")


@dataclass(frozen=True)
class Line:
    """The addresses of a sandbox's Telegram and of the bot that it serves."""

    client: ClientSession
    telegram: str
    bot: str
    token: str

    async def asks(self, address: str) -> Any:
        """Return the JSON that stands there."""
        async with self.client.get(address) as response:
            return await response.json()

    async def tells(self, path: str, **what: Any) -> Any:
        """Post to the sandbox's control."""
        async with self.client.post(self.telegram + path, json=what) as response:
            told = await response.json()
        assert response.status == 200, told
        return told

    async def waits(self, **span: float) -> None:
        """Move the office's clock; what became due has happened afterwards."""
        await self.tells("/sandbox/clock", **span)
        await self.settles()

    async def settles(self) -> None:
        """Return when every update was taken and all that follows from it has gone out."""
        async with asyncio.timeout(PATIENCE):
            while not await self.is_quiet():  # noqa: ASYNC110 - of another process
                await asyncio.sleep(POLL)

    async def is_quiet(self) -> bool:
        """Tell whether nothing is on its way any more."""
        info = await self.asks(f"{self.telegram}/bot{self.token}/getWebhookInfo")
        if info["result"]["pending_update_count"]:
            return False
        try:
            ready = await self.asks(f"{self.bot}/readyz")
        except ClientError:  # it starts, or has been killed
            return False
        return ready["ok"] and not any(ready[name] for name in WAITS)


@dataclass(frozen=True)
class Caller:
    """Somebody in a chat: `says`, `sends`, `presses`, and afterwards `sees`."""

    line: Line
    account: int
    chat_id: int

    async def says(self, text: str) -> None:
        await self._does(do="say", text=text)

    async def sends(self, caption: str) -> None:
        """Send a photograph."""
        await self._does(do="photo", caption=caption)

    async def presses(self, label: str) -> None:
        """Press the newest button that reads so."""
        messages = await self.messages()
        shown = [m["id"] for m in messages if any(label in text for text in buttons(m))]
        assert shown, f"no button {label!r}; {messages[-3:]}"
        await self._does(do="press", message=shown[-1], label=label)

    async def sees(self, *parts: str) -> None:
        """Assert that one message of the bot says all of it."""
        heard = [m["text"] for m in await self.messages() if m["from"]["is_bot"]]
        found = any(all(part in text for part in parts) for text in heard)
        assert found, f"{parts} is nowhere in:\n" + "\n---\n".join(heard[-6:])

    async def messages(self) -> list[dict[str, Any]]:
        """Return what stands in the chat, oldest first."""
        shown = await self.line.asks(f"{self.line.telegram}/sandbox/chats/{self.chat_id}")
        messages: list[dict[str, Any]] = shown["messages"]
        return messages

    async def _does(self, **what: Any) -> None:
        await self.line.tells("/sandbox/act", who=self.account, chat=self.chat_id, **what)
        await self.line.settles()


def buttons(message: dict[str, Any]) -> list[str]:
    """Return the labels below a message."""
    return [button["text"] for row in message["keyboard"] for button in row]


@asynccontextmanager
async def telegram_served(
    telegram: Telegram, clock: Callable[[], datetime] | None = None, on: str = "127.0.0.1"
) -> AsyncIterator[str]:
    """Serve this Telegram from here, on a free port; gives its address on this machine.

    With a clock, its answers are dated by that.
    """

    async def date(_: web.Request, response: web.StreamResponse) -> None:
        if clock is not None:
            response.headers["Date"] = format_datetime(clock(), usegmt=True)

    async def on_clock(target: Any) -> None:
        telegram.clock.move_to(target)  # the bot's own ticker finds what became due

    async def nothing() -> list[dict[str, Any]]:
        return []

    app = web.Application(middlewares=[losing])
    app.on_response_prepare.append(date)
    app.add_routes(sandbox_routes(telegram, on_clock=on_clock, due=nothing, on_reset=nothing))
    app.cleanup_ctx.append(webhook_delivery(telegram))
    async with listening(app, on) as address:
        yield address


@asynccontextmanager
async def listening(app: web.Application, on: str = "127.0.0.1") -> AsyncIterator[str]:
    """Serve on a free port; gives the address."""
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    try:
        await web.TCPSite(runner, on, 0).start()
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()
