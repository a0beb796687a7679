"""Several workers on one PostgreSQL, Telegram's webhook spread over them; any story plays there."""

import asyncio
import secrets
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
from aiohttp import ClientError, ClientSession, ClientTimeout, web

from models.clock import MovableClock
from models.database import Database
from models.files.store import Store
from tests.support.callers import listening, telegram_served
from tests.support.doomed import Fate
from tests.support.mortal import NO_DESK, Mortal
from tests.support.scripted import Telegram
from tests.support.trial import FACTS, OPEN, Near, Nursery
from tests.support.world import MONDAY, meet, open_chats

SECRET = secrets.token_hex(32)
SQLITES = ("integrity", "references")  # PostgreSQL answers for these by itself


@dataclass
class Balancer:
    """Gives each post to the next worker that takes it, in turns."""

    workers: Sequence[str]
    client: ClientSession
    turns: Any = field(default_factory=count)

    async def passes_on(self, request: web.Request) -> web.Response:
        """Answer what the worker answered; 502 when nobody does."""
        body = await request.read()
        for _ in self.workers:
            worker = self.workers[next(self.turns) % len(self.workers)]
            with suppress(ClientError, TimeoutError):
                async with self.client.post(
                    f"{worker}/hook", data=body, headers=request.headers
                ) as answered:
                    return web.Response(status=answered.status)
        return web.Response(status=502)


@dataclass(frozen=True)
class Shared(Near):
    """A line to several workers; the books are in PostgreSQL."""

    url: str
    nurseries: Sequence[Nursery]

    async def is_quiet(self) -> bool:
        if self.witness.pending() or any(self.books(OPEN).values()):
            return False
        presses = self.witness.state["queries"].values()
        died = any(each.ends for each in self.nurseries)
        return died or all(press["answered"] for press in presses)

    async def serves(self) -> None:
        """Return when each worker answers, and one of them leads."""
        async with asyncio.timeout(45):
            while not await self._all_serve():  # noqa: ASYNC110 - of other processes
                await asyncio.sleep(0.05)

    async def _all_serve(self) -> bool:
        return len(await self.ready()) == len(self.nurseries) and self.said("setMyCommands") >= 3

    async def ready(self) -> list[dict[str, Any]]:
        """Return what the workers say of themselves that are well."""
        told = []
        for nursery in self.nurseries:
            with suppress(ClientError, TimeoutError):
                told.append(await self.asks(f"http://127.0.0.1:{nursery.port}/readyz"))
        return [each for each in told if each["ok"]]

    def leader(self) -> str:
        """Return who holds the lead, and its number."""
        return str(self.books({"lead": "SELECT holder, number FROM leads"})["lead"])

    def books(self, asked: dict[str, str] | None = None) -> dict[str, list[Any]]:
        """Return what the database says."""
        facts = {k: v for k, v in (asked or FACTS).items() if k not in SQLITES}
        now = self.fate.now().isoformat()
        with psycopg.connect(self.url) as connection:
            return {
                name: connection.execute(sql.replace(":now", f"'{now}'")).fetchall()
                for name, sql in facts.items()
            }


@asynccontextmanager
async def shared(born: Sequence[Nursery], folder: Path, url: str) -> AsyncIterator[Mortal]:
    """Give a world with these workers on the database at `url`, where the estate was founded."""
    await asyncio.to_thread(folder.mkdir)
    fate, telegram = Fate(folder / "fate", MONDAY), Telegram(MovableClock(MONDAY))
    open_chats(telegram)
    witness = Telegram(fate)
    witness.restore(telegram.snapshot() | {"calls": []})
    plain = url.replace("+psycopg", "")
    async with AsyncExitStack() as rest:
        client = await rest.enter_async_context(ClientSession(timeout=ClientTimeout(total=5)))
        workers = [f"http://127.0.0.1:{each.port}" for each in born]
        app = web.Application()
        app.router.add_post("/hook", Balancer(workers, client).passes_on)
        hook = await rest.enter_async_context(listening(app))
        address = await rest.enter_async_context(telegram_served(witness))
        more = {"database_url": url, "webhook_url": f"{hook}/hook", "webhook_secret": SECRET}
        lives = [
            asyncio.create_task(
                each.lives({
                    "folder": str(folder), "token": witness.token, "telegram": address,
                    "listen": f"127.0.0.1:{each.port}", "more": more,
                })
            )
            for each in born
        ]  # fmt: skip
        line = Shared(
            client, address, "", witness.token, folder, fate, witness, born[0], plain, born
        )
        database = Database(url)
        try:
            await line.serves()
            world = Mortal(
                witness, fate, database, Store(folder / "files", bytes(32)), NO_DESK, line=line
            )
            meet(world)
            yield world
        finally:
            fate.decides("", 0)
            await asyncio.gather(
                *(each.ends_life(life) for each, life in zip(born, lives, strict=True))
            )
            database.close()
