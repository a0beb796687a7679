"""Two processes on one PostgreSQL, as they are deployed: one of them leads, and either may end."""

import asyncio
import signal
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from aiohttp import ClientSession, web
from aiohttp.typedefs import Handler
from sqlalchemy import text

from bot.sandbox.server import sandbox_routes, webhook_delivery
from models.clock import MovableClock
from models.database import Database
from tests.support.callers import listening
from tests.support.process import Child, free_port, running
from tests.support.scripted import Telegram
from tests.support.workers import SECRET, Balancer
from tests.support.world import open_chats

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]
TAKEOVER = 30.0  # seconds, promised
ENDS, PATIENCE = 25.0, 90.0  # seconds: of what is in the air; on a busy machine
ANNA, PEOPLE = 11, (11, 12, 21, 22, 24, 25)
TAKEN = "SELECT count(*) FROM inbox"
OPEN = "SELECT count(*) FROM inbox WHERE state = 'waiting'"
OWED = "SELECT count(*) FROM outbox WHERE state IN ('waiting', 'sending')"
HELD_UP = "SELECT count(*) FROM pg_locks WHERE NOT granted"


@dataclass
class Worker:
    """A process that has an address of Telegram's for itself."""

    child: Child
    ear: "Ear"


@dataclass
class Ear:
    """How often updates were asked for at one address of Telegram's, and refused to two at once."""

    polls: int = 0
    conflicts: int = 0

    @web.middleware
    async def hears(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        polls = request.path.endswith("/getUpdates")
        self.polls += polls
        answer = await handler(request)
        self.conflicts += polls and answer.status != 200
        return answer


@dataclass
class Deployed:
    """Two workers, the first of which leads; the database and the Telegram that they share."""

    database: Database
    telegram: Telegram
    leads: Worker
    follows: Worker

    def asks(self, sql: str) -> int:
        return self.database.read(lambda session: int(session.execute(text(sql)).scalar_one()))

    async def until(self, sql: str, wanted: Callable[[int], bool]) -> None:
        async with asyncio.timeout(PATIENCE):
            while not wanted(self.asks(sql)):  # noqa: ASYNC110 - of other processes
                await asyncio.sleep(0.05)

    @contextmanager
    def locked(self, table: str) -> Iterator[None]:
        """Hold a table against everybody who writes into it, or looks what stands there."""
        with self.database.engine.connect() as connection:
            connection.execute(text(f"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE"))
            yield
            connection.rollback()

    def answers(self, account: int) -> int:
        """Return how often the bot has spoken in a person's chat."""
        messages = self.telegram.chat(account)["messages"]
        return sum(bool(each["from"]["is_bot"]) for each in messages)

    async def answered(self, people: Sequence[int], within: float = PATIENCE) -> None:
        """Return when each has an answer and no more is to come; assert that it is one."""
        async with asyncio.timeout(within):
            while not all(map(self.answers, people)):  # noqa: ASYNC110 - of other processes
                await asyncio.sleep(0.05)
        await self.until(OPEN, lambda waiting: not waiting)
        await self.until(OWED, lambda owed: not owed)
        assert self.telegram.pending() == []
        assert {each: self.answers(each) for each in people} == dict.fromkeys(people, 1)


@pytest.fixture
def database(founded_url: str) -> Iterator[Database]:
    """Look into what the two of them share."""
    with closing(Database(founded_url)) as database:
        yield database


@asynccontextmanager
async def deployed(database: Database, folder: Path, *, webhook: bool) -> AsyncIterator[Deployed]:
    """Run two workers; a webhook's posts go to the leader first, then in turns."""
    telegram, listens = Telegram(MovableClock()), [f"127.0.0.1:{free_port()}" for _ in range(2)]
    open_chats(telegram)
    settings = {
        "DATA_DIR": str(folder / "data"), "SEND_LIMITS": "off", "TELEGRAM_TOKEN": telegram.token,
        "DATABASE_URL": database.url.render_as_string(hide_password=False),
    }  # fmt: skip
    async with AsyncExitStack() as rest:
        client = await rest.enter_async_context(ClientSession())
        if webhook:
            app = web.Application()
            balancer = Balancer([f"http://{each}" for each in listens], client)
            app.router.add_post("/hook", balancer.passes_on)
            app.cleanup_ctx.append(webhook_delivery(telegram))
            hook = await rest.enter_async_context(listening(app))
            settings |= {"WEBHOOK_URL": f"{hook}/hook", "WEBHOOK_SECRET": SECRET}
        workers: list[Worker] = []
        for name, listen in zip(("first", "second"), listens, strict=True):
            ear = Ear()
            api = await rest.enter_async_context(listening(ear_of(telegram, ear)))
            mine = {"LISTEN": listen, "TELEGRAM_API_URL": api}
            child = await rest.enter_async_context(
                running(folder / name, "run", **settings, **mine)
            )
            await child.prints("serving", within=PATIENCE)
            workers.append(Worker(child, ear))
            if len(workers) == 1:
                await child.prints("leading")
        yield Deployed(database, telegram, *workers)


def ear_of(telegram: Telegram, ear: Ear) -> web.Application:
    """Return Telegram at an address of its own."""

    async def nothing(*_: object) -> list[dict[str, object]]:
        return []

    app = web.Application(middlewares=[ear.hears])
    app.add_routes(sandbox_routes(telegram, on_clock=nothing, due=nothing, on_reset=nothing))
    return app


async def test_the_elected_one_polls_and_another_one_when_it_died(
    database: Database, tmp_path: Path
) -> None:
    """What was written in between is answered, once; Telegram never sees two of them."""
    async with deployed(database, tmp_path, webhook=False) as pair:
        pair.telegram.says(ANNA, ANNA, "/help")
        await pair.answered([ANNA])
        assert (pair.leads.ear.polls > 0, pair.follows.ear.polls) == (True, 0)
        pair.leads.child.process.kill()
        pair.telegram.says(12, 12, "/help")
        await pair.answered([ANNA, 12], within=TAKEOVER)
        assert pair.follows.ear.polls > 0
        assert [each.ear.conflicts for each in (pair.leads, pair.follows)] == [0, 0]
        assert await pair.follows.child.stops(ENDS) == 0


async def test_the_leader_is_told_to_stop_with_turns_in_hand(
    database: Database, tmp_path: Path
) -> None:
    async with deployed(database, tmp_path, webhook=True) as pair:
        with pair.locked("people"):
            for each in PEOPLE:
                pair.telegram.says(each, each, "/help")
            await pair.until(TAKEN, lambda taken: taken == len(PEOPLE))
            await pair.until(HELD_UP, lambda turns: turns > 1)
            pair.leads.child.process.send_signal(signal.SIGTERM)
            await pair.leads.child.prints("stopping")
        assert await pair.leads.child.ends(ENDS) == 0
        await pair.answered(PEOPLE)
        assert await pair.follows.child.stops(ENDS) == 0
        await pair.answered(PEOPLE)


async def test_the_leader_is_told_to_stop_with_a_post_in_the_air(
    database: Database, tmp_path: Path
) -> None:
    """Whether Telegram hears that it was taken or not: then it comes again."""
    async with deployed(database, tmp_path, webhook=True) as pair:
        with pair.locked("inbox"):
            pair.telegram.says(ANNA, ANNA, "/help")
            await pair.until(HELD_UP, bool)
            pair.leads.child.process.send_signal(signal.SIGTERM)
            await pair.leads.child.prints("stopping")
        assert await pair.leads.child.ends(ENDS) == 0
        await pair.answered([ANNA])
        assert await pair.follows.child.stops(ENDS) == 0
        await pair.answered([ANNA])
