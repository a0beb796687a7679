"""Lanes and turns: each update in order, one at a time per person, one transaction each."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import field
from time import perf_counter
from typing import Any, cast

import structlog
from sqlmodel import Session
from telegram import Update
from telegram.error import TelegramError
from telegram.ext import Application, BaseUpdateProcessor

from bot.delivery.sender import Sender
from bot.failures import place_of
from bot.hops import broke, patient_hop
from bot.metrics import TURN_SECONDS, TURNS_FAILED
from handlers.context import Toast, Turn
from handlers.errors import confess
from handlers.incoming import Caught, Incoming, caught
from handlers.turns import take_turn
from locales.catalogue import Catalogue, Reader
from models import inbox
from models.clock import Clock
from models.database import Database
from models.inbox import Kept
from models.intents.operations import posted
from models.intents.outbox import give_back
from models.intents.parcels import Parcel
from models.values import frozen

log = structlog.get_logger()
AT_ONCE = 64
PATIENCE = 1.0  # seconds; then a press is answered blank, so that its button stops spinning


@frozen
class Done:
    """What a turn that is committed leaves to do: answer, send, and look whether there is more."""

    toast: Toast | None = None
    parcels: list[Parcel] = field(default_factory=list)
    is_more: bool = False


class Overtaken(Exception):
    """Something that came before waits in the same lane, with another worker it may be."""

    def __init__(self, by: list[Kept]) -> None:
        super().__init__()
        self.by = by


class Turns(BaseUpdateProcessor):
    """Each update, in the order of its lane, through PTB's handlers and its one hop."""

    def __init__(
        self,
        application: "Application[Any, Any, Any, Any, Any, Any]",
        database: Database,
        catalogue: Catalogue,
        clock: Clock,
        sender: Sender,
        on_commit: Callable[[bool], None],
    ) -> None:
        super().__init__(AT_ONCE)
        self._application = application
        self._database = database
        self._catalogue = catalogue
        self._clock = clock
        self._sender = sender
        self._on_commit = on_commit
        # What a turn took along whose commit is in doubt; None: taking failed, now it takes nothing
        self._doubtful: dict[int, list[int] | None] = {}
        self._lanes: dict[str, deque[Kept]] = {}
        self._having: set[int] = set()
        self._running: set[asyncio.Task[None]] = set()
        self.broken = asyncio.Event()  # a lane ended that nobody told to
        self.username = ""  # as links and refusals name the bot

    async def initialize(self) -> None:
        """Do nothing; there is nothing to open."""

    async def shutdown(self) -> None:
        """Do nothing; there is nothing to close."""

    def submit(self, updates: list[Kept]) -> None:
        """Let these updates have their turns."""
        for kept in updates:
            if kept.id in self._having:
                continue
            self._having.add(kept.id)
            if kept.lane in self._lanes:
                self._lanes[kept.lane].append(kept)
                continue
            self._lanes[kept.lane] = deque([kept])
            task = asyncio.create_task(self._drain(kept.lane))
            self._running.add(task)
            task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._running.discard(task)
        if broke(task):
            self.broken.set()

    async def idle(self) -> None:
        """Return when every update that was submitted has had its turn."""
        while self._running:
            await asyncio.wait(self._running)

    async def _drain(self, lane: str) -> None:
        waiting = self._lanes[lane]
        while waiting:
            await self._handle(waiting[0])
            self._having.discard(waiting.popleft().id)
        del self._lanes[lane]

    async def _handle(self, kept: Kept) -> None:
        for _ in range(inbox.ATTEMPTS + 1):  # the last one would only see that it was committed
            try:
                update = Update.de_json(kept.raw, self._application.bot)
            except Exception:  # why: a shape the library cannot read must not stop the others
                log.exception("update not readable", inbox=kept.id)
                await self._failed(kept, "unreadable", for_good=True)
                return
            try:
                await self.process_update(kept, self._application.process_update(update))
                return
            except Overtaken as overtaken:
                for each in (*overtaken.by, kept):
                    await self._handle(each)
                return
            except Exception as error:  # why: a mistake of ours costs this update, not the lane
                TURNS_FAILED.inc()
                log.exception("turn failed", inbox=kept.id)
                if await self._failed(kept, place_of(error), for_good=False):
                    return

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Let PTB translate what was kept, then take the turn; raises what went wrong in either."""
        kept, found, began = cast(Kept, update), Caught(), perf_counter()
        token = caught.set(found)
        try:
            await coroutine
        finally:
            caught.reset(token)
        if found.error is not None:
            raise found.error
        turn = asyncio.ensure_future(
            patient_hop(
                self._database, lambda s: self._turn(s, kept, found.incoming), lane=kept.lane
            )
        )
        query = found.incoming.query_id if found.incoming else ""
        if query:
            await asyncio.wait({turn}, timeout=PATIENCE)
            blank = not turn.done()
            if blank:
                await self._answer(query, Toast())
        done = await turn
        TURN_SECONDS.observe(perf_counter() - began)
        self._doubtful.pop(kept.id, None)
        self._sender.launch(done.parcels)
        with_files = bool(found.incoming and found.incoming.media)
        if done.is_more or with_files:
            self._on_commit(with_files)
        if query and not blank:
            await self._answer(query, done.toast or Toast())

    def _turn(self, session: Session, kept: Kept, incoming: Incoming | None) -> Done:
        if not self._database.is_sqlite and (before := inbox.earlier(session, kept)):
            raise Overtaken(before)
        if not inbox.claim(session, kept.id):
            # Committed by an attempt that failed afterwards: what it took nobody sends.
            give_back(session, self._doubtful.get(kept.id) or ())
            return Done(is_more=True)
        if incoming is None:
            return Done()
        turn = Turn(session, incoming, self._catalogue, self.username, self._clock.now())
        take_turn(turn)
        parcels = self._taken(session, kept)
        return Done(turn.answer, parcels, len(parcels) < len(posted(session)))

    def _taken(self, session: Session, kept: Kept) -> list[Parcel]:
        """Take along what may be sent at once; where that fails, the turn is taken without."""
        if self._doubtful.setdefault(kept.id, []) is None:
            return []
        self._doubtful[kept.id] = None
        parcels = self._sender.take(session)
        self._doubtful[kept.id] = [parcel.id for parcel in parcels]
        return parcels

    async def _answer(self, query: str, toast: Toast) -> None:
        reader = Reader(toast.language, toast.timezone)
        text = self._catalogue.plain(toast.key, reader, toast.facts)[:200] if toast.key else None
        try:
            await self._application.bot.answer_callback_query(
                query, text=text, show_alert=toast.alert
            )
        except TelegramError as error:  # too old, or Telegram is away: the result comes by message
            log.info("press not answered", why=type(error).__name__)

    async def _failed(self, kept: Kept, error: str, *, for_good: bool) -> bool:
        """Note it; for a dead letter tell the person honestly, and the operator's group."""
        now = self._clock.now()
        try:
            dead = await patient_hop(
                self._database, lambda s: inbox.failed(s, kept.id, error, for_good=for_good)
            )
            if dead:
                self._doubtful.pop(kept.id, None)
                await patient_hop(
                    self._database, lambda s: confess(s, kept.raw, inbox_id=kept.id, now=now)
                )
        except Exception:  # why: a mistake in telling of a mistake costs no lane either
            log.exception("failure not noted", inbox=kept.id)
            return False
        return dead
