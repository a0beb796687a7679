"""SIGTERM in every state: the process ends in time with 0, and what was done is written down."""

import asyncio
import fcntl
import signal
import sqlite3
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from aiohttp import web

from bot.control import ask
from models.clock import MovableClock
from models.database import Database
from models.migrating import upgrade
from tests.support.callers import listening
from tests.support.mailing import FIRST, owe
from tests.support.process import Child, running
from tests.support.stubborn import Stubborn, says
from tests.support.world import found_estate

pytestmark = pytest.mark.slow
HOMES, OFFICER = 60, "23"  # that owe, who has an errand to each
UNIT, PATIENCE = 40.0, 45.0  # seconds: systemd waits for 60
UNTIL_TOLD = 120.0  # an update is tried twice, each time after 5 s for every job of the start
NOBODY = "http://127.0.0.1:9"


class Hanging(Stubborn):
    """A Telegram that takes a call of these methods and never answers it."""

    hangs: frozenset[str] = frozenset()

    async def _answer(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        if method in self.hangs:
            async with self.changed:
                self.sent.append({"method": method})
                self.changed.notify_all()
            await asyncio.get_running_loop().create_future()
        return await super()._answer(request)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder with the small estate of the stories."""
    database = Database(f"sqlite:///{tmp_path / 'data' / 'guanjia.db'}")
    upgrade(database)
    database.write(found_estate)
    database.close()
    return tmp_path / "data"


@asynccontextmanager
async def served(folder: Path, api: str) -> AsyncIterator[Child]:
    folder.with_suffix(".log").unlink(missing_ok=True)  # of the life before
    address = {"TELEGRAM_TOKEN": "42:STUBBORN", "TELEGRAM_API_URL": api}
    async with running(folder, "run", SEND_LIMITS="off", **address) as bot:
        yield bot


@asynccontextmanager
async def serving(folder: Path, *hangs: str) -> AsyncIterator[tuple[Child, Hanging]]:
    server = Hanging()
    server.hangs = frozenset(hangs)
    async with listening(server.application()) as api, served(folder, api) as bot:
        await bot.prints("serving")
        yield bot, server


async def stops(bot: Child, *, quietly: bool = True) -> float:
    """Tell it to stop; return the seconds it took to end with 0, without a trace in the log."""
    began = monotonic()
    bot.process.send_signal(signal.SIGTERM)
    assert await bot.ends(UNIT) == 0, bot.printed.read_text()[-3000:]
    assert not quietly or "Traceback" not in bot.printed.read_text(), bot.printed.read_text()
    return monotonic() - began


def rows(folder: Path, sql: str) -> list[Any]:
    with closing(sqlite3.connect(f"file:{folder}/guanjia.db?mode=ro", uri=True)) as database:
        return database.execute(sql).fetchall()


@asynccontextmanager
async def locked(folder: Path) -> AsyncIterator[None]:
    """Hold the database against everybody who writes."""
    with closing(sqlite3.connect(folder / "guanjia.db", isolation_level=None)) as database:
        database.execute("BEGIN IMMEDIATE")
        yield
        database.execute("ROLLBACK")


async def until_occupied(folder: Path) -> None:
    """Return when a process has taken the database for itself."""
    async with asyncio.timeout(PATIENCE):
        while not occupied(folder / "guanjia.lock"):  # noqa: ASYNC110 - of another process
            await asyncio.sleep(0.01)


def occupied(lock: Path) -> bool:
    try:
        with lock.open() as handle:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except BlockingIOError:
        return True
    return False


async def test_while_it_migrates_and_the_database_is_locked(tmp_path: Path) -> None:
    """Nothing of the schema is there; the next start makes it."""
    folder = tmp_path / "data"
    folder.mkdir()
    with closing(sqlite3.connect(folder / "guanjia.db")) as database:
        database.execute("PRAGMA journal_mode=WAL")
    async with locked(folder), served(folder, NOBODY) as bot:
        await until_occupied(folder)
        assert await stops(bot) < UNIT
    assert rows(folder, "SELECT * FROM sqlite_schema") == []


async def test_while_telegram_is_away(folder: Path) -> None:
    async with served(folder, NOBODY) as bot:
        await bot.prints("telegram not reached yet")
        assert await stops(bot) < 10


async def test_in_the_midst_of_many_turns(folder: Path) -> None:
    """Each update is done whole or waits; every message that went has its outcome."""
    async with serving(folder) as (bot, server):
        await server.gives(*(says(n, "/help") for n in range(1, 201)))
        await server.hears("sendMessage", 3)
        assert await stops(bot) < 15
    kept = dict(rows(folder, "SELECT state, count(*) FROM inbox GROUP BY 1"))
    assert set(kept) <= {"waiting", "done"}
    assert kept["done"] >= 3
    sent = rows(folder, "SELECT count(*) FROM outbox WHERE state = 'sent'")[0][0]
    assert sent == len([call for call in server.sent if call["method"] == "sendMessage"])
    assert rows(folder, "SELECT 1 FROM outbox WHERE state = 'sending'") == []


@pytest.mark.timeout(180)
async def test_in_the_midst_of_a_mailing(folder: Path) -> None:
    """What went is known to have gone, and the next process sends the rest: to each once."""
    with closing(Database(f"sqlite:///{folder / 'guanjia.db'}")) as database:
        database.write(lambda session: owe(session, HOMES, MovableClock().now()))
    reached = Counter[str]()
    for life in range(2):
        async with serving(folder) as (bot, server):
            await server.hears("sendMessage", 2 * HOMES - reached.total() if life else 20)
            assert await stops(bot) < 15
        reached.update(str(c["chat_id"]) for c in server.sent if c["method"] == "sendMessage")
        sent = rows(folder, "SELECT count(*) FROM outbox WHERE state = 'sent'")[0][0]
        assert (sent, life or sent < 2 * HOMES) == (reached.total(), True)
        assert rows(folder, "SELECT 1 FROM outbox WHERE state = 'sending'") == []
    assert reached.pop(OFFICER) == HOMES
    assert reached == Counter(str(account) for account in range(FIRST, FIRST + HOMES))


async def test_in_a_send_that_hangs(folder: Path) -> None:
    """What nobody knows the outcome of is known to be so; the next process sends it again."""
    async with serving(folder, "sendMessage") as (bot, server):
        await server.gives(says(1, "/help"))
        await server.hears("sendMessage")
        assert await stops(bot) < 15
    assert rows(folder, "SELECT count(*) FROM outbox WHERE state IN ('sending', 'waiting')") == [
        (1,)
    ]
    async with serving(folder) as (bot, server):
        assert "text" in await server.hears("sendMessage")
        await stops(bot)


async def test_in_a_fetch_that_hangs(folder: Path) -> None:
    """The file is still wanted."""
    photo = [{"file_id": "P", "file_unique_id": "P", "width": 9, "height": 9, "file_size": 9}]
    async with serving(folder, "getFile") as (bot, server):
        await server.gives(says(1, "", photo=photo, caption="厨房漏水"))
        await server.hears("getFile")
        assert await stops(bot) < 15
    assert rows(folder, "SELECT state FROM files") == [("wanted",)]


async def test_while_the_database_is_locked(folder: Path) -> None:
    """An update that was not confirmed stays with Telegram."""
    async with serving(folder) as (bot, server):
        await server.gives(says(1, "/help"))
        await server.hears("sendMessage")
        async with locked(folder):
            await server.gives(says(2, "/help"))
            await bot.prints("no updates", within=UNTIL_TOLD)
            assert await stops(bot, quietly=False) < UNIT
    assert rows(folder, "SELECT update_id FROM inbox") == [(1,)]


async def test_in_a_backup(folder: Path) -> None:
    """It is not waited for: whole or not there, and what is left of it goes with the next."""
    big = folder / "files" / "ab" / "big"
    async with serving(folder) as (bot, _):
        big.parent.mkdir(parents=True)
        with big.open("wb") as file:
            file.truncate(8 * 1024**3)  # sparse: it takes no room, and minutes to pack
        asking = asyncio.create_task(asyncio.to_thread(told, folder, "backup"))
        async with asyncio.timeout(PATIENCE):
            while not found(folder, ".making-*/archive"):  # noqa: ASYNC110 - of another process
                await asyncio.sleep(0.01)
        assert await stops(bot) < 15
        await asking
    assert found(folder, "*.backup") == []
    big.unlink()
    async with serving(folder) as (bot, _):
        assert await asyncio.to_thread(told, folder, "backup") == 0
        await stops(bot)
    assert len(found(folder, "*.backup")) == 1
    assert found(folder, ".making-*") == []


def found(folder: Path, pattern: str) -> list[Path]:
    """Return what there is among the backups."""
    return list((folder / "backups").glob(pattern))


def told(folder: Path, command: str) -> int | None:
    """Return how a command ended that the bot was asked for; None when it went away."""
    try:
        return ask(folder / "control.sock", command, {})[0]
    except Exception:  # noqa: BLE001 - it ended in the midst of it
        return None


async def test_a_second_signal_ends_it_at_once(folder: Path) -> None:
    async with serving(folder, "sendMessage") as (bot, server):
        await server.gives(says(1, "/help"))
        await server.hears("sendMessage")
        bot.process.send_signal(signal.SIGTERM)
        await bot.prints("stopping")
        began = monotonic()
        bot.process.send_signal(signal.SIGTERM)
        assert await bot.ends(5) in {0, -signal.SIGTERM}
        assert monotonic() - began < 2
