"""One of several workers leads: it alone polls, sends, fetches and makes the backups.

On SQLite there is one process, by the lock of its file. On PostgreSQL it is who holds the lead;
the others take updates in, have their turns, and tell the leader when there is something to send.
"""

import asyncio
import secrets
from collections.abc import Awaitable, Callable
from contextlib import suppress
from time import monotonic

import structlog
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session
from telegram import Bot
from telegram.error import TelegramError

from bot.hops import hop
from models import lead
from models.database import IMPATIENT, Database, T, Work
from models.lead import LeadLost

log = structlog.get_logger()
HOLDS, RENEWS = 15.0, 3.0  # seconds: after a leader's death another one leads within their sum
Fence = Callable[[Session], None]
FILES, MESSAGES = "files", "messages"


def alone(_: Session) -> None:
    """Let a transaction commit: nobody else could have written meanwhile."""


class Leading:
    """Whether this worker leads. Without `during` there are no others, and nothing is asked."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._holder = secrets.token_hex(8)
        self._number: int | None = None
        self._competes = False
        self._telling: set[str] = set()
        self._told: set[asyncio.Task[None]] = set()

    @property
    def leads(self) -> bool:
        """Tell whether what only one may do is done here."""
        return not self._competes or self._number is not None

    def fence(self) -> Fence:
        """Return what lets a transaction commit only under the present lead. Raises LeadLost."""
        number = self._number
        if number is not None:
            return lambda session: lead.fence(session, number)
        if self._competes:
            raise LeadLost
        return alone

    async def during(self, work: Callable[[], Awaitable[None]]) -> None:
        """Let `work` run, which never ends by itself, whenever we lead."""
        if self._database.is_sqlite:
            await work()
            return
        self._competes = True
        try:
            while True:
                await self._taken()
                log.info("leading", number=self._number)
                await self._until_lost(work)
                log.warning("leading no more")
                await self._given_up()
                await asyncio.sleep(2 * RENEWS)  # whoever can do better takes it meanwhile
        finally:
            await self._given_up()

    async def _given_up(self) -> None:
        self._number = None
        with suppress(DBAPIError):
            await self._at_once(lambda s: lead.give_up(s, self._holder))

    async def _taken(self) -> None:
        """Return when we lead."""
        while self._number is None:
            with suppress(DBAPIError):
                self._number = await self._renewed()
            if self._number is None:
                await asyncio.sleep(RENEWS)

    async def _until_lost(self, work: Callable[[], Awaitable[None]]) -> None:
        working, keeping = (asyncio.ensure_future(each) for each in (work(), self._kept()))
        try:
            await asyncio.wait({working, keeping}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for each in (working, keeping):
                each.cancel()
            ended, _ = await asyncio.gather(working, keeping, return_exceptions=True)
        if isinstance(ended, Exception) and not isinstance(ended, LeadLost):
            raise ended

    async def _kept(self) -> None:
        """Prolong the lead; return when it is lost, or before another one could have it.

        A database that nobody reaches answers late or never: that is measured by our own clock.
        """
        until = monotonic() + HOLDS
        with suppress(TimeoutError):
            while True:
                async with asyncio.timeout(until - monotonic() - RENEWS):
                    await asyncio.sleep(RENEWS)
                    asked = monotonic()
                    with suppress(DBAPIError):
                        if await self._renewed() != self._number:
                            return
                        until = asked + HOLDS

    async def _renewed(self) -> int | None:
        return await self._at_once(lambda s: lead.take(s, self._holder, seconds=HOLDS))

    async def _at_once(self, work: Work[T]) -> T:
        """Do it beside the writers, who may all be waiting for a lane."""
        return await asyncio.wrap_future(self._database.writing_beside(work))

    def tell(self, said: str) -> None:
        """Tell whoever leads, if that is not us, that there is something to send, or to fetch."""
        if self.leads or said in self._telling:
            return
        self._telling.add(said)
        task = asyncio.create_task(self._tell(said))
        self._told.add(task)
        task.add_done_callback(self._told.discard)

    async def _tell(self, said: str) -> None:
        self._telling.discard(said)  # what is committed from now on is told again
        with suppress(DBAPIError):  # the leader looks by itself, too
            await hop(self._database, lambda s: lead.notify(s, said))

    async def listen(self, heard: Callable[[str], None]) -> None:
        """Call `heard` with what the others tell, for ever."""
        import psycopg  # noqa: PLC0415  (SQLite needs none)

        address = self._database.url.set(drivername="postgresql")
        while True:
            with suppress(psycopg.Error):
                async with await psycopg.AsyncConnection.connect(
                    address.render_as_string(hide_password=False), autocommit=True, **IMPATIENT
                ) as connection:
                    await connection.execute("LISTEN guanjia")  # `lead.notify`
                    async for each in connection.notifies():
                        heard(each.payload)
            await asyncio.sleep(RENEWS)


async def reach(bot: Bot) -> None:
    """Raise LeadLost when Telegram is not reached for long: another worker may reach it."""
    reached = monotonic()
    while monotonic() < reached + HOLDS:
        await asyncio.sleep(RENEWS)
        with suppress(TelegramError):
            await bot.get_me(connect_timeout=RENEWS, read_timeout=RENEWS)
            reached = monotonic()
    raise LeadLost
