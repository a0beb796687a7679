"""A flood by webhook, at so many updates a second, with a backup taken in the middle of it."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import Any

from aiohttp import ClientSession, TCPConnector

from bot.commands.running import execute
from bot.sandbox.core import Telegram
from bot.settings import Settings
from bot.web import CONNECTIONS
from models.clock import MovableClock
from tests.support.callers import telegram_served
from tests.support.mailing import FIRST, have_chats, owing_estate
from tests.support.process import PATIENCE, Child, free_port, running
from tests.support.stubborn import says
from tests.support.world import open_chats

SECRET, HEADER = "s" * 32, "X-Telegram-Bot-Api-Secret-Token"
ALARM_EVERY, ALARM = 20, "家里着火了"  # a case with its events, of one sentence in one turn
FIRST_UPDATE = 10_000
OPEN = CONNECTIONS - 16  # Telegram keeps 100 at most; the rest is for who watches and backs up


@dataclass(frozen=True, slots=True)
class Posted:
    """An update that was posted: when, and when it was confirmed."""

    number: int
    at: float
    confirmed_at: float
    status: int

    @property
    def waited(self) -> float:
        """Return for how long Telegram waited for our word."""
        return self.confirmed_at - self.at


@dataclass
class Flood:
    """Residents of so many homes write; a mailing to them goes out at the same time."""

    folder: Path
    homes: int
    rate: int
    seconds: int
    posted: list[Posted] = field(default_factory=list)
    backup: Path = Path()
    began: float = 0
    ended: float = 0
    hops: list[dict[str, float]] = field(default_factory=list)  # before, at the backup, after
    exit: int = -1

    async def comes(self) -> None:
        """Let it come over a bot that serves, and stop the bot in the midst of what is left."""
        telegram = Telegram(MovableClock())
        open_chats(telegram)  # who is on duty can be rung, so that each alarm has its two events
        have_chats(telegram, self.homes)
        owing_estate(self.folder, self.homes)
        listen = f"127.0.0.1:{free_port()}"
        async with telegram_served(telegram) as api, proxied() as client:
            surroundings = {
                "TELEGRAM_TOKEN": telegram.token, "TELEGRAM_API_URL": api, "LISTEN": listen,
                "WEBHOOK_URL": f"http://{listen}/telegram", "WEBHOOK_SECRET": SECRET,
                "SEND_LIMITS": "off",
            }  # fmt: skip
            async with running(self.folder, "run", **surroundings) as bot:
                await bot.answers(client)
                await self._post(bot, client)
                self.exit = await bot.stops(PATIENCE)  # thousands of turns wait

    async def _post(self, bot: Child, client: ClientSession) -> None:
        posts: list[asyncio.Task[None]] = []
        saving = None
        self.hops.append(await waits(bot, client))
        began = monotonic()
        for n in range(self.rate * self.seconds):
            await asyncio.sleep(max(0.0, began + n / self.rate - monotonic()))
            posts.append(asyncio.create_task(self._one(n, bot, client)))
            if n == self.rate * self.seconds // 2:
                saving = asyncio.create_task(self._save(bot, client))
        await asyncio.gather(*posts)
        assert saving is not None
        await saving
        self.hops.append(await waits(bot, client))

    async def _save(self, bot: Child, client: ClientSession) -> None:
        self.began = monotonic()
        settings = Settings(data_dir=self.folder)
        saving = asyncio.create_task(asyncio.to_thread(execute, settings, "backup", {}))
        self.hops.append(await waits(bot, client))
        self.backup = Path(await saving)
        self.ended = monotonic()

    async def _one(self, n: int, bot: Child, client: ClientSession) -> None:
        turn, no_alarm = divmod(n, ALARM_EVERY)  # each alarm is another home's
        account = FIRST + (n if no_alarm else turn) % self.homes
        update = says(FIRST_UPDATE + n, "你好" if no_alarm else ALARM)
        for part in ("from", "chat"):
            update["message"][part]["id"] = account
        at = monotonic()
        async with client.post(
            f"{bot.address}/telegram", json=update, headers={HEADER: SECRET}
        ) as response:
            number = update["update_id"]
            self.posted.append(Posted(number, at, monotonic(), response.status))

    @property
    def pace(self) -> float:
        """Return how many were posted a second."""
        times = [each.at for each in self.posted]
        return (len(times) - 1) / (max(times) - min(times))

    @property
    def aside(self) -> list[Posted]:
        """Return what was posted and confirmed without a backup in the making."""
        return [each for each in self.posted if each.confirmed_at < self.began]

    @property
    def meanwhile(self) -> list[Posted]:
        """Return what was posted while the backup was made."""
        return [each for each in self.posted if self.began <= each.at < self.ended]


def proxied() -> ClientSession:
    """Return a session that opens nearly as many connections as a bot holds; more posts wait."""
    return ClientSession(connector=TCPConnector(limit=OPEN))


async def waits(bot: Child, client: ClientSession) -> dict[str, float]:
    """Return how many pieces of work have waited for a writer, by the seconds at most."""
    async with client.get(bot.address + "/metrics") as response:
        text = await response.text()
    lines = (line for line in text.splitlines() if line.startswith("guanjia_hop_wait_seconds_b"))
    return {line.split('"')[1]: float(line.split()[-1]) for line in lines}


def longest(before: dict[str, float], after: dict[str, float]) -> float:
    """Return the bound below which all waited between the two."""
    counts = {bound: after[bound] - before[bound] for bound in after}
    return min(float(bound) for bound, count in counts.items() if count == counts["+Inf"])


def numbers_in(rows: list[Any]) -> Iterator[int]:
    """Yield the numbers of the flood's updates among these rows of the inbox."""
    return (row.update_id for row in rows if row.update_id >= FIRST_UPDATE)
