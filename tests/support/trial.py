"""One step of the story with a bot that is killed in it, and what is left when the next is done."""

import asyncio
import json
import os
import re
import shutil
import signal
import sqlite3
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from typing import Any

from aiohttp import ClientSession

from models.clock import MovableClock
from models.database import Database
from models.migrating import upgrade
from tests.support.callers import Caller, Line, buttons, telegram_served
from tests.support.canaries import known_in, tells_nobody, written
from tests.support.doomed import BROKE, Fate, bear
from tests.support.process import free_port
from tests.support.scripted import Telegram
from tests.support.strikes import STALL
from tests.support.verdict import Left, Verdict
from tests.support.world import DISPATCH_CHAT, MANAGEMENT_CHAT, found_estate

STARTS = datetime(2026, 11, 24, 2, tzinfo=UTC)  # a Tuesday, 10:00 in Shanghai
CHATS = {"anna": 11, "zhang": 21, "supervisor": 24, "group": DISPATCH_CHAT, "head": 25}
CODE = r"\b[0-9A-HJKMNP-TV-Z]{16}\b"
DRAWN = re.compile(rf"sign-[\w-]+|pass-[\w-]+|<b>\d{{6}}</b>|{CODE}")  # another in every life
KILLED, MENU = -signal.SIGKILL, "setMyCommands"
PATIENCE = 10 + STALL
FACTS = {
    "cases": "SELECT number, status, rev, level, owner_id FROM cases",
    "events": "SELECT actor, action, before, after FROM events ORDER BY id",
    "answers": "SELECT round, kind, answer, channel, asked_at FROM followups ORDER BY id",
    "files": "SELECT state, digest IS NULL, size, is_picture FROM files ORDER BY id",
    "keys": "SELECT person_id, count(*) FROM file_keys GROUP BY 1",
    "moments": "SELECT kind, identity, settled_at IS NULL FROM due ORDER BY 1, subject, 2",
    "dialogues": "SELECT person_id, conversation, step, rev, open FROM progress ORDER BY id",
    "updates": "SELECT state, count(*) FROM inbox GROUP BY 1",
    "unsent": "SELECT kind, state, reason FROM outbox WHERE state NOT IN ('sent', 'expired')",
    "integrity": "PRAGMA integrity_check",
    "references": "PRAGMA foreign_key_check",
}
OPEN = {
    "updates": "SELECT 1 FROM inbox WHERE state = 'waiting'",
    "messages": "SELECT 1 FROM outbox WHERE state IN ('waiting', 'sending')"
    " AND (not_before IS NULL OR not_before <= :now)",
    "files": "SELECT 1 FROM files WHERE state = 'wanted'"
    " OR (state = 'erased' AND digest IS NOT NULL)",
    "moments": "SELECT 1 FROM due WHERE settled_at IS NULL AND due_at <= :now",
}


@dataclass
class Nursery:
    """Bears one bot after the other, forked from here, where everything is imported already."""

    port: int = field(default_factory=free_port)
    pid: int = 0
    ends: list[int] = field(default_factory=list)
    is_ending: bool = False
    is_over: bool = False

    async def lives(self, order: dict[str, Any]) -> None:
        """Let a bot live; whoever ends before it is asked to is followed by another."""
        self.ends, self.pid, self.is_ending, self.is_over = [], 0, False, False
        while not self.ends or not self._is_done(self.ends[-1]):
            self._orders.write(json.dumps(order) + "\n")
            self._orders.flush()
            self.pid = await asyncio.to_thread(self._told)
            self.ends.append(await asyncio.to_thread(self._told))

    def _is_done(self, end: int) -> bool:
        return self.is_over or (self.is_ending and end not in (KILLED, BROKE))

    async def ends_life(self, living: asyncio.Task[None]) -> None:
        """Ask the bot to end, and whoever follows it; whoever takes too long ends as killed."""
        asked, until, self.is_ending = 0, monotonic() + PATIENCE, True
        while not living.done() and monotonic() < until:
            if self.pid not in (0, asked):
                asked = self.pid
                with suppress(ProcessLookupError):  # it has just died of what it was to die of
                    os.kill(asked, signal.SIGTERM)
            await asyncio.sleep(0.005)
        if not living.done():
            self.is_over = True
            os.kill(self.pid, signal.SIGKILL)
        await living

    def opens(self) -> None:
        """Fork the process that will fork the bots: it has no threads and no event loop."""
        (from_here, orders), (told, to_here) = os.pipe(), os.pipe()
        self._pid = os.fork()
        if self._pid == 0:
            os.close(orders)
            os.close(told)
            try:
                bear(open(from_here), open(to_here, "w"))  # noqa: PTH123, SIM115
            finally:
                os._exit(0)
        os.close(from_here)
        os.close(to_here)
        self._orders, self._answers = os.fdopen(orders, "w"), os.fdopen(told)

    def closes(self) -> None:
        """End it."""
        self._orders.close()
        os.waitpid(self._pid, 0)
        self._answers.close()

    def _told(self) -> int:
        return int(self._answers.readline())


@dataclass(frozen=True)
class Near(Line):
    """A line whose test looks into the books itself: asking the bot costs it far more."""

    folder: Path
    fate: Fate
    witness: Telegram
    nursery: Nursery

    async def is_quiet(self) -> bool:
        now = self.fate.now().strftime("%Y-%m-%d %H:%M:%S.%f")
        if self.witness.pending() or any(books(self.folder, OPEN, now=now).values()):
            return False
        # An answer to a press is not written down before it is sent: a fault may cost it.
        presses = self.witness.state["queries"].values()
        return self.fate.struck or all(press["answered"] for press in presses)

    async def serves(self) -> None:
        """Return when the bot has said its commands in three languages, and takes updates in."""
        async with asyncio.timeout(45):
            # A fault may cost a command, which is optional.
            while not self.takes_in or not (self.fate.struck or self.said(MENU) >= 3):  # noqa: ASYNC110
                await asyncio.sleep(0.005)

    @property
    def takes_in(self) -> bool:
        """Tell whether it polls, or has told where it is to be posted to."""
        return bool(self.witness.polls or self.witness.state["webhook"])

    def said(self, method: str) -> int:
        """Return how often this life and those before it called the method."""
        return sum(call["method"] == method for call in self.witness.calls)

    def cast(self) -> dict[str, Caller]:
        """Return everybody who acts, each in the chat where they do."""
        return {who: Caller(self, 21 if chat < 0 else chat, chat) for who, chat in CHATS.items()}


@asynccontextmanager
async def alive(
    nursery: Nursery, folder: Path, telegram: dict[str, Any],
    kind: type[Telegram] = Telegram, **more: Any,
) -> AsyncIterator[Near]:  # fmt: skip
    """Let a bot live on `folder`, with a Telegram of that kind that stands as it was saved.

    What it printed tells of nobody, and nothing of what people wrote.
    """
    fate = Fate(folder / "fate")
    witness = kind(fate)
    witness.restore(telegram | {"calls": []})
    async with telegram_served(witness) as address, ClientSession() as client:
        order = {
            "folder": str(folder), "token": witness.token, "telegram": address,
            "listen": f"127.0.0.1:{nursery.port}", **more,
        }  # fmt: skip
        living = asyncio.create_task(nursery.lives(order))
        try:
            yield Near(client, address, "", witness.token, folder, fate, witness, nursery)
        finally:
            fate.decides("", 0)
            await nursery.ends_life(living)
    tells_nobody(folder / "log", known_in(folder) | written(witness))


def opening() -> Telegram:
    """Return a Telegram in which everybody has started the bot."""
    telegram = Telegram(MovableClock(STARTS))
    for account in (11, 12, 21, 22, 23, 24, 25):
        telegram.add_user(account, f"P{account}")
        telegram.find_chat(account)["bot"] = "member"
    telegram.add_group(DISPATCH_CHAT, "维修群", [21, 22, 24])
    telegram.add_group(MANAGEMENT_CHAT, "管理群", [24, 25])
    return telegram


def books(folder: Path, asked: dict[str, str] = FACTS, **known: str) -> dict[str, list[Any]]:
    """Return what the database says."""
    with closing(sqlite3.connect(f"file:{folder}/guanjia.db?mode=ro", uri=True)) as database:
        database.execute("BEGIN")  # one moment for all of them: what leaves one is in another
        return {name: database.execute(sql, known).fetchall() for name, sql in asked.items()}


def copy(folder: Path, to: Path) -> Path:
    """Copy all that a bot keeps in `folder`, also while it serves."""
    shutil.copytree(folder, to, ignore=shutil.ignore_patterns("guanjia*", "*.sock", "log"))
    with (
        closing(sqlite3.connect(f"file:{folder}/guanjia.db?mode=ro", uri=True)) as database,
        closing(sqlite3.connect(to / "guanjia.db")) as copied,
    ):
        database.backup(copied)
    return to


def seen(telegram: Telegram) -> dict[str, Counter[str]]:
    """Return how often each message stands in each chat, with files and buttons."""
    chats = map(int, telegram.state["chats"])
    return {str(chat): Counter(map(_said, telegram.chat(chat)["messages"])) for chat in chats}


def left(line: Near) -> Left:
    """Return what stands in the books and in the chats."""
    return Left(books(line.folder), seen(line.witness))


def founded(folder: Path) -> Path:
    """Return `folder`, in which the estate of the stories was founded and nobody has lived yet."""
    folder.mkdir()
    database = Database(f"sqlite:///{folder / 'guanjia.db'}")
    upgrade(database)
    database.write(found_estate)
    database.close()
    return folder


def ended(born: Nursery, verdict: Verdict) -> None:
    """Note an end that was none."""
    if born.ends[-1] not in (0, -signal.SIGTERM):  # the latter: while it was still starting
        verdict.differs["end"] = f"the bot ended with {born.ends[-1]} after SIGTERM"


def _said(message: dict[str, Any]) -> str:
    files = [each["kind"] for each in message["media"]]
    words = DRAWN.sub("sign-…", message["html"] or "")
    return json.dumps([words, files, buttons(message)], ensure_ascii=False)
