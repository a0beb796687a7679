"""Files come into our store after the commit that wanted them, and go after the one that erased."""

import asyncio
import contextlib
from collections.abc import Iterator
from functools import partial
from time import monotonic

import structlog
from sqlmodel import Session
from telegram import Bot
from telegram.error import TelegramError

from bot.accounting.arriving import read_export
from bot.hops import patient_hop, patient_look
from bot.mydata import wipe_traces
from bot.papers.pictures import NotAPicture, bare
from models.clock import Clock
from models.database import Database
from models.files import operations as files
from models.files.operations import Miss, Wanted
from models.files.store import Store
from models.mydata.erasing import to_wipe
from models.papers import erasing
from models.papers.operations import fetched

log = structlog.get_logger()
PAUSE = 30.0  # between attempts at what failed
LOOK = 2.0  # between looks for what is erased: the clock erases, too


class Fetcher:
    """Fetches what is wanted and removes what is erased; `wake` after a commit."""

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
        """Fetch for ever, and remove what was erased meanwhile."""
        again = 0.0
        while True:
            fetches = self._woken.is_set() or monotonic() >= again
            self._woken.clear()
            await self.drain(fetches=fetches)
            again = monotonic() + PAUSE if fetches else again
            # Not wait_for: in Python 3.11 that may swallow the cancellation that ends us.
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(LOOK):
                    await self._woken.wait()

    async def drain(self, *, fetches: bool = True) -> None:
        """Try every wanted file once; remove every erased one.

        What there is to do is asked in one look: mostly there is nothing.
        """
        wanted, erased, traces = await patient_look(
            self._database,
            lambda s: (files.wanted(s) if fetches else [], erasing.to_remove(s), to_wipe(s)),
        )
        for file in wanted:
            with _retried(file.id):
                await self._fetch(file)
        for gone in erased:
            with _retried(gone.id):  # after the bytes went, the row no longer asks for it
                await asyncio.to_thread(erasing.remove, self._store, gone)
                await patient_hop(self._database, partial(erasing.removed, file_id=gone.id))
        if traces:
            with _retried():
                await wipe_traces(self._database, self._store, traces)

    async def _fetch(self, file: Wanted) -> None:
        try:
            content = bytes(await (await self._bot.get_file(file.handle)).download_as_bytearray())
            if await read_export(self._database, file.id, content, now=self._clock.now()):
                return
            content, is_picture = await bare(file.kind, content)
        except NotAPicture:
            log.warning("picture not readable", file=file.id)
            await self._missed(file.id, Miss.UNREADABLE)
        except TelegramError as error:
            log.warning("file not fetched", file=file.id, why=type(error).__name__)
            await self._missed(file.id, Miss.TOO_LARGE if "too big" in str(error) else Miss.NOT_NOW)
        else:
            await self._keep(file, content, is_picture=is_picture)

    async def _keep(self, file: Wanted, content: bytes, *, is_picture: bool) -> None:
        new = self._store.new_key()
        key = await patient_hop(self._database, lambda s: erasing.key_of(s, file.sender_id, new))
        digest = await asyncio.to_thread(self._store.put, content, key, file.came)
        now = self._clock.now()

        def note(session: Session) -> None:
            files.kept(session, file.id, key, digest, size=len(content), is_picture=is_picture)
            fetched(session, file.id, now=now)

        await patient_hop(self._database, note)

    async def _missed(self, file_id: int, why: Miss) -> None:
        now = self._clock.now()

        def note(session: Session) -> None:
            files.missed(session, file_id, why, now=now)
            fetched(session, file_id, now=now)

        await patient_hop(self._database, note)


@contextlib.contextmanager
def _retried(file_id: int | None = None) -> Iterator[None]:
    """Leave it as it was where the disk is full or does not answer: it comes again."""
    try:
        yield
    except OSError as error:
        log.error("disk trouble", file=file_id, why=type(error).__name__, number=error.errno)
