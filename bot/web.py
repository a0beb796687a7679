"""Health, readiness, metrics, and the door for the webhook."""

import asyncio
import contextlib

from aiohttp import web
from prometheus_client import CollectorRegistry, Gauge, generate_latest
from sqlalchemy.exc import SQLAlchemyError

from bot.desk import Desk
from bot.hops import look
from models.backups.operations import is_missing
from models.due import count_due
from models.inbox import count_waiting as inbox_waiting
from models.intents.outbox import count_waiting as outbox_waiting
from models.migrating import schema_of

DEAF_AFTER = 120.0  # seconds without a word from Telegram while polling
Figures = dict[str, float | int | str | None]


class Health:
    """What the machine that watches us may ask."""

    def __init__(self, desk: Desk, *, polls: bool) -> None:
        self._desk = desk
        self._polls = polls

    def routes(self) -> list[web.RouteDef]:
        """Return the three routes."""
        return [
            web.get("/healthz", self.alive),
            web.get("/readyz", self.ready),
            web.get("/metrics", self.metrics),
        ]

    async def alive(self, _: web.Request) -> web.Response:
        """Answer while the loop turns."""
        return web.json_response({"ok": True})

    async def ready(self, _: web.Request) -> web.Response:
        """Tell whether updates come in, the database answers, and what waits."""
        figures = await self.figures()
        return web.json_response(figures, status=200 if figures["ok"] else 503)

    async def metrics(self, _: web.Request) -> web.Response:
        """Answer in Prometheus' format."""
        registry = CollectorRegistry()
        for name, value in (await self.figures()).items():
            if isinstance(value, int | float):
                told = name.replace("_", " ")
                Gauge(f"guanjia_{name}", told, registry=registry).set(value)
        return web.Response(body=generate_latest(registry), content_type="text/plain")

    async def figures(self) -> Figures:
        """Return what `/readyz` shows."""
        database, clock, heard = self._desk.database, self._desk.clock, self._desk.intake.last_at
        now = clock.now()
        silent = None if heard is None else round(clock.monotonic() - heard, 1)
        figures: Figures = {"ok": False, "last_poll_s": silent}
        with contextlib.suppress(SQLAlchemyError):
            figures |= await look(
                database,
                lambda s: {
                    "inbox_waiting": inbox_waiting(s),
                    "outbox_waiting": outbox_waiting(s),
                    "backup_missing": int(is_missing(s, now=now)),
                    "due_waiting": count_due(s, now=now),
                },
            )
            _, figures["schema"] = await asyncio.to_thread(schema_of, database)
            hears = not self._polls or (silent is not None and silent < DEAF_AFTER)
            figures["ok"] = hears and bool(self._desk.turns.username)
        return figures
