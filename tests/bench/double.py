"""A lean Bot API server and its residents, who report a repair as in the first story.

They press what the bot's own replies offer, so any bot that holds this dialogue can be measured.
"""

import asyncio
import itertools
import json
import re
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from time import monotonic
from typing import Any

from aiohttp import web

GROUP = -100  # the dispatch group of tests.support.world
FIRST = 1000  # the first resident's Telegram id
GREETING = (("say", "/start"),)
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
Call = dict[str, Any]
BOT = {"id": 123456, "is_bot": True, "first_name": "管家", "username": "bench_bot"}


class Load:
    """What one load did: seconds to each first answer, and from its beginning to its end."""

    def __init__(
        self, dialogue: tuple[tuple[str, str], ...], still_open: int, *who: int, rate: float = 0
    ) -> None:
        self.dialogue, self.open, self.waiting = dialogue, still_open, list(who)
        self.rate, self.held = rate, deque[tuple[int, Call]]()  # updates a second; 0: at once
        self.began, self.seconds, self.updates = monotonic(), 0.0, 0
        self.waits: list[float] = []
        self.position: dict[int, int] = {}
        self.asked: dict[int, float] = {}
        self.over = asyncio.Event()

    def within(self, share: float) -> float:
        return sorted(self.waits)[min(int(share * len(self.waits)), len(self.waits) - 1)]

    def one_less(self) -> None:
        self.open -= 1
        if self.open == 0:
            self.seconds = monotonic() - self.began
            self.over.set()


class Double:
    """Hands out updates, answers calls, and lets residents react to what they are shown."""

    def __init__(self) -> None:
        self._numbers = itertools.count(1)
        self._queue: list[Call] = []
        self._arrived = asyncio.Event()

    async def run(self, load: Load, at_once: int = 1) -> Load:
        """Let residents walk the dialogue, `at_once` at a time; return when all has come."""
        self._load = load
        for _ in range(at_once):
            self._begin()
        steady = asyncio.create_task(self._steadily(load)) if load.rate else None
        await load.over.wait()
        if steady:
            steady.cancel()
        return load

    async def _steadily(self, load: Load) -> None:
        """Let one held update go at each tick; a bot that falls behind leaves a tick unused."""
        for tick in itertools.count(1):
            await asyncio.sleep(load.began + tick / load.rate - monotonic())
            if load.held:
                self._arrive(*load.held.popleft())

    def _begin(self) -> None:
        if self._load.waiting:
            resident = self._load.waiting.pop(0)
            self._load.position[resident] = 0
            self._next(resident, {})

    def _next(self, resident: int, shown: Call) -> None:
        kind, wanted = self._load.dialogue[self._load.position[resident]]
        user = {"id": resident, "is_bot": False, "first_name": "林", "language_code": "zh-hans"}
        if kind == "say":
            message = self._message(resident, wanted) | {"from": user}
            if wanted.startswith("/"):
                message["entities"] = [{"type": "bot_command", "offset": 0, "length": len(wanted)}]
            self._push(resident, {"message": message})
            return
        buttons = itertools.chain(*shown.get("reply_markup", {}).get("inline_keyboard", []))
        for button in buttons:
            if "callback_data" in button and re.search(wanted, button["text"]):
                query = {"id": str(next(self._numbers)), "from": user, "chat_instance": "1"}
                query |= {"message": shown, "data": button["callback_data"]}
                self._push(resident, {"callback_query": query})
                return

    def _push(self, resident: int, update: Call) -> None:
        self._load.position[resident] += 1
        self._load.updates += 1
        if self._load.rate:
            self._load.held.append((resident, update))
        else:
            self._arrive(resident, update)

    def _arrive(self, resident: int, update: Call) -> None:
        self._load.asked[resident] = monotonic()
        self._hand_out({"update_id": next(self._numbers), **update})

    def _hand_out(self, update: Call) -> None:
        self._queue.append(update)
        self._arrived.set()

    def _message(self, chat_id: int, text: str) -> Call:
        kind = {"type": "private", "first_name": "林"} if chat_id > 0 else {"type": "group"}
        number, chat = next(self._numbers), {"id": chat_id, "title": "维修群", **kind}
        return {"message_id": number, "date": 1790000000, "chat": chat, "text": text}

    async def serve(self, request: web.Request) -> web.Response:
        """Answer one call of the Bot API; what is not known here is simply true."""
        call: Call = dict(request.query)
        if request.can_read_body:
            is_json = request.content_type == "application/json"
            call |= await (request.json() if is_json else request.post())
        match request.match_info["method"]:
            case "getUpdates":
                result: Any = await self._updates(int(call.get("offset", 0)), call["timeout"])
            case "sendMessage" | "editMessageText":
                result = self._shown(call)
            case method:
                result = BOT if method == "getMe" else True
        answer = json.dumps({"ok": True, "result": result}, ensure_ascii=False)
        return web.Response(text=answer, content_type="application/json")

    async def _updates(self, offset: int, seconds: str) -> list[Call]:
        self._queue = [each for each in self._queue if each["update_id"] >= offset]
        if not self._queue:
            self._arrived.clear()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._arrived.wait(), float(seconds))
        return self._queue[:100]

    def _shown(self, call: Call) -> Call:
        chat_id, load, markup = int(call["chat_id"]), self._load, call.get("reply_markup") or {}
        message = self._message(chat_id, str(call["text"])) | {"from": BOT}
        message["message_id"] = int(call.get("message_id", message["message_id"]))
        markup = json.loads(markup) if isinstance(markup, str) else markup
        if "inline_keyboard" in markup:
            message["reply_markup"] = markup
        if chat_id in load.asked:
            load.waits.append(monotonic() - load.asked.pop(chat_id))
            if load.position[chat_id] < len(load.dialogue):
                self._next(chat_id, message)
            else:
                load.one_less()
                self._begin()
        elif chat_id == GROUP:
            load.one_less()
        return message


@asynccontextmanager
async def serving(double: Double) -> AsyncIterator[str]:
    """Give the address at which the double answers."""
    application = web.Application()
    application.router.add_route("*", "/bot{token}/{method}", double.serve)
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.2)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()
