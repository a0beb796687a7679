"""An estate whose time goes on: what is due is rung, what is to be said is sent, it restarts."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, func, select

from bot.delivery.limiter import Limiter, Limits
from bot.delivery.sender import Sender
from bot.leading import Leading
from models.clock import MovableClock
from models.database import Database
from models.due import Due
from models.intents.tables import Outbox, OutboxState
from scheduler.due import sweep
from scheduler.timetable import TIMETABLE
from tests.support.arrivals import Arrivals, Died
from tests.support.figures import Figures

GRAIN = timedelta(seconds=30)  # so late the sweep looks: what is due meanwhile is rung together


@dataclass
class Living:
    """One estate in virtual time, without a process of its own."""

    database: Database
    clock: MovableClock
    zone: ZoneInfo
    telegram: Arrivals
    figures: Figures

    def __post_init__(self) -> None:
        self.sender = self._born()

    def _born(self) -> Sender:
        limiter = Limiter(Limits.parse("off"))
        return Sender(self.database, self.telegram, limiter, self.clock, Leading(self.database))

    async def until(self, day: date, hour: time) -> None:
        """Let time pass until the clocks on the walls show that."""
        await self.reaches(self._at(day, hour))

    async def reaches(self, target: datetime) -> None:
        """Let time pass, and everything happen that is due on the way."""
        while (coming := self.database.read(self._next)) is not None and coming <= target:
            self.clock.move_to(min(target, max(coming, self.clock.now()) + GRAIN))
            await self.rings()
        self.clock.move_to(max(target, self.clock.now()))

    async def rings(self) -> None:
        """Ring what is due and send what is to be said; who dies of it is born again."""
        sweep(self.database, self.clock)
        while True:
            try:
                await self.sender.drain()
            except Died:
                await self.sender.stop()
                self.telegram.dies_after = None
                self.figures.deaths += 1
                await self.restarts()
            else:
                return

    async def restarts(self) -> None:
        """Let a new process find what the last one left: all its jobs run at once."""
        self.sender = self._born()
        await self.sender.settle()
        self.plans()

    def plans(self) -> None:
        """Run every job once, as a process does when it starts."""
        for tick in TIMETABLE:
            tick.job(self.database, self.clock)

    def _next(self, session: Session) -> datetime | None:
        """Return when something is to happen next: a moment, or a message that waits."""
        due = select(func.min(Due.due_at)).where(col(Due.settled_at).is_(None))
        waits = (Outbox.state == OutboxState.WAITING) & (col(Outbox.not_before) > self.clock.now())
        held = select(func.min(Outbox.not_before)).where(waits)
        found = [session.exec(due).one(), session.exec(held).one()]
        return min((each for each in found if each is not None), default=None)

    def _at(self, day: date, hour: time) -> datetime:
        return datetime.combine(day, hour, tzinfo=self.zone)
