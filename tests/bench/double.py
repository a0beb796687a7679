"""A lean Bot API server and its residents, who report a repair as in the first story.

They press what the bot's own replies offer, so any bot that holds this dialogue can be measured.
"""

import asyncio
import itertools
import json
import re
from collections.abc import Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

from aiohttp import web

TOKEN = "123456:bench"
GROUP = -100  # the dispatch group of tests.support.world
FIRST = 1000  # the first resident's Telegram id
DIALOGUE = (
    ("say", "/repair"),
    ("press", "水"),
    ("press", "🏠"),
    ("say", "厨房水龙头一直滴水"),
    ("press", "."),  # whichever day comes first
    ("press", r"\d\d:\d\d"),
    ("press", "电话"),
    ("press", "提交"),
)
OVER = 2  # how often the number is said at the end: in the receipt and on the group's card
Call = dict[str, Any]


@dataclass
class Resident:
    """One person in the middle of the dialogue."""

    id: int
    position: int = 0
    asked_at: float | None = None

    @property
    def user(self) -> Call:
        return {"id": self.id, "is_bot": False, "first_name": "林", "language_code": "zh-hans"}

    @property
    def chat(self) -> Call:
        return {"id": self.id, "type": "private", "first_name": "林"}


@dataclass
class Load:
    """What one load did: seconds to each first answer, and from its beginning to its end."""

    updates: int = 0
    seconds: float = 0.0
    waits: list[float] = field(default_factory=list)

    def wait(self, share: float) -> float:
        """Return within how many seconds that share of the updates had their first answer."""
        return sorted(self.waits)[min(int(share * len(self.waits)), len(self.waits) - 1)]


class Double:
    """Hands out updates, answers calls, and lets residents react to what they are shown."""

    def __init__(self) -> None:
        self._numbers = itertools.count(1)
        self._queue: list[Call] = []
        self._waiting: dict[int, Resident] = {}
        self._active: dict[int, Resident] = {}
        self._arrived = asyncio.Event()
        self._quiet = asyncio.Event()
        self._open = 0
        self._load = Load()
        self.unexpected: list[str] = []

    async def greet(self) -> float:
        """Say /start and return when the first answer came; the bot may still be starting."""
        before = len(self._load.waits)
        self._begin([Resident(FIRST, len(DIALOGUE))], 1)
        self._say(self._active[FIRST], "/start")
        while len(self._load.waits) == before:
            await asyncio.sleep(0.002)
        return monotonic()

    async def load(self, first: int, count: int, at_once: int) -> Load:
        """Let `count` residents, `at_once` at a time, walk the dialogue; wait for the last card."""
        began, self._load, self._open = monotonic(), Load(), count * OVER
        self._quiet.clear()
        self._begin([Resident(FIRST + first + each) for each in range(count)], at_once)
        for resident in list(self._active.values()):
            self._next(resident, [])
        await self._quiet.wait()
        self._load.seconds = monotonic() - began
        return self._load

    def _begin(self, residents: list[Resident], at_once: int) -> None:
        self._active = {each.id: each for each in residents[:at_once]}
        self._waiting = {each.id: each for each in residents[at_once:]}

    def _next(self, resident: Resident, buttons: list[Call], message: Call | None = None) -> None:
        kind, wanted = DIALOGUE[resident.position]
        if kind == "say":
            resident.position += 1
            self._say(resident, wanted)
            return
        found = (each for each in buttons if re.search(wanted, each["text"]))
        button = next((each for each in found if "callback_data" in each), None)
        if button is not None:
            resident.position += 1
            query = {"id": str(next(self._numbers)), "from": resident.user, "chat_instance": "1"}
            press = query | {"message": message, "data": button["callback_data"]}
            self._push(resident, {"callback_query": press})

    def _say(self, resident: Resident, text: str) -> None:
        message: Call = self._message(resident.chat, text) | {"from": resident.user}
        if text.startswith("/"):
            message["entities"] = [{"type": "bot_command", "offset": 0, "length": len(text)}]
        self._push(resident, {"message": message})

    def _push(self, resident: Resident, update: Call) -> None:
        resident.asked_at = monotonic()
        self._load.updates += 1
        self._queue.append({"update_id": next(self._numbers), **update})
        self._arrived.set()

    def _message(self, chat: Call, text: str) -> Call:
        number = next(self._numbers)
        return {"message_id": number, "date": 1790000000, "chat": chat, "text": text}

    async def serve(self, request: web.Request) -> web.Response:
        """Answer one call of the Bot API."""
        method = request.match_info["method"]
        call: Call = dict(request.query)
        if request.content_type == "application/json" and request.can_read_body:
            call |= await request.json()
        elif request.can_read_body:
            call |= await request.post()
        result = await self._answer(method, call)
        return web.Response(
            body=json.dumps({"ok": True, "result": result}, ensure_ascii=False).encode(),
            content_type="application/json",
        )

    async def _answer(self, method: str, call: Call) -> Any:
        match method:
            case "getUpdates":
                return await self._updates(int(call.get("offset", 0)), float(call["timeout"]))
            case "getMe":
                return {"id": 123456, "is_bot": True, "first_name": "管家", "username": "bench_bot"}
            case "sendMessage" | "editMessageText":
                return self._shown(call)
            case "answerCallbackQuery" | "deleteWebhook" | "setMyCommands":
                return True
        self.unexpected.append(method)
        return True

    async def _updates(self, offset: int, timeout: float) -> list[Call]:
        self._queue = [each for each in self._queue if each["update_id"] >= offset]
        if not self._queue and timeout:
            self._arrived.clear()
            try:
                await asyncio.wait_for(self._arrived.wait(), timeout)
            except TimeoutError:
                return []
        return self._queue[:100]

    def _shown(self, call: Call) -> Call:
        chat_id, text, markup = int(call["chat_id"]), str(call["text"]), call.get("reply_markup")
        markup = json.loads(markup) if isinstance(markup, str) else markup or {}
        resident = self._active.get(chat_id)
        chat = resident.chat if resident else {"id": chat_id, "type": "group", "title": "维修群"}
        message = self._message(chat, text)
        message["message_id"] = int(call.get("message_id", message["message_id"]))
        message["from"] = {"id": 123456, "is_bot": True, "first_name": "管家"}
        rows = markup.get("inline_keyboard", [])
        if rows:
            message["reply_markup"] = {"inline_keyboard": rows}
        if resident is not None:
            self._react(resident, message, [button for row in rows for button in row])
        elif chat_id == GROUP and "№" in text:
            self._one_less()
        return message

    def _react(self, resident: Resident, message: Call, buttons: list[Call]) -> None:
        if resident.asked_at is not None:
            self._load.waits.append(monotonic() - resident.asked_at)
            resident.asked_at = None
        if resident.position < len(DIALOGUE):
            self._next(resident, buttons, message)
        elif "№" in message["text"]:
            del self._active[resident.id]
            self._one_less()
            for following in list(self._waiting.values())[:1]:
                self._active[following.id] = self._waiting.pop(following.id)
                self._next(following, [])

    def _one_less(self) -> None:
        self._open -= 1
        if self._open == 0:
            self._quiet.set()


@asynccontextmanager
async def serving(double: Double) -> Iterator[str]:  # type: ignore[misc]
    """Give the address at which the double answers."""
    application = web.Application()
    application.router.add_route("*", "/bot{token}/{method}", double.serve)
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.2)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        yield "http://127.0.0.1:{}".format(runner.addresses[0][1])
    finally:
        await runner.cleanup()
