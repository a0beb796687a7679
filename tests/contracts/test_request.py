"""Our transport keeps the library's contract, tells what was written, and hides the token."""

import asyncio
import logging
import traceback
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer, unused_port
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, InputFile
from telegram.error import NetworkError, TelegramError, TimedOut

from bot.delivery.outcomes import Later, NoAnswer, NotSent, Refused, Unknown, classify
from bot.request import AiohttpRequest
from models.faults import strike_with

TOKEN = "123456:AAcanaryCANARYcanaryCANARYcanary000"
NEVER_SENT = Later(2, everywhere=True)
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def accepted(result: object) -> web.Response:
    return web.json_response({"ok": True, "result": result})


MESSAGE = {"message_id": 7, "date": 0, "chat": {"id": 1, "type": "private"}}


@asynccontextmanager
async def telegram(handler: Handler, **settings: Any) -> AsyncIterator[Bot]:
    """A bot that talks to `handler` over loopback."""
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", handler)
    async with TestServer(app) as server, bot_at(str(server.make_url("")), **settings) as bot:
        yield bot


@asynccontextmanager
async def bot_at(url: str, **settings: Any) -> AsyncIterator[Bot]:
    request = AiohttpRequest(**settings)
    await request.initialize()
    try:
        base = url.rstrip("/") + "/bot"
        yield Bot(TOKEN, base, request=request, get_updates_request=request)
    finally:
        await request.shutdown()


async def failure_of(call: Awaitable[object]) -> TelegramError:
    with pytest.raises(TelegramError) as raised:
        await call
    return raised.value


def everything_about(error: BaseException | None) -> str:
    """What a log, a trace or a repr could show of it, and of all it hangs on."""
    told = ""
    while error is not None:
        told += f"{error!s}{error!r}{error.args}{''.join(traceback.format_exception(error))}"
        error = error.__cause__ or error.__context__
    return told


async def test_a_call_without_files_is_json() -> None:
    seen: list[object] = []

    async def handler(request: web.Request) -> web.Response:
        seen.append((request.method, request.content_type, await request.json()))
        return accepted(MESSAGE)

    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("接单", callback_data="x")]])
    async with telegram(handler) as bot:
        message = await bot.send_message(1, "您好", reply_markup=keyboard)
    assert message.message_id == 7
    markup = {"inline_keyboard": [[{"text": "接单", "callback_data": "x"}]]}
    body = {"chat_id": 1, "text": "您好", "reply_markup": markup}
    assert seen == [("POST", "application/json", body)]


async def test_a_call_with_a_file_is_multipart() -> None:
    fields: dict[str, object] = {}
    files: list[tuple[str, str, bytes]] = []

    async def handler(request: web.Request) -> web.Response:
        for name, value in (await request.post()).items():
            if isinstance(value, web.FileField):
                files.append((value.filename, value.content_type, value.file.read()))
            else:
                fields[name] = value
        return accepted(MESSAGE)

    async with telegram(handler) as bot:
        await bot.send_document(1, InputFile(b"%PDF", filename="缴费 通知.pdf"), caption="一")
    assert files == [("缴费 通知.pdf", "application/pdf", b"%PDF")]
    assert (fields["chat_id"], fields["caption"]) == ("1", "一")


async def test_a_file_is_fetched_as_bytes() -> None:
    async def handler(request: web.Request) -> web.Response:
        return web.Response(body=b"\x00" * 70_000 if request.method == "GET" else b"")

    async with telegram(handler) as bot:
        assert len(await bot.request.retrieve(f"{bot.base_url}/photo.jpg")) == 70_000


async def test_connections_are_kept_and_cookies_are_not() -> None:
    seen = []

    async def handler(request: web.Request) -> web.Response:
        assert request.transport
        seen.append((request.transport.get_extra_info("peername"), request.headers.get("Cookie")))
        answer = accepted(MESSAGE)
        answer.set_cookie("track", "me")
        return answer

    async with telegram(handler) as bot:
        for _ in range(3):
            await bot.send_message(1, "x")
    assert len(set(seen)) == 1
    assert seen[0][1] is None


async def test_a_call_that_hangs_may_have_arrived() -> None:
    done = asyncio.Event()

    async def handler(_: web.Request) -> web.Response:
        await done.wait()
        return accepted(MESSAGE)

    async with telegram(handler, read_timeout=0.05, connect_timeout=0.05) as bot:
        error = await failure_of(bot.send_message(1, "x"))
        done.set()
    assert isinstance(error, TimedOut)
    assert isinstance(error.__cause__, NoAnswer)
    assert classify(error) == Unknown()
    assert "canary" not in everything_about(error).lower()


async def test_a_connection_cut_after_the_call_may_have_arrived() -> None:
    async def handler(request: web.Request) -> web.Response:
        await request.read()
        assert request.transport
        request.transport.abort()
        return accepted(MESSAGE)

    async with telegram(handler) as bot:
        error = await failure_of(bot.send_message(1, "x"))
    assert isinstance(error.__cause__, NoAnswer)
    assert classify(error) == Unknown()
    assert "canary" not in everything_about(error).lower()


@pytest.mark.parametrize("port", [None, 99_999], ids=["nobody listens", "no such port"])
async def test_what_could_not_connect_was_never_sent(port: int | None) -> None:
    async with bot_at(f"http://127.0.0.1:{port or unused_port()}") as bot:
        error = await failure_of(bot.send_message(1, "x"))
    assert isinstance(error.__cause__, NotSent)
    assert classify(error) == NEVER_SENT
    assert "canary" not in everything_about(error).lower()


async def test_a_wait_for_a_free_connection_was_never_sent() -> None:
    entered, done = asyncio.Event(), asyncio.Event()

    async def handler(_: web.Request) -> web.Response:
        entered.set()
        await done.wait()
        return accepted(MESSAGE)

    async with telegram(handler, connections=1, connect_timeout=0.2) as bot:
        first = asyncio.create_task(bot.send_message(1, "x"))
        await entered.wait()
        error = await failure_of(bot.send_message(1, "y"))
        done.set()
        await first
    assert isinstance(error, TimedOut)
    assert isinstance(error.__cause__, NotSent)


async def test_a_proxy_that_is_away_sent_nothing() -> None:
    async with bot_at("http://127.0.0.1:9", proxy=f"http://127.0.0.1:{unused_port()}") as bot:
        error = await failure_of(bot.send_message(1, "x"))
    assert classify(error) == NEVER_SENT
    assert "canary" not in everything_about(error).lower()


async def test_the_proxies_of_the_environment_are_not_used(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def handler(_: web.Request) -> web.Response:
        return accepted(MESSAGE)

    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    async with telegram(handler) as bot:
        await bot.send_message(1, "x")


@pytest.mark.parametrize("status", [404, 500, 502])
async def test_a_gateway_s_page_that_quotes_the_address_does_not_show_the_token(
    status: int, caplog: pytest.LogCaptureFixture
) -> None:
    async def handler(request: web.Request) -> web.Response:
        page = f"<html>{request.path} {request.raw_path.replace(':', '%3a')}</html>"
        return web.Response(status=status, text=page, content_type="text/html")

    caplog.set_level(logging.INFO)  # at DEBUG the library itself prints the address
    async with telegram(handler) as bot:
        error = await failure_of(bot.send_message(1, "x"))
    logged = [line.getMessage() for line in caplog.records if line.name != "aiohttp.access"]
    assert "canary" not in everything_about(error).lower() + str(logged).lower()
    assert classify(error) == Unknown() or status == 404


async def test_nobody_is_followed_elsewhere_with_the_token() -> None:
    calls = []

    async def handler(request: web.Request) -> web.Response:
        calls.append(request.path)
        return web.Response(status=307, headers={"Location": "/elsewhere"})

    async with telegram(handler) as bot:
        assert classify(await failure_of(bot.send_message(1, "x"))) == Unknown()
    assert len(calls) == 1


async def test_a_refusal_comes_through_in_telegram_s_words() -> None:
    async def handler(_: web.Request) -> web.Response:
        refusal = {"ok": False, "error_code": 400, "description": "Bad Request: chat not found"}
        return web.json_response(refusal, status=400)

    async with telegram(handler) as bot:
        outcome = classify(await failure_of(bot.send_message(1, "x")))
    assert isinstance(outcome, Refused)
    assert outcome.reason == "chat_not_found"


async def test_long_polling_takes_its_own_time() -> None:
    async def handler(_: web.Request) -> web.Response:
        await asyncio.sleep(0.3)
        return accepted([])

    async with telegram(handler, read_timeout=0.05, connect_timeout=0.05) as bot:
        assert await bot.get_updates(timeout=1) == ()


async def test_a_call_passes_its_two_fault_points() -> None:
    passed: list[str] = []

    async def handler(_: web.Request) -> web.Response:
        passed.append("telegram")
        return accepted(MESSAGE)

    strike_with(passed.append)
    try:
        async with telegram(handler) as bot:
            await bot.send_message(1, "x")
    finally:
        strike_with(None)
    assert passed == ["call.before", "telegram", "call.after"]


async def test_before_it_is_initialized_it_says_so() -> None:
    with pytest.raises(NetworkError, match="not initialized"):
        await AiohttpRequest().post("http://127.0.0.1:9/x")
