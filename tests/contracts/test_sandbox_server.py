"""The sandbox over real HTTP on loopback: the Bot API, webhooks, and the control of the page."""

import asyncio
import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from aiohttp import ClientSession, ServerDisconnectedError, web
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup

from bot.sandbox.server import sandbox_routes, webhook_delivery
from bot.sandbox.transport import watching
from models.clock import MovableClock
from scheduler.due import WHEN_DUE
from tests.support.scripted import Telegram, losing

pytestmark = pytest.mark.asyncio

ANNA, NINE = 1001, datetime(2026, 11, 21, 1, 0, tzinfo=UTC)
MOMENTS = Path(__file__).parents[2] / "bot" / "sandbox" / "page" / "moments.js"
DUE = [{"kind": "followup", "subject": "№1", "at": "2026-11-21T03:00:00+00:00"}]


class Served:
    """A running sandbox: its core, and a client of its address."""

    def __init__(self, telegram: Telegram, client: ClientSession, url: str) -> None:
        self.telegram, self.client, self.url = telegram, client, url

    async def post(self, path: str, **body: object) -> dict[str, object]:
        async with self.client.post(self.url + path, json=body) as response:
            return await response.json()

    async def get(self, path: str) -> dict[str, object]:
        async with self.client.get(self.url + path) as response:
            return await response.json()

    async def call(self, method: str, **params: object) -> dict[str, object]:
        return await self.post(f"/bot{self.telegram.token}/{method}", **params)


async def listening(app: web.Application) -> AsyncIterator[str]:
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    await runner.cleanup()


@pytest.fixture
async def served() -> AsyncIterator[Served]:
    clock = MovableClock(NINE)
    telegram = Telegram(clock)
    telegram.add_user(ANNA, "Anna", note="resident")

    async def due() -> list[dict[str, object]]:
        return list(DUE)

    async def on_clock(target: datetime) -> None:
        clock.move_to(target)

    async def on_reset() -> None:
        telegram.restore(Telegram(clock).snapshot())

    app = web.Application(middlewares=[losing])
    app.add_routes(sandbox_routes(telegram, on_clock=on_clock, due=due, on_reset=on_reset))
    app.cleanup_ctx.append(webhook_delivery(telegram))
    async for url in listening(app):
        async with ClientSession() as client:
            yield Served(telegram, client, url)


async def test_ptb_talks_to_it_as_to_telegram(served: Served) -> None:
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("Go", callback_data="1|go")]])
    token, url = served.telegram.token, served.url
    async with Bot(token, base_url=f"{url}/bot", base_file_url=f"{url}/file/bot") as bot:
        assert bot.username == "guanjia_bot"
        await served.post("/sandbox/act", who=ANNA, chat=ANNA, do="say", text="/start 12345678")
        (update,) = await bot.get_updates(timeout=5)
        assert update.message.text == "/start 12345678"
        await served.post("/sandbox/act", who=ANNA, chat=ANNA, do="photo")
        (update,) = await bot.get_updates(offset=update.update_id + 1)
        file = await bot.get_file(update.message.photo[-1].file_id)
        assert bytes(await file.download_as_bytearray())[:2] == b"\xff\xd8"
        await bot.send_photo(ANNA, file.file_id)
        sent = await bot.send_message(ANNA, "<b>1</b>", parse_mode="HTML", reply_markup=keyboard)
        press = {"who": ANNA, "chat": ANNA, "do": "press", "message": sent.message_id}
        await served.post("/sandbox/act", **press, label="Go")
        (pressed,) = await bot.get_updates(offset=update.update_id + 1)
        await pressed.callback_query.answer("Done", show_alert=True)
    seen = await served.get(f"/sandbox/chats/{ANNA}?viewer={ANNA}")
    assert seen["messages"][-1]["html"] == "<b>1</b>"
    assert seen["messages"][-2]["media"][0]["kind"] == "photo"
    ((button,),) = seen["messages"][-1]["keyboard"]
    assert (button["text"], button["data"]) == ("Go", "1|go")
    assert [(toast["text"], toast["alert"]) for toast in seen["toasts"]] == [("Done", True)]


async def test_a_poll_waits_for_the_next_update_and_a_second_poller_ends_it(
    served: Served,
) -> None:
    first = asyncio.create_task(served.call("getUpdates", timeout=20))
    await wait_for_poll(served.telegram)
    second = asyncio.create_task(served.call("getUpdates", timeout=20))
    assert (await first)["description"].startswith("Conflict: terminated by other getUpdates")
    served.telegram.says(ANNA, ANNA, "hello")
    assert (await second)["result"][0]["message"]["text"] == "hello"
    again = await served.call("getUpdates")
    assert await served.call("getUpdates") == again
    offset = again["result"][-1]["update_id"] + 1
    assert (await served.call("getUpdates", offset=offset))["result"] == []


async def wait_for_poll(telegram: Telegram) -> None:
    with watching(telegram) as changed:
        while not telegram.polls:
            await changed.wait()


async def test_what_is_malformed_is_a_bad_request(served: Served) -> None:
    for asked in ({"timeout": "x"}, {"offset": "x"}, {"limit": "many"}):
        refused = await served.call("getUpdates", **asked)
        assert (refused["ok"], refused["error_code"]) == (False, 400)


async def test_a_wrong_token_is_unauthorized(served: Served) -> None:
    wrong = await served.post("/bot42:WRONG/getMe")
    assert wrong == {"ok": False, "error_code": 401, "description": "Unauthorized"}


async def test_a_reset_answer_is_a_broken_connection_after_an_accepted_call(
    served: Served,
) -> None:
    served.telegram.says(ANNA, ANNA, "/start")
    served.telegram.lose_next_answer("sendMessage", "reset")
    with pytest.raises((ServerDisconnectedError, ConnectionResetError)):
        await served.call("sendMessage", chat_id=ANNA, text="a")
    served.telegram.lose_next_answer("sendMessage", "hang")
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(served.call("sendMessage", chat_id=ANNA, text="b"), 0.2)
    assert [m["text"] for m in served.telegram.chat(ANNA)["messages"]] == ["/start", "a", "b"]


async def test_a_webhook_gets_each_update_with_its_secret_until_it_says_200(
    served: Served,
) -> None:
    taken, answers = asyncio.Queue[tuple[str, str]](), [500, 200, 200]

    async def hook(request: web.Request) -> web.Response:
        update = await request.json()
        secret = request.headers["X-Telegram-Bot-Api-Secret-Token"]
        taken.put_nowait((secret, update["message"]["text"]))
        return web.Response(status=answers.pop(0))

    app = web.Application()
    app.router.add_post("/hook", hook)
    async for url in listening(app):
        await served.call("setWebhook", url=f"{url}/hook", secret_token="s-1")
        assert (await served.call("getUpdates"))["error_code"] == 409
        served.telegram.says(ANNA, ANNA, "one")
        served.telegram.says(ANNA, ANNA, "two")
        got = [await asyncio.wait_for(taken.get(), 5) for _ in range(3)]
    assert got == [("s-1", "one"), ("s-1", "one"), ("s-1", "two")]
    info = (await served.call("getWebhookInfo"))["result"]
    assert (info["url"], info["pending_update_count"]) == (f"{url}/hook", 0)


async def test_the_clock_moves_by_spans_to_instants_and_to_the_next_due_row(
    served: Served,
) -> None:
    moved = await served.post("/sandbox/clock", minutes=30)
    assert moved["now"] == "2026-11-21T01:30:00+00:00"
    moved = await served.post("/sandbox/clock", to="next")
    assert moved["now"] == "2026-11-21T03:00:00+00:00"
    moved = await served.post("/sandbox/clock", to="2026-11-22T09:00:00+08:00")
    assert moved["now"] == "2026-11-22T01:00:00+00:00"
    told = await served.get("/sandbox/clock")
    assert (told["due"], told["zone"]) == (DUE, "Asia/Shanghai")


async def test_strangers_photos_and_keys_come_from_the_page(served: Served) -> None:
    stranger = (await served.post("/sandbox/users", first_name="Li", language_code="en"))["id"]
    act = {"who": stranger, "chat": stranger}
    await served.post("/sandbox/act", **act, do="photo", photo="sample", caption="wet")
    await served.post("/sandbox/act", **act, do="contact")
    keyboard = {"keyboard": [[{"text": "🔧 Repair"}]]}
    await served.call("sendMessage", chat_id=stranger, text="?", reply_markup=keyboard)
    await served.post("/sandbox/act", **act, do="key", label="Repair")
    shown = (await served.get(f"/sandbox/chats/{stranger}"))["messages"]
    assert [message["text"] for message in shown] == ["wet", "", "?", "🔧 Repair"]
    assert shown[1]["media"][0]["kind"] == "contact"
    path = f"/sandbox/file/{shown[0]['media'][0]['file_id']}"
    async with served.client.get(served.url + path) as picture:
        assert (await picture.read())[:2] == b"\xff\xd8"
    refused = await served.post("/sandbox/act", **act, do="key", label="Other")
    assert refused["ok"] is False
    listed = await served.get("/sandbox/chats")
    assert (listed["bot"], [user["id"] for user in listed["users"]]) == (
        "guanjia_bot",
        [ANNA, stranger],
    )
    assert (await served.get("/sandbox/calls?after=0"))[0]["method"] == "sendMessage"
    await served.post("/sandbox/reset")
    assert (await served.get("/sandbox/chats"))["chats"] == []


async def test_changes_are_told_as_server_sent_events(served: Served) -> None:
    async with served.client.get(served.url + "/sandbox/events") as stream:
        await stream.content.readuntil(b"\n\n")
        served.telegram.says(ANNA, ANNA, "hello")
        assert b"event: changed" in await stream.content.readuntil(b"\n\n")


async def test_other_hosts_and_forms_are_refused(served: Served) -> None:
    rebound = {"Host": "evil.example:8080"}
    for path in ("/", "/sandbox/page/main.js", "/sandbox/chats"):
        async with served.client.get(served.url + path, headers=rebound) as response:
            assert response.status == 403
    async with served.client.post(served.url + "/sandbox/reset", data={"a": "b"}) as response:
        assert response.status == 415
    async with served.client.get(served.url + "/sandbox/page/../core.py") as response:
        assert response.status == 404
    async with served.client.get(served.url + "/") as response:
        assert response.status == 200
        policy = response.headers["Content-Security-Policy"]
        assert policy == "default-src 'self'; img-src 'self' data: blob:"


async def test_the_page_names_every_moment_in_its_own_words():
    """No name out of the code stands in the list of what is due, and nothing that is no more."""
    named = re.findall(r'^  (\w+): \["(.+)", "(.+)"\],$', MOMENTS.read_text("utf-8"), re.MULTILINE)
    assert [name for name, _, _ in named] == sorted(kind.__name__ for kind in WHEN_DUE)
    assert [chinese for _, chinese, _ in named if not chinese[0] > "\u3000"] == []
