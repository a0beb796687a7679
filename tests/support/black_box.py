"""`guanjia run` as an operator has it, under strace, which kills it or lets a system call fail."""

import asyncio
import re
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from aiohttp import ClientSession
from sqlmodel import Session, select

from models.clock import SystemClock
from models.database import Database
from models.estate.tables import Estate
from scheduler.runner import PAUSE
from tests.support.callers import PATIENCE, POLL, Caller, Line, telegram_served
from tests.support.canaries import known_in, tells_nobody, written
from tests.support.process import Child, free_port, running
from tests.support.repair_story import STORY, play
from tests.support.scripted import Telegram
from tests.support.trial import CHATS, FACTS, OPEN, books, opening, seen
from tests.support.verdict import Left

# Detached, so that the child is the bot itself. Without --seccomp-bpf: with it, strace 6.1 sends a
# signal only at the first call, whatever n is.
STRACE = ("strace", "-D", "-f", "-qq")
COUNTED = "fdatasync,fsync,sendto,pwrite64"
TOLD = STORY[:12]  # from /repair to what the technician did: no two hours have to pass
TIMES = re.compile(r"\d{1,2}:\d\d")  # the process has the real clock
ASKED = {name: sql for name, sql in FACTS.items() if name != "answers"}
UNASKED = 600.0  # seconds, far beyond the story's own time limits


@dataclass
class Operated:
    """A bot that whoever operates it starts again whenever it ends: systemd, with a file."""

    folder: Path
    address: dict[str, str]
    under: tuple[str, ...]  # in its first life
    ends: list[int] = field(default_factory=list)
    bot: Child | None = None
    is_over: bool = False

    async def lives(self) -> None:
        """Serve until it is over."""
        while not self.is_over:
            under = () if self.ends else self.under
            async with running(self.folder, "run", under=under, **self.address) as self.bot:
                self.ends.append(await self.bot.ends(UNASKED))


async def told(folder: Path, *under: str) -> tuple[Left, list[int]]:
    """Tell the story to the program on `folder`; return what is left, and how it ended before."""
    telegram = Telegram(SystemClock())
    telegram.restore(opening().snapshot() | {"calls": []})
    listen = f"127.0.0.1:{free_port()}"
    async with telegram_served(telegram) as address, ClientSession() as client:
        settings = {
            "TELEGRAM_API_URL": address, "TELEGRAM_TOKEN": telegram.token, "LISTEN": listen,
            "SEND_LIMITS": "off",
        }  # fmt: skip
        line = Line(client, address, f"http://{listen}", telegram.token)
        async with operated(Operated(folder, settings, under)) as operator:
            cast = {w: Caller(line, 21 if chat < 0 else chat, chat) for w, chat in CHATS.items()}
            for step in TOLD:
                await play(step, cast, line)
            async with asyncio.timeout(PATIENCE):
                while any(books(folder, {"files": OPEN["files"]}).values()):  # noqa: ASYNC110
                    await asyncio.sleep(POLL)
            if "job put off" in folder.with_suffix(".log").read_text():
                await asyncio.sleep(2 * PAUSE.total_seconds())  # it is tried again, soon
            ends = list(operator.ends)
    tells_nobody(folder.with_suffix(".log"), known_in(folder) | written(telegram))
    return Left(books(folder, ASKED), timeless(seen(telegram))), ends


@asynccontextmanager
async def operated(operator: Operated) -> AsyncIterator[Operated]:
    """Let the bot live while the block does; then it ends as it was asked to."""
    living = asyncio.create_task(operator.lives())
    try:
        yield operator
        operator.is_over = True
        assert operator.bot is not None
        assert await operator.bot.stops() == 0
    finally:
        living.cancel()
        with suppress(asyncio.CancelledError):
            await living


def at_ten(database: Database) -> None:
    """Let the estate lie where it is ten in the morning: the program has the real clock."""
    ahead = (10 - datetime.now(UTC).hour + 12) % 24 - 12

    def moved(session: Session) -> None:
        estate = session.exec(select(Estate)).one()
        estate.timezone = f"Etc/GMT{-ahead:+d}" if ahead else "Etc/GMT"
        session.add(estate)

    database.write(moved)


def calls_in(trace: Path) -> Counter[str]:
    """Return how often each system call was made by the thread that made it most often."""
    lines = re.findall(r"^(\d+) +(\w+)\(", trace.read_text(), re.MULTILINE)
    most: Counter[str] = Counter()
    for (_, call), times in Counter(lines).items():
        most[call] = max(most[call], times)
    return most


def timeless(shown: dict[str, Counter[str]]) -> dict[str, Counter[str]]:
    """Return what is to be seen without times of day."""
    timed = {chat: Counter[str]() for chat in shown}
    for chat, messages in shown.items():
        for said, times in messages.items():
            timed[chat][TIMES.sub("…", said)] += times
    return timed
