"""Health, readiness, metrics, and the door for the webhook."""

import asyncio
import contextlib
import logging
from collections.abc import Callable
from typing import cast

from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError
from prometheus_client import CollectorRegistry, generate_latest
from sqlalchemy.exc import SQLAlchemyError

from bot.desk import Desk
from bot.figures import Gauges, queues, tell_machine, tell_office, tell_queues
from bot.hops import look
from bot.metrics import REGISTRY
from bot.settings import Settings
from models.migrating import schema_of

CONNECTIONS = 256  # at once; Telegram itself opens 40
HEAD_WITHIN = 75.0  # seconds for the head of a request, also when it is not the first; nginx: 60
DEAF_AFTER = 120.0  # seconds without a word from Telegram while polling
DOOR = logging.getLogger("bot.door")
Figures = dict[str, float | int | str | None]
PLAIN = "text/plain; version=0.0.4; charset=utf-8"


def is_ours(record: logging.LogRecord) -> bool:
    """Tell whether it is worth a line: what a stranger sends is no mistake of ours, nor quoted."""
    return not (record.exc_info and isinstance(record.exc_info[1], HttpProcessingError))


DOOR.addFilter(is_ours)


class Full(asyncio.Protocol):
    """Who comes when we hold as many connections as we may is hung up on."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Hang up."""
        cast("asyncio.Transport", transport).abort()


def taking(server: web.Server) -> Callable[[], asyncio.Protocol]:
    """Return who takes the next connection."""
    return lambda: server() if len(server.connections) < CONNECTIONS else Full()


class Health:
    """What the machine that watches us may ask."""

    def __init__(self, desk: Desk, settings: Settings) -> None:
        self._desk = desk
        self._settings = settings
        self._polls = settings.webhook_url is None

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
        return web.Response(body=await self.told(), headers={"Content-Type": PLAIN})

    async def told(self) -> bytes:
        """Return what `/metrics` shows; without a database, what is known without it."""
        gauges, figures = Gauges(), await self.figures()
        registry = CollectorRegistry()
        database, now = self._desk.database, self._desk.clock.now()
        gauges.add("ready", "1 when updates come in and the database answers", bool(figures["ok"]))
        if (silent := self._silent()) is not None:
            gauges.add("last_poll_seconds", "How long Telegram has not been heard", silent)
        with contextlib.suppress(SQLAlchemyError):
            await look(database, lambda s: tell_queues(gauges, queues(s, now)))
            await look(database, lambda s: tell_office(gauges, s, now))
            await asyncio.to_thread(tell_machine, gauges, database, self._settings, now)
        registry.register(gauges)
        return b"".join(map(generate_latest, (REGISTRY, registry)))

    async def figures(self) -> Figures:
        """Return what `/readyz` shows."""
        now, silent = self._desk.clock.now(), self._silent()
        figures: Figures = {"ok": False, "last_poll_s": silent}
        with contextlib.suppress(SQLAlchemyError):
            figures |= await look(self._desk.database, lambda s: queues(s, now))
            _, figures["schema"] = await asyncio.to_thread(schema_of, self._desk.database)
            figures["leads"] = int(self._desk.leading.leads)
            polls = self._polls and bool(figures["leads"])
            hears = not polls or (silent is not None and silent < DEAF_AFTER)
            figures["ok"] = hears and bool(self._desk.turns.username)
        return figures

    def _silent(self) -> float | None:
        heard = self._desk.intake.last_at
        return None if heard is None else round(self._desk.clock.monotonic() - heard, 1)
