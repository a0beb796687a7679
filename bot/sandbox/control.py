"""The sandbox's control over HTTP: people act, the clock moves, what happened is looked at."""

import asyncio
import base64
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import datetime, timedelta
from functools import wraps
from pathlib import Path
from urllib.parse import urlsplit

from aiohttp import web

from bot.sandbox.core import Telegram
from bot.sandbox.opening import ZONE
from bot.sandbox.people import phone_of
from bot.sandbox.refusals import Json
from bot.sandbox.transport import watching
from bot.sandbox.world import FILE_KINDS
from models.clock import SystemClock

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

OnClock = Callable[[datetime], Awaitable[object]]
OnReset = Callable[[], Awaitable[object]]
WhatIsDue = Callable[[], Awaitable[list[Json]]]

LOCAL_NAMES = ("localhost", "127.0.0.1", "::1")
HEARTBEAT_S = 15
SAMPLE = Path(__file__).parent / "sample.jpg"  # a dripping tap


def local_only(handler: Handler) -> Handler:
    """Refuse names that are not this machine's (rebinding) and posts of forms (forgery)."""

    @wraps(handler)
    async def guarded(request: web.Request) -> web.StreamResponse:
        if urlsplit(f"//{request.host}").hostname not in LOCAL_NAMES:
            return failure("the sandbox answers on this machine only", 403)
        if request.method == "POST" and request.content_type != "application/json":
            return failure("content-type must be application/json", 415)
        try:
            return await handler(request)
        except (LookupError, ValueError, TypeError) as error:
            return failure(str(error) or type(error).__name__, 400)

    return guarded


def failure(sentence: str, status: int) -> web.Response:
    """Return what went wrong as JSON."""
    return web.json_response({"ok": False, "description": sentence}, status=status)


def control_routes(
    telegram: Telegram, *, on_clock: OnClock, due: WhatIsDue, on_reset: OnReset
) -> list[web.RouteDef]:
    """Return the routes below /sandbox."""
    control = Control(telegram, on_clock, due, on_reset)
    return [
        web.post("/sandbox/act", local_only(control.act)),
        web.post("/sandbox/clock", local_only(control.move_clock)),
        web.post("/sandbox/users", local_only(control.add_stranger)),
        web.post("/sandbox/reset", local_only(control.reset)),
        web.get("/sandbox/clock", local_only(control.clock)),
        web.get("/sandbox/chats", local_only(control.chats)),
        web.get("/sandbox/chats/{id:-?[0-9]+}", local_only(control.chat)),
        web.get("/sandbox/calls", local_only(control.calls)),
        web.get("/sandbox/events", local_only(control.events)),
        web.get("/sandbox/file/{id}", local_only(control.file)),
    ]


class Control:
    """What the page and the tests may do from outside."""

    def __init__(
        self, telegram: Telegram, on_clock: OnClock, due: WhatIsDue, on_reset: OnReset
    ) -> None:
        self.telegram, self.on_clock, self.due = telegram, on_clock, due
        self.on_reset = on_reset

    async def act(self, request: web.Request) -> web.Response:
        """Let a person do something; see `perform`."""
        perform(self.telegram, await request.json())
        return web.json_response({"ok": True})

    async def chats(self, request: web.Request) -> web.Response:
        """List the chats and the persons."""
        state, bot = self.telegram.state, self.telegram.username
        users = [user | {"note": state["notes"][key]} for key, user in state["users"].items()]
        chats = self.telegram.chats()
        return web.json_response({"bot": bot, "users": users, "chats": chats})

    async def chat(self, request: web.Request) -> web.Response:
        """Show a chat, with the toasts of `viewer`; what is shown counts as read."""
        chat_id = int(request.match_info["id"])
        viewer = int(request.query.get("viewer", chat_id))
        shown = self.telegram.chat(chat_id) | {"toasts": self.telegram.toasts(viewer)}
        self.telegram.saw(chat_id)
        return web.json_response(shown)

    async def clock(self, request: web.Request) -> web.Response:
        """Tell the office time, its distance to real time in seconds, and what is due."""
        now, due = self.telegram.clock.now(), await self.due()
        offset = round((now - SystemClock().now()).total_seconds())
        told = {"now": now.isoformat(), "offset": offset, "zone": ZONE, "due": due}
        return web.json_response(told)

    async def move_clock(self, request: web.Request) -> web.Response:
        """Move the office clock forward, by a span or to a moment, and run what falls due."""
        span, now = await request.json(), self.telegram.clock.now()
        to = span.pop("to", None)
        if to == "next":
            to = min((str(row["at"]) for row in await self.due()), default=now.isoformat())
        target = datetime.fromisoformat(to) if to else now + timedelta(**span)
        # what is overdue already runs now
        await self.on_clock(max(target, now))
        self.telegram.changed()
        return web.json_response({"ok": True, "now": self.telegram.clock.now().isoformat()})

    async def calls(self, request: web.Request) -> web.Response:
        """List the calls after number `after`, oldest first."""
        after = int(request.query.get("after", 0))
        return web.json_response([call for call in self.telegram.calls if call["n"] > after])

    async def events(self, request: web.Request) -> web.StreamResponse:
        """Tell by server-sent events that something changed; what, is to be asked."""
        response = web.StreamResponse(
            headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"}
        )
        await response.prepare(request)
        with watching(self.telegram) as changed:
            while request.transport and not request.transport.is_closing():
                changed.clear()
                await response.write(b"event: changed\ndata:\n\n")
                with suppress(TimeoutError):
                    await asyncio.wait_for(changed.wait(), HEARTBEAT_S)
        return response

    async def file(self, request: web.Request) -> web.Response:
        """Show a file; whatever is not a picture or sound is only offered for download."""
        file_id = request.match_info["id"]
        data, kind = self.telegram.bytes_of(file_id), file_id.partition("-")[0]
        if data is None:
            raise web.HTTPNotFound
        mime = "application/octet-stream" if kind == "document" else FILE_KINDS[kind][1]
        headers = {"X-Content-Type-Options": "nosniff", "Content-Type": mime}
        return web.Response(body=data, headers=headers)

    async def add_stranger(self, request: web.Request) -> web.Response:
        """Let a person appear whom nobody knows."""
        asked = await request.json()
        user_id = max((int(key) for key in self.telegram.state["users"]), default=1000) + 1
        self.telegram.add_user(user_id, str(asked["first_name"]), str(asked["language_code"]))
        return web.json_response({"ok": True, "id": user_id})

    async def reset(self, request: web.Request) -> web.Response:
        """Start the world anew."""
        await self.on_reset()
        self.telegram.changed()
        return web.json_response({"ok": True})


def perform(telegram: Telegram, act: Json) -> None:
    """Do what `act` describes: who, chat, do, and what that needs."""
    who, chat, doing = int(act["who"]), int(act["chat"]), act["do"]
    if doing == "press":
        telegram.presses(who, chat, int(act["message"]), act.get("label") or act["data"])
    elif doing == "key":
        telegram.taps_reply_key(who, chat, act["label"])
    else:
        where = {name: act[name] for name in ("thread_id", "reply_to") if name in act}
        telegram.says(who, chat, **CONTENT[doing](act), **where)


def _picture(act: Json) -> bytes:
    given = act.get("photo", "sample")
    return SAMPLE.read_bytes() if given == "sample" else base64.b64decode(given, validate=True)


CONTENT: dict[str, Callable[[Json], Json]] = {
    "say": lambda act: {"text": str(act["text"])},
    "photo": lambda act: {"photos": [_picture(act)], "caption": act.get("caption")},
    "voice": lambda act: {"voice": SAMPLE.read_bytes()},
    "contact": lambda act: {"contact": phone_of(int(act["who"]))},
}
