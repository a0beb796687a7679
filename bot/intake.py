"""Updates come in: kept in the inbox and committed before Telegram is told that they arrived."""

import asyncio
import contextlib
import hmac
import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import structlog
from aiohttp import web
from sqlalchemy.exc import SQLAlchemyError
from telegram.error import TelegramError
from telegram.request import BaseRequest

from bot.hops import hop, look, patient_look
from bot.metrics import UPDATES_TAKEN
from models import inbox
from models.clock import Clock
from models.database import Database
from models.inbox import Kept

log = structlog.get_logger()
ALLOWED = ["message", "edited_message", "callback_query", "my_chat_member"]
LONG_POLL = 50  # seconds
BATCH = 100
LONGEST_PAUSE, OUR_PAUSE = 30.0, 5.0  # seconds, while Telegram or our own database is away
ADOPTS = 5.0  # seconds between looks; what is seen twice was left behind
BODY_LIMIT = 1024 * 1024
BODY_WITHIN = 10.0  # seconds: who posts an update has all of it
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - a header's name
NUMBER = re.compile(rb'"update_id": ?(\d{1,18})\b')
Submit = Callable[[list[Kept]], None]


class NotAnswered(Exception):
    """`getUpdates` brought no list of updates; the text is safe to log."""


class Unreadable(NotAnswered):
    """It is whole, and nobody can read it: nesting without end, a figure without end."""


@dataclass
class Batch:
    """Updates that go in by one commit."""

    updates: list[dict[str, Any]] = field(default_factory=list)
    is_stored: bool = False


class Intake:
    """What polling and webhook share: keep, commit, hand over."""

    def __init__(self, database: Database, clock: Clock, submit: Submit) -> None:
        self._database = database
        self._clock = clock
        self._submit = submit
        self._batch = Batch()
        self._storing = asyncio.Lock()
        self._doubtful: set[int] = set()  # numbers of updates
        self.last_at: float | None = None  # monotonic: when Telegram last was heard

    async def keep(self, updates: list[dict[str, Any]]) -> None:
        """Store what is new, then let it have its turn.

        What comes while another is being stored goes in together, by one commit. Where that fails
        each is stored alone: one that does not go in must not stop the others.
        """
        batch = self._batch
        batch.updates += updates
        async with self._storing:
            if batch is self._batch:
                self._batch = Batch()
                with contextlib.suppress(SQLAlchemyError):
                    await self._store(batch.updates)
                    batch.is_stored = True
        if not batch.is_stored:
            await self._store(updates)

    async def _store(self, updates: list[dict[str, Any]]) -> None:
        now = self._clock.now()
        rows = [(lane_of(update), update) for update in updates]
        numbers = {update["update_id"] for update in updates}
        doubtful = self._doubtful & numbers
        self._doubtful |= numbers  # until we know: what fails may be committed all the same
        kept = await hop(self._database, lambda s: inbox.keep(s, rows, now=now))
        if again := doubtful - {each.raw["update_id"] for each in kept}:
            waiting = await look(self._database, inbox.waiting)
            kept += [each for each in waiting if each.raw["update_id"] in again]
        self._doubtful -= numbers
        UPDATES_TAKEN.inc(len(kept))
        self._submit(kept)

    async def catch_up(self) -> None:
        """Let what a former process kept and did not finish have its turn."""
        self._submit(await patient_look(self._database, inbox.waiting))

    async def adopt(self) -> None:
        """Let what another worker kept and does not come to have its turn here, for ever."""
        seen: set[int] = set()
        while True:
            await asyncio.sleep(ADOPTS)
            with contextlib.suppress(SQLAlchemyError):
                kept = await look(self._database, lambda s: inbox.waiting(s, BATCH * 5))
                self._submit([each for each in kept if each.id in seen])
                seen = {each.id for each in kept}

    def heard(self) -> None:
        """Note that Telegram answers."""
        self.last_at = self._clock.monotonic()


class Polling:
    """Asks for updates for ever; nothing that Telegram answers makes it deaf."""

    def __init__(self, intake: Intake, request: BaseRequest, base_url: str) -> None:
        self._intake = intake
        self._request = request
        self._base_url = base_url
        self._offset = 0
        self._failures, self._alone = 0, False
        self.refused = ""  # what was said last instead of an answer

    async def run(self) -> None:
        """Poll until cancelled."""
        while True:
            if pause := await self.look():
                await asyncio.sleep(pause)

    async def look(self) -> float:
        """Fetch what there is; return for how many seconds to wait before the next time."""
        try:
            # The first answer comes at once, so that /readyz need not wait for an update.
            seconds = 0 if self._intake.last_at is None else LONG_POLL
            # Now and then alone: what spoils its batch must not keep the others waiting.
            await self.once(seconds, limit=1 if self._alone or self._failures % 4 == 3 else BATCH)
            self._failures, self.refused = 0, ""
        except (NotAnswered, TelegramError, SQLAlchemyError) as error:
            self._failures, self.refused = self._failures + 1, str(error)[:80]
            log.warning("no updates", why=type(error).__name__, said=self.refused)
            ours = isinstance(error, SQLAlchemyError)  # full for a minute: nobody waits for two
            return min(2.0 ** min(self._failures, 8) / 2, OUR_PAUSE if ours else LONGEST_PAUSE)
        return 0

    async def welcome(self) -> int:
        """Return the status with which Telegram answers to our token."""
        status, _ = await self._request.do_request(f"{self._base_url}/getMe", "POST")
        return status

    async def once(self, seconds: int, *, limit: int = BATCH) -> int:
        """Fetch and keep one batch; return how many updates came."""
        asked = {
            "timeout": seconds, "limit": limit, "offset": self._offset,
            "allowed_updates": json.dumps(ALLOWED),
        }  # fmt: skip
        status, body = await self._request.do_request(
            f"{self._base_url}/getUpdates?{urlencode(asked)}", "POST", read_timeout=seconds + 10
        )
        try:
            updates = _updates(status, body)
        except Unreadable:  # one of them: each by itself, until it is met and passed over
            self._alone = limit > 1
            if limit == 1 and (number := NUMBER.search(body)):
                self._offset = int(number[1]) + 1
            raise
        numbers = [each["update_id"] for each in updates if _has_number(each)]
        readable = [each for each in updates if _can_be_kept(each)]
        if len(readable) < len(updates):
            log.error("update not to be kept", count=len(updates) - len(readable))
            if not numbers:  # they cannot be confirmed, so they would come again at once
                raise NotAnswered("no update with a number")
        if readable:
            await self._intake.keep(readable)
        if numbers:  # only now, after the commit, may the next call confirm them
            self._offset = max(numbers) + 1
        self._intake.heard()
        return len(updates)


class Webhook:
    """Takes updates that Telegram posts: the secret first, then the body, 200 after the commit."""

    def __init__(self, intake: Intake, secret: str) -> None:
        self._intake = intake
        self._secret = secret.encode()

    async def receive(self, request: web.Request) -> web.Response:
        """Keep the posted update; 403 for everybody else, 503 when it could not be stored.

        What is longer than its limit, slower than its time or torn is not an update: 413, 408, 400.
        """
        shown = request.headers.get(SECRET_HEADER, "").encode("utf-8", "surrogateescape")
        if not hmac.compare_digest(shown, self._secret):
            return web.Response(status=403)
        try:
            async with asyncio.timeout(BODY_WITHIN):
                update = parsed(await _body(request))
        except Unreadable:
            update = None
        except TimeoutError:
            raise web.HTTPRequestTimeout(headers={"Connection": "close"}) from None
        except (ValueError, ConnectionError, web.RequestPayloadError):
            return web.Response(status=400)
        if not _can_be_kept(update):  # refused, it would come again and hold up what is behind it
            log.error("update not to be kept", count=1)
            return web.Response()
        self._intake.heard()
        try:
            await self._intake.keep([update])
        except SQLAlchemyError:
            log.exception("update not stored")
            return web.Response(status=503, headers={"Retry-After": "5"})
        return web.Response()


async def _body(request: web.Request) -> bytes:
    """Return what was posted, which may come in pieces. Raises HTTPRequestEntityTooLarge."""
    body, announced = b"", request.content_length or 0
    while max(len(body), announced) <= BODY_LIMIT:
        if not (piece := await request.content.readany()):
            return body
        body += piece
    raise web.HTTPRequestEntityTooLarge(BODY_LIMIT, max(len(body), announced))


def lane_of(update: dict[str, Any]) -> str:
    """Return who an update belongs to: its person, else its chat, else nobody."""
    for part in update.values():
        if isinstance(part, dict):
            for who in ("from", "chat"):
                if isinstance(part.get(who), dict) and isinstance(part[who].get("id"), int):
                    return f"{who}:{part[who]['id']}"
    return "nobody"


def parsed(body: bytes) -> Any:
    """Return what the JSON says; raises Unreadable, or ValueError where it is torn or none."""
    try:
        return json.loads(body)
    except (json.JSONDecodeError, UnicodeDecodeError):
        raise
    except (ValueError, RecursionError):
        raise Unreadable("not readable") from None


def _updates(status: int, body: bytes) -> list[Any]:
    try:
        answer = parsed(body)
    except ValueError:
        raise NotAnswered(f"{status}, not JSON") from None
    result = answer.get("result") if isinstance(answer, dict) else None
    if status != 200 or not isinstance(result, list):
        raise NotAnswered(f"{status}")
    return result


def _has_number(update: object) -> bool:
    number = update.get("update_id") if isinstance(update, dict) else None
    return type(number) is int and 0 <= number < 2**63


def _can_be_kept(update: object) -> bool:
    """Tell whether it has a number, and JSON can be made of it again: nesting may have no end."""
    try:
        json.dumps(update, allow_nan=False)  # PostgreSQL knows no figure that is none
    except (RecursionError, ValueError):
        return False
    return _has_number(update)
