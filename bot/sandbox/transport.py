"""How a call reaches the sandbox: waiting for updates, lost answers, and PTB's request class."""

import asyncio
import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any
from urllib.parse import parse_qsl, unquote

from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.sandbox.core import Telegram
from bot.sandbox.refusals import Json, number, refusal

UNAUTHORIZED = refusal(401, "Unauthorized")
TWO_POLLERS = refusal(
    409,
    "Conflict: terminated by other getUpdates request; "
    "make sure that only one bot instance is running",
)


class AnswerLost(Exception):
    """The call was accepted, but its answer must not arrive; says how: hang or reset."""


@contextmanager
def watching(telegram: Telegram) -> Iterator[asyncio.Event]:
    """Give an event that is set whenever something changes."""
    event = asyncio.Event()
    telegram.listeners.add(event.set)
    try:
        yield event
    finally:
        telegram.listeners.discard(event.set)


async def answer(telegram: Telegram, method: str, params: Json) -> Json:
    """Return what a call is answered; getUpdates waits for as long as it asks to.

    Raises AnswerLost when the answer was scripted to get lost, Refused when it cannot wait so.
    """
    if method.lower() == "getupdates":
        body = await _poll(telegram, method, params)
    else:
        body = telegram.call(method, params)
    if kind := telegram.lost_answer(method):
        raise AnswerLost(kind)
    return body


async def _poll(telegram: Telegram, method: str, params: Json) -> Json:
    """Wait for updates. As in Telegram, a second poller ends the wait of the first."""
    loop = asyncio.get_running_loop()
    until = loop.time() + number(params, "timeout")
    telegram.polls += 1
    turn = telegram.polls
    with watching(telegram) as changed:
        telegram.changed()
        while True:
            changed.clear()
            if telegram.polls != turn:
                return TWO_POLLERS
            body = telegram.call(method, params)
            if body.get("result") != [] or loop.time() >= until:
                return body
            with suppress(TimeoutError):
                await asyncio.wait_for(changed.wait(), until - loop.time())


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
        try:
            return _packed(await answer(self.telegram, called, params))
        except AnswerLost as lost:
            if str(lost) == "hang":
                raise TimedOut from TimeoutError()
            raise NetworkError("connection reset") from ConnectionResetError()


def _packed(body: Json) -> tuple[int, bytes]:
    return body.get("error_code", 200), json.dumps(body).encode()
