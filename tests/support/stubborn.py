"""A Bot API server that knows five methods, and answers the rest as it likes."""

import asyncio
import json
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

Answer = tuple[int, str]
ME = {"id": 42, "is_bot": True, "first_name": "Guanjia", "username": "guanjia_bot"}
UNAUTHORIZED: Answer = (401, '{"ok": false, "error_code": 401, "description": "Unauthorized"}')
NOT_FOUND: Answer = (404, '{"ok": false, "error_code": 404, "description": "Not Found"}')
CONFLICT: Answer = (409, '{"ok": false, "error_code": 409, "description": "Conflict: two pollers"}')
BAD_GATEWAY: Answer = (502, "")
PAGE: Answer = (200, "<html><body>Please log in</body></html>")
BROKEN: Answer = (200, '{"ok": true, "result": [{"update_id": 7, "mess')
OUT_OF_ORDER: Answer = (500, '{"ok": false, "error_code": 500, "description": "Internal"}')


@dataclass
class Stubborn:
    """`rest` answers every method it does not know; `first` holds what is answered before sense."""

    rest: Answer = NOT_FOUND
    first: dict[str, list[Answer]] = field(default_factory=dict)
    updates: list[Any] = field(default_factory=list)
    sent: list[dict[str, Any]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    changed: asyncio.Condition = field(default_factory=asyncio.Condition)

    def application(self) -> web.Application:
        """Return what is to be served."""
        application = web.Application()
        application.router.add_route("*", "/bot42:STUBBORN/{method}", self._answer)
        return application

    async def gives(self, *updates: Any) -> None:
        """Have these fetched, whatever they are."""
        async with self.changed:
            self.updates += updates
            self.changed.notify_all()

    async def hears(self, method: str, number: int = 1) -> dict[str, Any]:
        """Return the `number`-th successful call of `method`, when it has come."""
        async with asyncio.timeout(45), self.changed:
            await self.changed.wait_for(lambda: len(self._calls(method)) >= number)
            return self._calls(method)[number - 1]

    def _calls(self, method: str) -> list[dict[str, Any]]:
        return [call for call in self.sent if call["method"] == method]

    async def _answer(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        self.asked.append(method)
        params = dict(request.query)
        if request.content_type == "application/json":
            params |= await request.json()
        if self.first.get(method):
            status, text = self.first[method].pop(0)
            return web.Response(status=status, text=text, content_type="text/html")
        results = {
            "getMe": lambda: ME, "sendMessage": lambda: self._message(params),
            "editMessageText": lambda: self._message(params), "answerCallbackQuery": lambda: True,
        }  # fmt: skip
        if method == "getUpdates":
            return web.json_response({"ok": True, "result": await self._fetched(params)})
        if method not in results:
            status, text = self.rest
            return web.Response(status=status, text=text, content_type="text/html")
        async with self.changed:
            self.sent.append({"method": method, **params})
            self.changed.notify_all()
        return web.json_response({"ok": True, "result": results[method]()})

    async def _fetched(self, params: dict[str, Any]) -> list[Any]:
        offset = int(params.get("offset", 0))
        # As in Telegram, what stands before the offset is gone; what has no number goes with it.
        waiting = [at for at, each in enumerate(self.updates) if number_of(each) >= offset]
        self.updates = self.updates[waiting[0] :] if waiting else []
        async with self.changed:
            await self.changed.wait_for(lambda: bool(self.updates))
            return self.updates

    def _message(self, params: dict[str, Any]) -> dict[str, Any]:
        chat = int(params["chat_id"])
        number = int(params.get("message_id", len(self.sent)))
        return {
            "message_id": number, "date": 1, "text": params["text"],
            "chat": {"id": chat, "type": "private", "first_name": "P"},
        }  # fmt: skip


def number_of(update: Any) -> int:
    """Return an update's number, or less than any."""
    return int(update.get("update_id", -1)) if isinstance(update, dict) else -1


def says(number: int, text: str, **more: Any) -> dict[str, Any]:
    """Return a person's message as an update."""
    who = {"id": 11, "first_name": "P", "is_bot": False}
    chat = {"id": 11, "type": "private", "first_name": "P"}
    message = {"message_id": number, "date": 1, "from": who, "chat": chat, "text": text}
    return {"update_id": number, "message": message | more}


def presses(number: int, sent: dict[str, Any], message_id: int) -> dict[str, Any]:
    """Return the press of the first button of `sent` as an update."""
    markup = sent["reply_markup"]
    markup = json.loads(markup) if isinstance(markup, str) else markup
    message = says(number, sent["text"])["message"] | {"message_id": message_id}
    query = {"id": str(number), "from": message["from"], "chat_instance": "1", "message": message}
    data = markup["inline_keyboard"][0][0]["callback_data"]
    return {"update_id": number, "callback_query": query | {"data": data}}
