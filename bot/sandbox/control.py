"""The sandbox's control over HTTP: people act, the clock moves, what happened is looked at."""

import asyncio
import base64
import io
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from aiohttp import web
from PIL import Image, ImageDraw

from bot.sandbox.core import Telegram
from bot.sandbox.transport import watching
from bot.sandbox.world import Json
from models.clock import SystemClock

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

OnClock = Callable[[datetime], Awaitable[object]]
OnReset = Callable[[], Awaitable[object]]
WhatIsDue = Callable[[], Awaitable[list[Json]]]

LOCAL_NAMES = ("localhost", "127.0.0.1", "::1")
HEARTBEAT_S = 15
MOST_BODY_BYTES = 30 * 1024 * 1024


def local_only(handler: Handler) -> Handler:
    """Refuse names that are not this machine's (rebinding) and posts of forms (forgery)."""

    @wraps(handler)
    async def guarded(request: web.Request) -> web.StreamResponse:
        if urlsplit(f"//{request.host}").hostname not in LOCAL_NAMES:
            return failure("the sandbox answers on this machine only", 403)
        if request.method == "POST" and request.content_type != "application/json":
            return failure("content-type must be application/json", 415)
        try:
            return await handler(request.clone(client_max_size=MOST_BODY_BYTES))
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
        return web.json_response({"ok": True, **perform(self.telegram, await request.json())})

    async def chats(self, request: web.Request) -> web.Response:
        """List the chats and the persons."""
        state, chats = self.telegram.state, self.telegram.chats()
        users = [user | {"note": state["notes"][key]} for key, user in state["users"].items()]
        bot = self.telegram.username
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
        now = self.telegram.clock.now()
        offset = round((now - SystemClock().now()).total_seconds())
        due = await self.due()
        return web.json_response({"now": now.isoformat(), "offset": offset, "due": due})

    async def move_clock(self, request: web.Request) -> web.Response:
        """Move the office clock forward and run what falls due."""
        asked, now = await request.json(), self.telegram.clock.now()
        to = asked.pop("to", None)
        if to == "next":
            to = min((str(row["at"]) for row in await self.due()), default=now.isoformat())
        units = {
            unit: float(asked[unit])
            for unit in ("seconds", "minutes", "hours", "days")
            if unit in asked
        }
        target = datetime.fromisoformat(to) if to else now + timedelta(**units)
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
                number = self.telegram.revision
                event = f"id: {number}\nevent: changed\ndata: {number}\n\n"
                await response.write(event.encode())
                try:
                    await asyncio.wait_for(changed.wait(), HEARTBEAT_S)
                except TimeoutError:
                    continue
        return response

    async def file(self, request: web.Request) -> web.Response:
        """Show a file; whatever is not a picture or sound is only offered for download."""
        entry = self.telegram.find_file(request.match_info["id"])
        if entry is None:
            raise web.HTTPNotFound
        shown = entry["kind"] in ("photo", "voice", "video", "sticker")
        mime = entry["mime"] if shown and "svg" not in entry["mime"] else "application/octet-stream"
        headers = {"X-Content-Type-Options": "nosniff", "Content-Type": mime}
        return web.Response(body=self.telegram.files[entry["path"]], headers=headers)

    async def add_stranger(self, request: web.Request) -> web.Response:
        """Let a person appear whom nobody knows."""
        asked = await request.json()
        user_id = max((int(key) for key in self.telegram.state["users"]), default=1000) + 1
        name = str(asked.get("first_name") or f"Stranger {user_id}")
        language = str(asked.get("language_code") or "zh-hans")
        self.telegram.add_user(user_id, name, language_code=language)
        return web.json_response({"ok": True, "id": user_id})

    async def reset(self, request: web.Request) -> web.Response:
        """Start the world anew."""
        await self.on_reset()
        self.telegram.changed()
        return web.json_response({"ok": True})


def perform(telegram: Telegram, act: Json) -> Json:
    """Do what `act` describes: who, chat (absent: private), do, and what that needs."""
    who = int(act["who"])
    chat, doing = int(act.get("chat") or who), act["do"]
    where = {name: act[name] for name in ("thread_id", "reply_to", "edit_of") if act.get(name)}
    if doing == "press":
        wanted, forged = act.get("label") or act["data"], bool(act.get("force"))
        query_id = telegram.presses(who, chat, int(act["message"]), wanted, forged)
        return {"message_id": act["message"], "query_id": query_id}
    if doing in ("add_bot", "remove_bot", "block", "unblock"):
        return _come_or_go(telegram, who, chat, doing)
    if doing == "key":
        message_id = telegram.taps_reply_key(who, chat, act.get("label") or act["text"])
    elif doing == "contact":
        message_id = telegram.says(who, chat, contact=act.get("text") or telegram.phone_of(who))
    elif doing in ("photo", "voice"):
        data, caption = _bytes(act.get(doing, "sample")), act.get("caption")
        sent: dict[str, Any] = {"photos": [data]} if doing == "photo" else {"voice": data}
        message_id = telegram.says(who, chat, caption=caption, **sent, **where)
    elif doing == "say":
        message_id = telegram.says(who, chat, str(act["text"]), **where)
    else:
        raise ValueError(f"nobody knows how to {doing!r}")
    return {"message_id": message_id}


def _come_or_go(telegram: Telegram, who: int, chat: int, doing: str) -> Json:
    if doing in ("block", "unblock"):
        (telegram.blocks if doing == "block" else telegram.unblocks)(who)
    else:
        (telegram.adds_bot if doing == "add_bot" else telegram.removes_bot)(who, chat)
    return {"message_id": None}


def _bytes(given: str) -> bytes:
    """Return what was sent as base64, or a picture of a dripping tap."""
    if given != "sample":
        return base64.b64decode(given.rpartition(",")[2], validate=True)
    picture = Image.new("RGB", (640, 480), "#dfe7ea")
    draw = ImageDraw.Draw(picture)
    for at in range(0, 640, 80):
        draw.line((at, 0, at, 480), fill="#c5d0d4", width=3)
        draw.line((0, at, 640, at), fill="#c5d0d4", width=3)
    draw.rounded_rectangle((120, 120, 420, 180), 26, fill="#8d99a0")
    draw.rounded_rectangle((360, 120, 420, 260), 26, fill="#8d99a0")
    draw.rounded_rectangle((210, 70, 300, 130), 18, fill="#6c7880")
    for top in (290, 350, 420):
        draw.ellipse((380, top, 402, top + 34), fill="#3f8fd2")
    written = io.BytesIO()
    picture.save(written, "JPEG", quality=85)
    return written.getvalue()
