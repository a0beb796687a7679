"""Several workers on one PostgreSQL, each on a host of its own, with Telegram's webhook spread
over them; any story plays there, and something happens to them at a message that is told.
"""

import asyncio
import secrets
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from time import monotonic
from typing import Any

import psycopg
from aiohttp import ClientError, ClientSession, ClientTimeout, web

from bot.leading import HOLDS
from bot.sandbox.refusals import Json
from models.clock import MovableClock
from models.database import Database
from models.files.store import Store
from models.migrating import upgrade
from tests.support.callers import listening, telegram_served
from tests.support.canaries import KNOWN, tells_nobody, written
from tests.support.doomed import Fate
from tests.support.hosts import Host
from tests.support.mortal import NO_DESK, Mortal
from tests.support.postgres import Postgres
from tests.support.scripted import Telegram
from tests.support.trial import FACTS, OPEN, Near, Nursery, seen
from tests.support.verdict import Left
from tests.support.world import MONDAY, found_estate, meet, open_chats

SECRET = secrets.token_hex(32)
PATIENCE = 150  # seconds: away for a minute, a takeover, and a busy machine
SQLITES = ("integrity", "references")  # PostgreSQL answers for these by itself
STEALS = """
UPDATE leads SET holder = 'nobody', number = number + 1,
    until = clock_timestamp() + make_interval(secs => %(seconds)s)
"""
SETTINGS = """
listen_addresses = '*'
fsync = on
synchronous_commit = on
full_page_writes = on
"""


class Watched(Telegram):
    """A Telegram that lets something happen when it has taken the `nth` new message."""

    strike: Callable[[], None] | None = None
    nth = 0
    taken = 0
    in_the_air = (0, 0)  # the chat's number and the message's

    def call(self, method: str, params: Json) -> Json:
        """Answer, and let it happen."""
        body = super().call(method, params)
        if method.lower().startswith("send") and isinstance(body.get("result"), dict):
            self.taken += 1
            if self.taken == self.nth and self.strike is not None:
                sent = body["result"]
                self.in_the_air = sent["chat"]["id"], sent["message_id"]
                self.strike()
        return body


@dataclass
class Balancer:
    """Gives each post to the next worker that takes it, in turns."""

    workers: Sequence[str]
    client: ClientSession
    turns: Any = field(default_factory=count)

    async def passes_on(self, request: web.Request) -> web.Response:
        """Answer what a worker answered that took it; 502 when nobody does."""
        body = await request.read()
        for _ in self.workers:
            worker = self.workers[next(self.turns) % len(self.workers)]
            with suppress(ClientError, TimeoutError):
                async with self.client.post(
                    f"{worker}/hook", data=body, headers=request.headers
                ) as answered:
                    if answered.status < 500:
                        return web.Response(status=answered.status)
        return web.Response(status=502)


@dataclass(frozen=True)
class Shared(Near):
    """A line to several workers; the books are in PostgreSQL."""

    url: str
    nurseries: Sequence[Nursery]
    hosts: Sequence[Host]
    witness: Watched

    async def settles(self) -> None:
        """Return when nothing is on its way any more, however long somebody was away."""
        async with asyncio.timeout(PATIENCE):
            while not await self.is_quiet():  # noqa: ASYNC110 - of other processes
                await asyncio.sleep(0.005)

    async def is_quiet(self) -> bool:
        try:
            if self.witness.pending() or any(self.books(OPEN).values()):
                return False
        except psycopg.Error:  # it is away
            return False
        presses = self.witness.state["queries"].values()
        return self.witness.taken >= self.witness.nth > 0 or all(e["answered"] for e in presses)

    async def serves(self) -> None:
        """Return when each worker answers, and one of them leads."""
        async with asyncio.timeout(90):
            while not await self._all_serve():  # noqa: ASYNC110 - of other processes
                await asyncio.sleep(0.05)

    async def _all_serve(self) -> bool:
        leads = [each and each["ok"] and each["leads"] for each in await self.ready()]
        return None not in leads and sum(leads) == 1 and self.said("setMyCommands") >= 3

    async def ready(self) -> list[dict[str, Any] | None]:
        """Return what each worker says of itself; None of who does not answer."""
        return [await self._ready(each) for each in self.workers]

    async def _ready(self, worker: str) -> dict[str, Any] | None:
        try:
            async with asyncio.timeout(1):
                told: dict[str, Any] = await self.asks(f"{worker}/readyz")
                return told
        except (ClientError, TimeoutError):
            return None

    @property
    def workers(self) -> list[str]:
        """Return where each worker listens."""
        pairs = zip(self.hosts, self.nurseries, strict=True)
        return [f"http://{host.there('telegram')}:{each.port}" for host, each in pairs]

    async def leader(self) -> int:
        """Return which of the workers leads, as soon as one says so."""
        async with asyncio.timeout(90):
            while True not in (leads := [e and e["leads"] for e in await self.ready()]):  # noqa: ASYNC110
                await asyncio.sleep(0.05)
        return leads.index(True)

    def lead(self) -> int:
        """Return the number of the lead: it rises when another takes it."""
        return int(self.books({"lead": "SELECT number FROM leads"})["lead"][0][0])

    async def is_led(self, *, under: int) -> float:
        """Return after how many seconds the lead has that number, or one above."""
        began = monotonic()
        while True:
            with suppress(psycopg.Error, IndexError):
                if self.lead() >= under:
                    return monotonic() - began
            await asyncio.sleep(0.1)

    def steals(self) -> None:
        """Take the lead from who has it, and prolong it no more."""
        with psycopg.connect(self.url) as connection:
            connection.execute(STEALS, {"seconds": HOLDS})

    def books(self, asked: dict[str, str] | None = None) -> dict[str, list[Any]]:
        """Return what the database says, whatever the order in which workers came to it."""
        facts = {k: v for k, v in (asked or FACTS).items() if k not in SQLITES}
        now = self.fate.now().isoformat()
        with psycopg.connect(self.url) as connection:
            return {
                name: sorted(connection.execute(sql.replace(":now", f"'{now}'")), key=repr)
                for name, sql in facts.items()
            }

    def wrote_late(self) -> int:
        """Return how often who was struck noted, after all, what it had in the air."""
        noted = {"noted": "SELECT chat_id, message_id FROM outbox WHERE message_id IS NOT NULL"}
        return self.books(noted)["noted"].count(self.witness.in_the_air)

    def left(self) -> Left:
        """Return what stands in the books and in the chats."""
        return Left(self.books(), seen(self.witness))


def founded(server: Postgres) -> str:
    """Return a database in which the estate of the stories was founded."""
    with (server.folder / "data" / "pg_hba.conf").open("a") as rules:
        rules.write("host all all 10.0.0.0/8 trust\n")
    server.stops()
    server.starts()
    name = server.create()
    database = Database(server.url(name))
    upgrade(database)
    database.write(found_estate)
    database.close()
    return name


@asynccontextmanager
async def shared(
    born: Sequence[Nursery], on: Sequence[Host], folder: Path, server: Postgres, name: str
) -> AsyncIterator[tuple[Mortal, Shared]]:
    """Give a world with a worker on each host, and the line to them."""
    await asyncio.to_thread(folder.mkdir)
    fate, telegram = Fate(folder / "fate", MONDAY), Telegram(MovableClock(MONDAY))
    open_chats(telegram)
    witness = Watched(fate)
    witness.restore(telegram.snapshot() | {"calls": []})
    async with AsyncExitStack() as rest:
        client = await rest.enter_async_context(ClientSession(timeout=ClientTimeout(total=5)))
        address = await rest.enter_async_context(telegram_served(witness, on="0.0.0.0"))  # noqa: S104
        line = Shared(
            client, address, "", witness.token, folder, fate, witness, born[0],
            server.url(name).replace("+psycopg", ""), born, on,
        )  # fmt: skip
        app = web.Application()
        app.router.add_post("/hook", Balancer(line.workers, client).passes_on)
        hook = await rest.enter_async_context(listening(app))
        lives = [
            asyncio.create_task(
                each.lives({
                    "folder": str(folder), "token": witness.token, "host": host.name,
                    "telegram": f"http://{host.here('telegram')}:{address.rpartition(':')[2]}",
                    "listen": f"{host.there('telegram')}:{each.port}",
                    "more": {
                        "database_url": server.url(name, host.here("database")),
                        "webhook_url": f"{hook}/hook", "webhook_secret": SECRET,
                    },
                })
            )
            for each, host in zip(born, on, strict=True)
        ]  # fmt: skip
        database = Database(server.url(name))
        store = Store(folder / "files", bytes(32))
        try:
            await line.serves()
            world = Mortal(witness, fate, database, store, NO_DESK, line=line)
            meet(world)
            yield world, line
        finally:
            await asyncio.gather(
                *(each.ends_life(life) for each, life in zip(born, lives, strict=True))
            )
            database.close()
        known = {part for row in line.books(KNOWN)["people"] for part in row if part}
        tells_nobody(folder / "log", known | written(witness))
