"""Sends what was committed: in order per chat, within the limits, each outcome recorded."""

import asyncio
import contextlib
import threading
from collections.abc import Sequence
from datetime import datetime

import structlog
from sqlalchemy.exc import OperationalError
from sqlmodel import Session
from telegram.error import TelegramError

from bot.delivery.counting import sent
from bot.delivery.limiter import Limiter
from bot.delivery.noting import Notes
from bot.delivery.outcomes import (
    OUT_OF_ORDER,
    Broken,
    Delivered,
    Later,
    Outcome,
    Reason,
    Refused,
    Unknown,
    classify,
)
from bot.delivery.rendering import Rendering
from bot.hops import broke, hop, look, patient_hop
from bot.leading import Fence, Leading, alone
from models.clock import Clock, SystemClock
from models.database import Database
from models.intents import outbox
from models.intents.heads import Head, heads
from models.intents.messages import Priority
from models.intents.operations import posted
from models.intents.parcels import Parcel
from models.lead import LeadLost

log = structlog.get_logger()
AT_ONCE = 16
LONGEST_PAUSE = 1.0  # so that what quiet hours or a flood wait held goes out in time
LONGEST_SILENCE = 8.0  # seconds between two questions whether Telegram is back
COMING = Later(1)  # what goes with it is being fetched


class Sender:
    """The one that sends. `wake` after a commit; `run` until cancelled, or `drain` in tests."""

    def __init__(
        self,
        database: Database,
        rendering: Rendering,
        limiter: Limiter,
        clock: Clock,
        leading: Leading,
    ) -> None:
        self._database = database
        self._rendering = rendering
        self._limiter = limiter
        self._clock = clock
        self._leading = leading
        self._real = SystemClock()  # flood waits are real time, whatever the office's clock says
        self._woken = asyncio.Event()
        self._flying: set[asyncio.Task[None]] = set()
        self._choosing = threading.Lock()  # the limiter, of our own thread and of the writer's
        self._is_full = False
        self._settled = False
        self._asking = asyncio.Lock()
        self._notes = Notes(database, clock, self.wake)
        self.broken = asyncio.Event()  # a message was let go in the air, and nobody told us to

    def wake(self) -> None:
        """Look for messages now."""
        self._woken.set()

    def take(self, session: Session) -> list[Parcel]:
        """Claim what this transaction has posted and may go at once; its commit is the claim's.

        That is as safe as a claim of its own: a message that was taken and is not heard of again
        is settled by whoever comes next, and nobody else could have seen it before. Where others
        may lead nothing is taken, nor before what was left in the air is settled; nor what has
        files, which are fetched first.
        """
        mine = [row_id for row_id, bare in posted(session).items() if bare]
        if not (mine and self._settled and self._database.is_sqlite):
            return []
        now, real_now = self._clock.now(), self._real.now()
        ahead = heads(session, now=now, real_now=real_now, of=mine)
        ready, _ = self._let_go(ahead)
        return outbox.claim(session, ready, now=now) if ready else []

    def launch(self, parcels: list[Parcel], fence: Fence = alone) -> None:
        """Send what was claimed and committed."""
        for parcel in parcels:
            task = asyncio.create_task(self.send(parcel, fence))
            self._flying.add(task)
            task.add_done_callback(self._landed)

    async def run(self) -> None:
        """Send for ever; what a former process left in the air is settled first."""
        await self.settle()
        try:
            await self._run()
        finally:
            self._settled = False  # what is posted from now on is the next process's to send

    async def _run(self) -> None:
        while True:
            self._woken.clear()
            try:
                pause = await self._round()
            except OperationalError:  # locked, full or away: what is owed stays in its rows
                pause = LONGEST_PAUSE
            # Not wait_for: in Python 3.11 that may swallow the cancellation that ends us.
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(pause):
                    await self._woken.wait()

    async def settle(self) -> None:
        """Settle what a former process was sending when it ended."""
        fence = self._leading.fence()

        def settled(session: Session) -> None:
            fence(session)
            outbox.left_behind(session, now=self._clock.now())

        await patient_hop(self._database, settled)
        self._settled = True

    async def drain(self) -> None:
        """Send until nothing may go any more."""
        while True:
            await asyncio.gather(*self._flying)  # what a turn took along: its chat has more
            pause = await self._round()
            if not self._flying and pause > 0:
                return

    async def stop(self) -> None:
        """Let what is in the air arrive."""
        if self._flying:
            await asyncio.wait(self._flying, timeout=5)

    async def _round(self) -> float:
        """Start what may go now; return for how long nothing else may."""
        now, real_now = self._clock.now(), self._real.now()
        ahead = await look(self._database, lambda s: heads(s, now=now, real_now=real_now))
        ready, pause = self._let_go(ahead)
        if ready:
            fence = self._leading.fence()
            parcels = await self._claimed(ready, fence, now)
            self.launch(parcels, fence)
            if len(parcels) < len(ready):
                return 0.0  # what is not to be said now made room for the next one
        return pause

    def _let_go(self, ahead: Sequence[Head]) -> tuple[list[int], float]:
        """Return what of these may go now, counted as sent, and for how long nothing else may."""
        at, pause, ready = self._clock.monotonic(), LONGEST_PAUSE, list[int]()
        with self._choosing:
            for head in ahead:
                priority = Priority(head.priority)
                when = self._limiter.when(head.chat_id, priority=priority, at=at)
                if when > at:
                    pause = min(pause, max(when - at, 0.01))
                    continue
                if len(self._flying) + len(ready) >= AT_ONCE:
                    self._is_full = True  # whoever lands wakes us
                    break
                self._limiter.sent(head.chat_id, priority=priority, at=at)
                ready.append(head.id)
        return ready, pause

    async def _claimed(self, ready: list[int], fence: Fence, now: datetime) -> list[Parcel]:
        """Return what is ours to send. What failed may be ours too, and nobody would send it."""

        def claimed(session: Session) -> list[Parcel]:
            fence(session)
            return outbox.claim(session, ready, now=now)

        def given_back(session: Session) -> None:
            fence(session)
            outbox.give_back(session, ready)

        try:
            return await hop(self._database, claimed)
        except LeadLost:
            raise
        except (Exception, asyncio.CancelledError):  # why: the commit may have been made
            await patient_hop(self._database, given_back)
            raise

    def _landed(self, task: asyncio.Task[None]) -> None:
        self._flying.discard(task)
        if self._is_full:
            self._is_full = False
            self.wake()
        if broke(task):
            self.broken.set()

    async def send(self, parcel: Parcel, fence: Fence = alone) -> None:
        """Send what was claimed, and note how it ended."""
        outcome = await self._outcome(parcel, plain=False)
        if outcome == Refused(Reason.BAD_MARKUP):
            log.error("markup refused", message=type(parcel.message).__name__, outbox=parcel.id)
            outcome = await self._outcome(parcel, plain=True)
        if isinstance(outcome, Unknown) and await self._was_away():
            outcome = Unknown(away=True)
        if isinstance(outcome, Broken) and not await self._rendering.is_heard():
            outcome = OUT_OF_ORDER
        at = self._clock.monotonic()
        if isinstance(outcome, Later):
            with self._choosing:
                self._limiter.halt(
                    None if outcome.everywhere else parcel.chat_id, at + outcome.seconds, at=at
                )
            if outcome.alarm:
                log.error("telegram refuses us", outbox=parcel.id)
        if await self._notes.note(parcel, outcome, fence):
            sent(outcome)

    async def _outcome(self, parcel: Parcel, *, plain: bool) -> Outcome:
        if any(file.is_coming for file in parcel.files):
            return COMING
        try:
            if parcel.flaw is not None:
                raise parcel.flaw
            return Delivered(await self._rendering.send(parcel, plain=plain))
        except TelegramError as error:
            if "message is not modified" in str(error).lower():
                return Delivered(parcel.edits)
            return classify(error)
        except Exception:  # why: a mistake of ours must not hold this chat for ever
            log.exception("message not drawn", outbox=parcel.id)
            return Refused(Reason.OTHER, "not drawn")

    async def _was_away(self) -> bool:
        """Tell, when Telegram answers, whether it was away and hung up on whatever was sent."""
        if await self._rendering.is_heard():
            return False
        async with self._asking:  # one for all that are in the air: then they end together
            pause = 0.5
            while not await self._rendering.is_heard():
                await asyncio.sleep(pause)
                pause = min(2 * pause, LONGEST_SILENCE)
        return True
