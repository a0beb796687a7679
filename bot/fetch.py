"""Files come into our store after the commit that wanted them; their URL is never kept."""

import asyncio
import contextlib

import structlog
from telegram import Bot
from telegram.error import BadRequest, TelegramError

from bot.hops import look, patient_hop
from bot.images import NotAPicture, cleaned
from models.clock import Clock
from models.database import Database
from models.files import operations as files
from models.files.store import Store
from models.files.tables import MediaKind

log = structlog.get_logger()
PAUSE = 30.0  # between attempts at what failed


class Fetcher:
    """Fetches what is wanted; `wake` after a commit."""

    def __init__(self, database: Database, bot: Bot, store: Store, clock: Clock) -> None:
        self._database = database
        self._bot = bot
        self._store = store
        self._clock = clock
        self._woken = asyncio.Event()

    def wake(self) -> None:
        """Look for wanted files now."""
        self._woken.set()

    async def run(self) -> None:
        """Fetch for ever."""
        while True:
            self._woken.clear()
            await self.drain()
            # Not wait_for: in Python 3.11 that may swallow the cancellation that ends us.
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(PAUSE):
                    await self._woken.wait()

    async def drain(self) -> None:
        """Try every wanted file once."""
        for file_id, handle, kind in await look(self._database, files.wanted):
            await self._fetch(file_id, handle, kind)

    async def _fetch(self, file_id: int, handle: str, kind: str) -> None:
        try:
            found = await self._bot.get_file(handle)
            content = bytes(await found.download_as_bytearray())
            if kind == MediaKind.PHOTO:
                content = await cleaned(content)
        except NotAPicture:
            log.warning("picture not readable", file=file_id)
            await self._missed(file_id, for_good=False)
        except TelegramError as error:
            too_big = isinstance(error, BadRequest) and "too big" in str(error)
            log.warning("file not fetched", file=file_id, why=type(error).__name__)
            await self._missed(file_id, for_good=too_big)
        else:
            digest = await asyncio.to_thread(self._store.put, content)
            await patient_hop(
                self._database, lambda s: files.kept(s, file_id, digest, len(content))
            )

    async def _missed(self, file_id: int, *, for_good: bool) -> None:
        now = self._clock.now()
        await patient_hop(
            self._database, lambda s: files.missed(s, file_id, for_good=for_good, now=now)
        )
