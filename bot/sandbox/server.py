"""The sandbox's Telegram over HTTP: the Bot API, its files, its webhook deliveries, the page."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from pathlib import Path

from aiohttp import ClientError, ClientSession, ClientTimeout, web

from bot.sandbox.control import OnClock, OnReset, WhatIsDue, control_routes, local_only
from bot.sandbox.core import Telegram
from bot.sandbox.refusals import Json, Refused, decoded, refusal
from bot.sandbox.transport import UNAUTHORIZED, answer, watching

PAGE = Path(__file__).parent / "page"
PAGE_HEADERS = {
    "Content-Security-Policy": "default-src 'self'; img-src 'self' data: blob:",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-cache",
}
RETRY_S = 1


def sandbox_routes(
    telegram: Telegram, *, on_clock: OnClock, due: WhatIsDue, on_reset: OnReset
) -> list[web.RouteDef]:
    """Return all routes of the sandbox; `webhook_delivery` has to run beside them.

    `on_clock(target)` moves the office clock to `target` and runs what falls due on the way;
    `due()` returns rows of kind, subject and at; `on_reset()` starts the world anew.
    """
    bot = BotServer(telegram)
    return [
        web.route("*", "/bot{token}/{method}", bot.call),
        web.get("/file/bot{token}/files/{id}", bot.file),
        web.get("/", local_only(page)),
        web.get("/sandbox/page/{name:.+}", local_only(page)),
        *control_routes(telegram, on_clock=on_clock, due=due, on_reset=on_reset),
    ]


async def page(request: web.Request) -> web.StreamResponse:
    """Answer with a file of the page."""
    wanted = (PAGE / request.match_info.get("name", "index.html")).resolve()
    if not wanted.is_relative_to(PAGE) or not wanted.is_file():
        raise web.HTTPNotFound
    return web.FileResponse(wanted, headers=PAGE_HEADERS)


class BotServer:
    """The bot's side of Telegram."""

    def __init__(self, telegram: Telegram) -> None:
        self.telegram = telegram

    async def call(self, request: web.Request) -> web.StreamResponse:
        """Answer a Bot API call that comes as query, form or JSON."""
        if request.match_info["token"] != self.telegram.token:
            return web.json_response(UNAUTHORIZED, status=401)
        try:
            params = await read_call(request)
            files = {n: f.file.read() for n, f in params.items() if isinstance(f, web.FileField)}
            params |= {name: self.telegram.uploaded(name, data) for name, data in files.items()}
            body = await answer(self.telegram, request.match_info["method"], params)
        except Refused as refused:
            body = refused.body
        return web.json_response(body, status=body.get("error_code", 200))

    async def file(self, request: web.Request) -> web.StreamResponse:
        """Answer with the bytes of a file that getFile named."""
        data = self.telegram.bytes_of(request.match_info["id"])
        if request.match_info["token"] != self.telegram.token or data is None:
            return web.json_response(refusal(404, "Not Found"), status=404)
        return web.Response(body=data, content_type="application/octet-stream")


async def read_call(request: web.Request) -> Json:
    """Return the parameters of a call; an upload as aiohttp has it."""
    if request.content_type != "application/json":
        return {**request.query, **await request.post()}
    return {**request.query, **(decoded(await request.text(), "request") or {})}


def webhook_delivery(telegram: Telegram) -> Callable[[web.Application], AsyncIterator[None]]:
    """Return a cleanup context that delivers updates for as long as the application runs."""

    async def running(_: web.Application) -> AsyncIterator[None]:
        async with ClientSession(timeout=ClientTimeout(total=60)) as session:
            task = asyncio.create_task(deliver(telegram, session))
            yield
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    return running


async def deliver(telegram: Telegram, session: ClientSession) -> None:
    """Post the oldest update until it is taken, waiting after a failure."""
    with watching(telegram) as changed:
        while True:
            changed.clear()
            waiting = telegram.pending() if telegram.state["webhook"] else []
            if not waiting:
                await changed.wait()
            elif await post(telegram, session, waiting[0]):
                telegram.confirm(waiting[0]["update_id"] + 1)
            else:
                await asyncio.sleep(RETRY_S)


async def post(telegram: Telegram, session: ClientSession, update: Json) -> bool:
    """Post one update to the webhook and return whether it was taken."""
    hook = telegram.state["webhook"]
    headers = {"X-Telegram-Bot-Api-Secret-Token": hook["secret"]} if hook["secret"] else {}
    try:
        async with session.post(hook["url"], json=update, headers=headers) as response:
            return response.status == 200
    except (ClientError, TimeoutError):
        return False
