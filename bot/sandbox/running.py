"""The sandbox as a program: the same front desk, against its own Telegram, with a clock to move."""

import asyncio
import json
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session, SQLModel

from bot.app import listening, opened, work
from bot.desk import Desk
from bot.failures import Failed
from bot.hops import hop, look
from bot.sandbox.control import LOCAL_NAMES
from bot.sandbox.core import Telegram
from bot.sandbox.opening import ZONE, open_estate, people_of
from bot.sandbox.server import sandbox_routes, webhook_delivery
from bot.settings import Settings
from bot.web import Health
from models.calendar import Calendar, Hours
from models.clock import MovableClock, SystemClock
from models.due import coming
from models.estate.tables import Estate
from models.files.store import write_whole
from scheduler.due import sweep

SAVED_EVERY = 1.0  # seconds


async def serve_sandbox(settings: Settings) -> None:
    """Serve the sandbox: page, Telegram and front desk in one process, on loopback only."""
    host, port = settings.address
    if host not in LOCAL_NAMES:
        raise Failed("LISTEN: the sandbox shows everything to everybody; it needs 127.0.0.1.")
    sandbox = Sandbox(settings.sandbox_dir)
    own = settings.sandboxed(sandbox.telegram.token, f"http://{settings.listen}")
    async with opened(own, sandbox.clock) as desk:
        await asyncio.to_thread(sandbox.opens, desk)
        health = Health(desk, own)
        routes = health.routes() + sandbox_routes(
            sandbox.telegram, on_clock=sandbox.on_clock, due=sandbox.due, on_reset=sandbox.on_reset
        )
        async with listening(own, routes, webhook_delivery(sandbox.telegram)):
            keeping = asyncio.create_task(sandbox.keep())
            print(f"Guanjia 管家 · sandbox: http://{host}:{port}/", flush=True)  # noqa: T201
            await work(own, desk)
            keeping.cancel()
            sandbox.save()


class Sandbox:
    """A world of its own under `root`, kept there over restarts."""

    def __init__(self, root: Path) -> None:
        self._saved = root / "telegram.json"
        self.clock = MovableClock()
        self.telegram = Telegram(self.clock)

    def opens(self, desk: Desk) -> None:
        """Go on where it stood, or open the sample estate."""
        self._desk = desk
        if desk.database.read(lambda s: s.get(Estate, 1)) is not None and self._saved.exists():
            kept = json.loads(self._saved.read_bytes())
            self.telegram.restore(kept["telegram"])
            self.clock.move_to(datetime.fromisoformat(kept["now"]))
            return
        desk.database.write(self._begin)
        people_of(self.telegram)

    def _begin(self, session: Session) -> None:
        """Open the sample estate as of the machine's day, however far the clock was moved."""
        self.clock.move_to(_in_office_hours(SystemClock().now()))
        for table in reversed(SQLModel.metadata.sorted_tables):
            if table.name != "installation":
                session.execute(table.delete())
        open_estate(session, self.clock)

    async def keep(self) -> None:
        """Save for ever, a second after each change."""
        saved = -1
        while True:
            if self.telegram.revision != saved:
                saved = self.telegram.revision
                await asyncio.to_thread(self.save)
            await asyncio.sleep(SAVED_EVERY)

    def save(self) -> None:
        """Write down what every chat shows, and what time it is."""
        kept = {"telegram": self.telegram.snapshot(), "now": self.clock.now().isoformat()}
        write_whole(self._saved, json.dumps(kept).encode())

    async def on_clock(self, target: datetime) -> None:
        """Move the office's clock, stopping at each moment that falls due on the way."""
        desk = self._desk
        while moments := await look(desk.database, lambda s: [d.due_at for d in coming(s, 1)]):
            if moments[0] > target:
                break
            self.clock.move_to(max(moments[0], self.clock.now()))
            await asyncio.to_thread(sweep, desk.database, self.clock)
            await desk.sender.drain()
        self.clock.move_to(target)
        await asyncio.to_thread(sweep, desk.database, self.clock)
        desk.sender.wake()

    async def due(self) -> list[dict[str, Any]]:
        """Return what the book of moments holds next."""
        rows = await look(self._desk.database, coming)
        return [{"kind": r.kind, "subject": r.subject, "at": r.due_at.isoformat()} for r in rows]

    async def on_reset(self) -> None:
        """Begin again: an empty book, the sample estate, nobody has said anything."""
        desk = self._desk
        await desk.turns.idle()
        fresh = Telegram(self.clock)
        # Updates go on counting: the bot has confirmed the numbers before these.
        fresh.state["last"]["update"] = self.telegram.state["last"].get("update", 0)
        await hop(desk.database, self._begin)
        self.telegram.restore(fresh.snapshot())
        people_of(self.telegram)


def _in_office_hours(now: datetime) -> datetime:
    """Return the moment, or the next morning when the office is closed: nobody is shown a night."""
    hours = (Hours.parse("09:30-16:00"),)
    return Calendar(ZoneInfo(ZONE), hours).first_permitted(now, hours)
