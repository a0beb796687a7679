"""A mailing to every home that owes, by the program itself, which is killed on the way."""

import asyncio
import os
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from time import monotonic

from aiohttp import ClientSession
from sqlalchemy import insert
from sqlmodel import Session

from models.clock import MovableClock
from models.database import Database
from models.due import due
from models.dunning.clock import StepIsDue
from models.estate.tables import Home
from models.fees.tables import Charge
from models.people.tables import HomeRole, Person, Residency
from tests.support.callers import telegram_served
from tests.support.floods import Guarded
from tests.support.owing import publishes
from tests.support.process import Child, running
from tests.support.scripted import Telegram
from tests.support.trial import founded
from tests.support.world import sets

FIRST = 100_000  # the account, the home and the person of the first who owes
ASKING = 12  # how many of the last to be reminded ask beside it, one after the other
REMINDED, ANSWERED = "温馨提醒", "还要交"
LIVES = 3
ARREARS_DAY, DUE_ON = date(2026, 11, 16), date(2026, 11, 1)
POLL, PAUSE = 0.01, 0.5  # seconds


def owing_estate(folder: Path, homes: int) -> Path:
    """Return the folder of an estate where so many homes have their turn on the ladder now."""
    database = Database(f"sqlite:///{founded(folder) / 'guanjia.db'}")
    database.write(lambda session: owe(session, homes, MovableClock().now()))
    database.close()
    return folder


def owe(session: Session, homes: int, at: datetime) -> None:
    """Let so many homes have their turn on the ladder at that moment."""
    numbers = range(FIRST, FIRST + homes)
    own = {"estate_id": 1}
    rows = {
        Home: [{"id": n, "code": f"{n:010}", "building": "8号楼", "unit": f"{n}"} for n in numbers],
        Person: [{"id": n, "name": f"住户{n}", "telegram_id": n} for n in numbers],
        Residency: [
            {"home_id": n, "person_id": n, "name": f"住户{n}", "role": HomeRole.OWNER}
            for n in numbers
        ],
        Charge: [
            {"home_id": n, "period": "2026-11", "item": "WY", "amount": 25088, "due_on": DUE_ON}
            for n in numbers
        ],
    }
    for table, each in rows.items():
        session.execute(insert(table), [own | row for row in each])
    for n in numbers:
        due(session, StepIsDue(n, ARREARS_DAY), estate_id=1, at=at)
    publishes(session)
    sets(session, "notify.resident_hours", ["00:00-24:00"])


def have_chats(telegram: Telegram, homes: int) -> None:
    """Let those who owe have started the bot."""
    for account in range(FIRST, FIRST + homes):
        telegram.add_user(account, "P")
        telegram.find_chat(account)["bot"] = "member"


@dataclass
class Mailing:
    """What Telegram saw of it, and what it cost."""

    folder: Path
    homes: int
    telegram: Guarded = field(default_factory=lambda: Guarded(MovableClock()))
    waits: list[float] = field(default_factory=list)
    memory: list[tuple[float, float]] = field(default_factory=list)  # MB at first, and at most
    seconds: float = 0  # in which it served

    async def goes_out(self) -> None:
        """Let the bot live, and die, and live, until all are told."""
        have_chats(self.telegram, self.homes)
        async with telegram_served(self.telegram) as address, ClientSession() as client:
            for life in range(1, LIVES + 1):
                async with self._alive(address, client) as bot:
                    asking = asyncio.create_task(self._asks())
                    await self._told(bot, self.homes * life // LIVES)
                    asking.cancel()
                    if life < LIVES:
                        bot.process.kill()
                    else:
                        assert await bot.stops() == 0

    @asynccontextmanager
    async def _alive(self, address: str, client: ClientSession) -> AsyncIterator[Child]:
        surroundings = {"TELEGRAM_TOKEN": self.telegram.token, "TELEGRAM_API_URL": address}
        async with running(self.folder, "run", SEND_LIMITS="telegram", **surroundings) as bot:
            await bot.answers(client)
            began = monotonic()
            yield bot
            self.seconds += monotonic() - began

    async def _told(self, bot: Child, homes: int) -> None:
        """Return when so many have their reminder."""
        first = most = megabytes(bot)
        async with asyncio.timeout(120 + self.homes / 4):
            while len(self.reminders()) < homes:
                assert bot.process.poll() is None, bot.printed.read_text()[-3000:]
                most = max(most, megabytes(bot))
                await asyncio.sleep(PAUSE)
        self.memory.append((first, max(most, megabytes(bot))))

    async def _asks(self) -> None:
        """Ask what is owed, one after the other, each when the one before is answered."""
        for turn in range(10**9):
            account = FIRST + self.homes - 1 - turn % ASKING
            asked, known = monotonic(), len(self.telegram.arrived)
            self.telegram.says(account, account, "/fees")
            while not (came := self._answer(account, known)):  # noqa: ASYNC110 - no event here
                await asyncio.sleep(POLL)
            self.waits.append(came - asked)
            await asyncio.sleep(PAUSE)

    def _answer(self, account: int, known: int) -> float:
        since = self.telegram.arrived[known:]
        return next((at for at, chat, said in since if chat == account and ANSWERED in said), 0)

    def reminders(self) -> Counter[int]:
        """Return how often each chat was reminded."""
        return Counter(chat for _, chat, said in self.telegram.arrived if REMINDED in said)

    @property
    def lost(self) -> int:
        """Return how many were not told."""
        return self.homes - len(self.reminders())

    @property
    def repeated(self) -> list[int]:
        """Return how often each was told again."""
        return [times - 1 for times in self.reminders().values() if times > 1]

    @property
    def grown(self) -> float:
        """Return by how many MB a life grew at most."""
        return max(most - first for first, most in self.memory)

    @property
    def slowest(self) -> float:
        """Return within how many seconds 99 of a hundred questions were answered."""
        return sorted(self.waits)[int(0.99 * len(self.waits))]


def megabytes(bot: Child) -> float:
    """Return what the process holds in memory."""
    pages = int(Path(f"/proc/{bot.process.pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20
