"""What became of each message is written down, of several by one commit."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

import structlog
from sqlmodel import Session

from bot.delivery.outcomes import (
    Broken,
    Delivered,
    Later,
    Migrated,
    Outcome,
    Reason,
    Refused,
    Unknown,
)
from bot.hops import hop, patient_hop
from bot.leading import Fence
from models.clock import Clock, SystemClock
from models.database import Database
from models.groups.losing import is_lost
from models.groups.shutting import is_open, is_shut
from models.intents import outbox
from models.intents.aside import stumbled
from models.intents.heads import flies
from models.intents.parcels import Parcel
from models.lead import LeadLost
from models.tasks.undelivered import telephone_instead

log = structlog.get_logger()
ATTEMPTS = 3
GONE = frozenset({Reason.BLOCKED, Reason.KICKED, Reason.CHAT_NOT_FOUND, Reason.DEACTIVATED})
SHUT = frozenset({Reason.NO_RIGHTS, Reason.TOPIC_GONE})  # of a group; it may be opened again
Ended = tuple[Parcel, Outcome, Fence]


class Notes:
    """Notes outcomes; `wake` is called where something may be to send because of one."""

    def __init__(self, database: Database, clock: Clock, wake: Callable[[], None]) -> None:
        self._database = database
        self._clock = clock
        self._wake = wake
        self._real = SystemClock()
        self._ended: list[Ended] = []
        self._noting = asyncio.Lock()

    async def note(self, parcel: Parcel, outcome: Outcome, fence: Fence) -> bool:
        """Note how it ended; false when that is another worker's part now, or failed again.

        What ends while others are noted is noted by one commit, as it waits for the one writer
        anyway. Where that fails each is noted by itself, if it was not.
        """
        if await self._together((parcel, outcome, fence)):
            return True

        def record(session: Session) -> bool:
            fence(session)
            return not flies(session, parcel.id) or self._record(session, parcel, outcome)

        for tries_left in reversed(range(ATTEMPTS)):
            try:
                if await patient_hop(self._database, record):
                    self._wake()
            except LeadLost:
                log.warning("another worker sends now", outbox=parcel.id)
                return False
            except Exception:  # why: what a mistake leaves in the air would hold its chat for ever
                log.exception("outcome not noted", outbox=parcel.id, tries_left=tries_left)
            else:
                return True
        return False

    async def _together(self, ended: Ended) -> bool:
        batch = self._ended
        batch.append(ended)
        async with self._noting:
            if batch is self._ended:
                self._ended = []
                try:
                    if await hop(self._database, lambda s: self._all(s, batch)):
                        self._wake()
                    batch.clear()
                except Exception as error:  # noqa: BLE001 # why: each is tried again, and told of
                    log.warning("outcomes not noted at once", why=type(error).__name__)
        return not batch

    def _all(self, session: Session, batch: Sequence[Ended]) -> bool:
        for fence in {fence for _, _, fence in batch}:
            fence(session)
        more = [self._record(session, parcel, outcome) for parcel, outcome, _ in batch]
        return any(more)

    def _record(self, session: Session, parcel: Parcel, outcome: Outcome) -> bool:
        """Write it down; tell whether something may be to send because of it."""
        now = self._clock.now()
        match outcome:
            case Delivered(message_id):
                return _delivered(session, parcel, message_id, now)
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
        return True


def _delivered(session: Session, parcel: Parcel, message_id: int | None, now: datetime) -> bool:
    more = outbox.delivered(session, parcel.id, parcel.chat_id, message_id, now=now)
    if parcel.opens:
        is_open(session, parcel.id, now=now)
    return more or parcel.opens


def _refused(session: Session, parcel: Parcel, reason: Reason, now: datetime) -> None:
    if reason in SHUT and is_shut(session, parcel.id, reason, now=now):
        return
    row = outbox.refused(session, parcel.id, reason, gone=reason in GONE, now=now)
    telephone_instead(session, row, now=now)
    if row.group_id is not None and reason in GONE:
        is_lost(session, row.chat_id, now=now)
