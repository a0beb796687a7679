"""The sandbox's Telegram as the tests need it: in this process, with disasters that they script."""

import asyncio
import json
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import parse_qsl, unquote

from aiohttp import web
from aiohttp.typedefs import Handler
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.sandbox import core
from bot.sandbox.refusals import Json, refusal
from bot.sandbox.transport import UNAUTHORIZED, answer

BOT_WIDE = ("getupdates", "getme")
PAGES = {  # what a caller gets to read instead of an answer
    "page": (502, "<html><h1>502 Bad Gateway</h1></html>"),
    "login": (200, "<html><body>Please log in</body></html>"),
    "torn": (200, '{"ok": true, "result": {"message_id": 7, "da'),
}


class AnswerLost(Exception):
    """The call was accepted, but its answer must not arrive; says how: hang or reset."""


class Telegram(core.Telegram):
    """Telegram, which refuses, waits and loses when it is told to."""

    @property
    def unknown_methods(self) -> list[str]:
        """Return the methods that were called and that nobody has written yet."""
        return [call["method"] for call in self.calls if self.method(call["method"]) is None]

    def fail_next(
        self,
        method: str,
        *,
        error_code: int,
        description: str,
        parameters: Mapping[str, Any] | None = None,
        times: int = 1,
        chat_id: int | None = None,
        saying: str = "",
    ) -> None:
        """Refuse the next calls of `method` ("*": of any), about a text, in these words."""
        where = {"method": method.lower(), "chat": chat_id and str(chat_id), "times": times}
        where["saying"] = saying
        body = refusal(error_code, description, parameters)
        self.state.setdefault("faults", []).append({**where, "body": body})

    def asks_to_wait(self, seconds: int, *, method: str = "*", chat_id: int | None = None) -> None:
        """Answer the next call with a flood wait."""
        told = f"Too Many Requests: retry after {seconds}"
        wait = {"retry_after": seconds}
        self.fail_next(method, error_code=429, description=told, parameters=wait, chat_id=chat_id)

    def lose_next_answer(self, method: str, kind: str = "hang") -> None:
        """Accept the next call of `method`, but let its answer never arrive (hang or reset)."""
        self.state.setdefault("lost", {}).setdefault(method.lower(), []).append(kind)

    def adds(self, method: str, **more: Any) -> None:
        """Let every answer to `method` tell this too."""
        self.state.setdefault("added", {})[method.lower()] = more

    def method(self, name: str) -> Callable[[Json], Any] | None:
        """Return what answers a method; only `doctor` asks about chats."""
        asked = {"getchatmember": self._member, "getchat": self._chat}
        return asked.get(name.lower()) or super().method(name)

    def _member(self, params: Json) -> Json:
        chat = self.find_chat(int(params["chat_id"]))
        return {"user": self.user_json(int(params["user_id"])), "status": chat["bot"] or "left"}

    def _chat(self, params: Json) -> Json:
        return {**self.chat_json(self.find_chat(int(params["chat_id"]))), "permissions": {}}

    def call(self, method: str, params: Json) -> Json:
        """Answer; raises AnswerLost when that was scripted."""
        body = super().call(method, params)
        if kinds := self.state.get("lost", {}).get(method.lower()):
            raise AnswerLost(kinds.pop(0))
        return body

    def _answer(self, method: str, params: Json) -> Json:
        body = self._scripted(method, params) or super()._answer(method, params)
        if more := self.state.get("added", {}).get(method.lower()):
            body["result"] |= more
        return body

    def _scripted(self, method: str, params: Json) -> Json | None:
        called, faults = method.lower(), self.state.get("faults", [])
        # "*" is about what the bot says; a fault of polling is asked for by name
        names = (called,) if called in BOT_WIDE else (called, "*")
        chats = (None, str(params.get("chat_id")))
        said = str(params.get("text"))
        meant = (
            f for f in faults if f["method"] in names and f["chat"] in chats and f["saying"] in said
        )
        fault: Json = next(meant, {"body": None, "times": 0})
        fault["times"] -= 1
        self.state["faults"] = [fault for fault in faults if fault["times"] > 0]
        body: Json | None = fault["body"]
        return body

    def add_topic(self, chat_id: int, name: str) -> int:
        """Open a topic in a forum and return its thread id."""
        chat = self.find_chat(chat_id)
        created = {"forum_topic_created": {"name": name, "icon_color": 7322096}}
        message = self.put(chat, chat["members"][0], created)
        message["thread_id"] = message["id"]
        chat["topics"][str(message["id"])] = name
        return int(message["id"])

    def joins(self, user_id: int, chat_id: int) -> None:
        """Make the person a member of the group."""
        self.find_chat(chat_id)["members"].append(user_id)
        self.changed()

    def removes_bot(self, user_id: int, chat_id: int) -> None:
        """Throw the bot out of a group."""
        self.becomes(user_id, chat_id, "kicked")

    def blocks(self, user_id: int) -> None:
        """Block the bot, or delete the chat with it, which is the same."""
        self.becomes(user_id, user_id, "kicked")

    def unblocks(self, user_id: int) -> None:
        """Let the bot write again."""
        self.becomes(user_id, user_id, "member")

    def migrate(self, chat_id: int) -> int:
        """Make a supergroup of a group and return its new id; both get their service message."""
        old, new_id = self.find_chat(chat_id), -(10**12) + chat_id
        self.add_chat(new_id, "supergroup", old["title"], list(old["members"]), bot=old["bot"])
        old["migrated_to"] = new_id
        for chat, service in (
            (old, {"migrate_to_chat_id": new_id}),
            (self.find_chat(new_id), {"migrate_from_chat_id": chat_id}),
        ):
            message = self.put(chat, old["members"][0], service)
            self.enqueue("message", self.message_json(chat, message))
        return new_id


class InProcess(BaseRequest):
    """PTB's way to the sandbox without a network; raises what a real transport would."""

    def __init__(self, telegram: Telegram) -> None:
        self.telegram = telegram

    @property
    def read_timeout(self) -> float | None:
        """Return a time-out that is never waited for."""
        return 5.0

    async def initialize(self) -> None:
        """Do nothing; there is nothing to open."""

    async def shutdown(self) -> None:
        """Do nothing; there is nothing to close."""

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        *_: Any,
        **__: Any,
    ) -> tuple[int, bytes]:
        """Return status and body of a Bot API call or of a file."""
        where, query = url.partition("?")[::2]
        before, found, called = unquote(where).partition(f"/bot{self.telegram.token}/")
        if not found:
            return _packed(UNAUTHORIZED)
        if before.endswith("/file"):
            data = self.telegram.bytes_of(called.removeprefix("files/"))
            return _packed(refusal(404, "Not Found")) if data is None else (200, data)
        params: Json = dict(parse_qsl(query))
        params |= request_data.json_parameters if request_data else {}
        for name, (_, data, _mime) in (request_data.multipart_data if request_data else {}).items():
            params[name] = self.telegram.uploaded(name, data)
        try:
            return _packed(await answer(self.telegram, called, params))
        except AnswerLost as lost:
            if str(lost) == "hang":
                raise TimedOut from TimeoutError()
            raise NetworkError("connection reset") from ConnectionResetError()


def _packed(body: Json) -> tuple[int, bytes]:
    return body.get("error_code", 200), json.dumps(body).encode()


@web.middleware
async def losing(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Where an answer is lost over HTTP, let the caller wait until it gives up, or hang up."""
    try:
        return await handler(request)
    except AnswerLost as lost:
        if page := PAGES.get(str(lost)):
            return web.Response(status=page[0], text=page[1], content_type="text/html")
        # aiohttp does not tell a handler that its caller has gone
        hangs = str(lost) == "hang"
        while hangs and request.transport and not request.transport.is_closing():  # noqa: ASYNC110
            await asyncio.sleep(0.05)
        if request.transport:
            request.transport.abort()
        return web.Response(status=500)
