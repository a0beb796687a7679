"""Sends what was committed: in order per chat, within the limits, each outcome recorded."""

import asyncio
import contextlib
from datetime import datetime, timedelta

import structlog
from sqlalchemy.exc import OperationalError
from sqlmodel import Session
from telegram.error import TelegramError

from bot.delivery.counting import sent
from bot.delivery.limiter import Limiter
from bot.delivery.outcomes import (
    OUT_OF_ORDER,
    Broken,
    Delivered,
    Later,
    Migrated,
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
from models.groups.losing import is_lost
from models.groups.shutting import is_open, is_shut
from models.intents import outbox
from models.intents.aside import stumbled
from models.intents.heads import heads
from models.intents.messages import Priority
from models.intents.outbox import Parcel
from models.lead import LeadLost
from models.tasks.undelivered import telephone_instead

log = structlog.get_logger()
AT_ONCE = 16
ATTEMPTS = 3  # to note what became of a message
LONGEST_PAUSE = 1.0  # so that what quiet hours or a flood wait held goes out in time
LONGEST_SILENCE = 8.0  # seconds between two questions whether Telegram is back
COMING = Later(1)  # what goes with it is being fetched
GONE = frozenset({Reason.BLOCKED, Reason.KICKED, Reason.CHAT_NOT_FOUND, Reason.DEACTIVATED})
SHUT = frozenset({Reason.NO_RIGHTS, Reason.TOPIC_GONE})  # of a group; it may be opened again


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
        self.broken = asyncio.Event()  # a message was let go in the air, and nobody told us to

    def wake(self) -> None:
        """Look for messages now."""
        self._woken.set()

    async def run(self) -> None:
        """Send for ever; what a former process left in the air is settled first."""
        await self.settle()
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

    async def drain(self) -> None:
        """Send until nothing may go any more."""
        while True:
            pause = await self._round()
            if not self._flying and pause > 0:
                return
            await asyncio.gather(*self._flying)

    async def stop(self) -> None:
        """Let what is in the air arrive."""
        if self._flying:
            await asyncio.wait(self._flying, timeout=5)

    async def _round(self) -> float:
        """Start what may go now; return for how long nothing else may."""
        now, real_now = self._clock.now(), self._real.now()
        ahead = await look(self._database, lambda s: heads(s, now=now, real_now=real_now))
        at, pause = self._clock.monotonic(), LONGEST_PAUSE
        ready: list[int] = []
        for head in ahead:
            priority = Priority(head.priority)
            when = self._limiter.when(head.chat_id, priority=priority, at=at)
            if when > at or len(self._flying) + len(ready) >= AT_ONCE:
                pause = min(pause, max(when - at, 0.01))
                continue
            self._limiter.sent(head.chat_id, priority=priority, at=at)
            ready.append(head.id)
        if ready:
            fence = self._leading.fence()
            parcels = await self._claimed(ready, fence, now)
            for parcel in parcels:
                task = asyncio.create_task(self.send(parcel, fence))
                self._flying.add(task)
                task.add_done_callback(self._landed)
            if len(parcels) < len(ready):
                return 0.0  # what is not to be said now made room for the next one
        return pause

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
        except Exception:  # why: whatever failed, the commit may have been made
            await patient_hop(self._database, given_back)
            raise

    def _landed(self, task: asyncio.Task[None]) -> None:
        self._flying.discard(task)
        self._woken.set()
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
            self._limiter.halt(
                None if outcome.everywhere else parcel.chat_id, at + outcome.seconds, at=at
            )
            if outcome.alarm:
                log.error("telegram refuses us", outbox=parcel.id)
        if await self._noted(parcel, outcome, fence):
            sent(outcome)

    async def _noted(self, parcel: Parcel, outcome: Outcome, fence: Fence) -> bool:
        """Note how it ended; false when that is another worker's part now, or failed again."""

        def record(session: Session) -> None:
            fence(session)
            self._record(session, parcel, outcome)

        for tries_left in reversed(range(ATTEMPTS)):
            try:
                await patient_hop(self._database, record)
            except LeadLost:
                log.warning("another worker sends now", outbox=parcel.id)
                return False
            except Exception:  # why: what a mistake leaves in the air would hold its chat for ever
                log.exception("outcome not noted", outbox=parcel.id, tries_left=tries_left)
            else:
                return True
        return False

    async def _outcome(self, parcel: Parcel, *, plain: bool) -> Outcome:
        if any(file.is_coming for file in parcel.files):
            return COMING
        try:
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
        pause, away = 0.5, False
        while not await self._rendering.is_heard():
            away = True
            await asyncio.sleep(pause)
            pause = min(2 * pause, LONGEST_SILENCE)
        return away

    def _record(self, session: Session, parcel: Parcel, outcome: Outcome) -> None:
        now = self._clock.now()
        match outcome:
            case Delivered(message_id):
                _delivered(session, parcel, message_id, now)
            case Later(seconds, everywhere):
                until = self._real.now() + timedelta(seconds=seconds)
                outbox.put_off(session, parcel.id, until, everywhere=everywhere, now=now)
            case Migrated(new_chat_id):
                outbox.moved(session, parcel.id, new_chat_id)
            case Refused(Reason.MESSAGE_GONE) if parcel.edits is not None:
                outbox.send_anew(session, parcel.id)
            case Refused(reason, said):
                log.warning("message refused", outbox=parcel.id, reason=reason, said=said)
                _refused(session, parcel, reason, now)
            case Unknown(away):
                outbox.unknown(session, parcel.id, away=away, now=now)
            case Broken():
                stumbled(session, parcel.id, now=now, real_now=self._real.now())


def _delivered(session: Session, parcel: Parcel, message_id: int | None, now: datetime) -> None:
    outbox.delivered(session, parcel.id, message_id, now=now)
    if parcel.opens:
        is_open(session, parcel.id, now=now)


def _refused(session: Session, parcel: Parcel, reason: Reason, now: datetime) -> None:
    if reason in SHUT and is_shut(session, parcel.id, reason, now=now):
        return
    row = outbox.refused(session, parcel.id, reason, gone=reason in GONE, now=now)
    telephone_instead(session, row, now=now)
    if row.group_id is not None and reason in GONE:
        is_lost(session, row.chat_id, now=now)
