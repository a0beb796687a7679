"""Each known trouble is made, and `doctor` names it with its way out; nothing else is wrong."""

import asyncio
import base64
import os
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from bot.commands.doctor import doctor, year_unknown
from bot.commands.machine import of_postgres, of_sqlite
from bot.failures import Failed
from bot.keys import file_key
from bot.settings import Settings
from models import lead
from models.calendar import Calendar, Hours
from models.estate.tables import SheetRow
from models.inbox import keep
from models.intents.messages import Say
from models.intents.operations import Address, post
from tests.support.callers import telegram_served
from tests.support.scripted import Telegram
from tests.support.telling import report
from tests.support.world import DISPATCH_CHAT, MANAGEMENT_CHAT, SHANGHAI, World

HOOK, SECRET = "https://127.0.0.1:9/hook", "s" * 32


@dataclass
class Practice:
    """An office, its Telegram over HTTP, and a doctor for both."""

    world: World
    settings: Settings
    date: timedelta = timedelta()

    @property
    def telegram(self) -> Telegram:
        return self.world.telegram

    async def says(self, running: str | None = None, **settings: Any) -> list[str]:
        """Return what is wrong, without its mark; the notes come after it."""
        asked = {} if running is None else {"refused": running}
        async with telegram_served(self.telegram, lambda: datetime.now(UTC) + self.date) as api:
            here = self.settings.model_copy(update={"telegram_api_url": api, **settings})
            try:
                report = await asyncio.to_thread(doctor, self.world.database, here, asked)
            except Failed as failed:
                report = str(failed)
        assert self.telegram.token.partition(":")[2] not in report
        lines = report.splitlines()
        return [each[6:] for mark in ("WRONG", "note") for each in lines if each.startswith(mark)]


@pytest.fixture
def practice(world: World) -> Practice:
    root = world.store.root.parent
    key = root / "file.key"
    key.write_bytes(base64.b64encode(bytes(32)))
    key.chmod(0o600)
    settings = Settings(
        data_dir=root, database_url=world.database.url.render_as_string(hide_password=False),
        telegram_token=world.telegram.token,
    )  # fmt: skip
    file_key(world.database, settings)
    for chat in (DISPATCH_CHAT, MANAGEMENT_CHAT):
        world.telegram.becomes(24, chat, "member")
    return Practice(world, settings)


def tells(lines: list[str], *parts: str) -> bool:
    return any(all(part in line for part in parts) for line in lines)


async def test_where_nothing_is_wrong_nothing_is_said_to_be(practice: Practice) -> None:
    found = await practice.says()
    usual = (
        "SQLite",
        "special days",
        "guanjia invite --staff all",
        "messages did not",
        "not yet met",
    )
    assert [line for line in found if not any(word in line for word in usual)] == []


async def test_it_may_be_asked_again_and_again(practice: Practice) -> None:
    """It takes its readers of the database back: a running bot needs them."""
    for _ in range(4):
        await asyncio.wait_for(practice.says(), 10)


async def test_a_refused_token(practice: Practice) -> None:
    found = await practice.says(telegram_token=Settings(telegram_token="42:WRONG").telegram_token)
    assert tells(found, "TELEGRAM_TOKEN", "refuses it", "@BotFather")


@pytest.mark.parametrize(
    ("running", "wanted", "told"),
    [
        (None, "", "the bot removes it first"),
        ("", "", "polling hears nothing: restart"),
        (None, "https://127.0.0.1:9/other", "the bot sets it first"),
        ("", "https://127.0.0.1:9/other", "no webhook of ours"),
    ],
)
async def test_a_webhook_that_is_not_ours(
    practice: Practice, running: str | None, wanted: str, told: str
) -> None:
    practice.telegram.call("setWebhook", {"url": HOOK})
    assert tells(await practice.says(running, webhook_url=wanted or None), told)


async def test_a_webhook_that_telegram_cannot_deliver_to(practice: Practice) -> None:
    practice.telegram.call("setWebhook", {"url": HOOK})
    now = int(datetime.now(UTC).timestamp())
    error = {"last_error_date": now, "last_error_message": "Connection refused"}
    practice.telegram.adds("getWebhookInfo", pending_update_count=500, **error)
    found = await practice.says("", webhook_url=HOOK)
    assert tells(found, "could not deliver to WEBHOOK_URL (Connection refused)", "proxy")
    assert tells(found, "500 updates wait")
    practice.telegram.adds("getWebhookInfo", **error | {"last_error_date": now - 7200})
    assert not tells(await practice.says("", webhook_url=HOOK), "could not deliver")


@pytest.mark.parametrize("running", [None, "409"])
async def test_two_pollers(practice: Practice, running: str | None) -> None:
    """The running bot has heard of it; a stopped one listens, and confirms nothing."""
    practice.telegram.says(11, 11, "hello")
    if running is None:
        told = "Conflict: terminated by other getUpdates request"
        practice.telegram.fail_next("getUpdates", error_code=409, description=told)
    assert tells(await practice.says(running), "two bots poll", "stop one")
    assert not tells(await practice.says(), "two bots poll")
    waiting = practice.telegram.call("getUpdates", {})["result"]
    assert waiting[-1]["message"]["text"] == "hello"


@pytest.mark.postgres
async def test_workers_that_serve_are_not_taken_for_a_second_poller(practice: Practice) -> None:
    """P-12: they keep their poll; without one of them, the doctor listens in their place."""
    practice.world.write(lambda s: lead.take(s, "somebody", seconds=60))
    told = "Conflict: terminated by other getUpdates request"
    practice.telegram.fail_next("getUpdates", error_code=409, description=told)
    assert not tells(await practice.says(), "two bots poll")
    practice.world.write(lambda s: lead.give_up(s, "somebody"))
    assert tells(await practice.says(), "two bots poll")


@pytest.mark.parametrize("status", ["kicked", "left"])
async def test_a_group_that_has_no_bot(practice: Practice, status: str) -> None:
    practice.telegram.becomes(24, DISPATCH_CHAT, status)
    found = await practice.says()
    assert tells(found, "(dispatch)", "not in it", "new code")
    assert not tells(found, "(management)")


@pytest.mark.parametrize(
    "more",
    [
        {"getChat": {"permissions": {"can_send_messages": False}}},
        {"getChatMember": {"status": "restricted", "can_send_messages": False}},
    ],
)
async def test_a_group_in_which_the_bot_may_not_write(practice: Practice, more: Any) -> None:
    """A member where only admins write, and one who was restricted; an admin may."""
    for method, told in more.items():
        practice.telegram.adds(method, **told)
    assert tells(await practice.says(), "(dispatch)", "may not write", "admin")
    practice.telegram.adds("getChatMember", status="administrator")
    assert not tells(await practice.says(), "may not write")


async def test_a_group_that_refuses_what_we_say(practice: Practice) -> None:
    """Known from what it refused, whatever its rights seem to be; what waits is no trouble more."""
    told = "Bad Request: CHAT_WRITE_FORBIDDEN"
    practice.telegram.fail_next("*", error_code=400, description=told, chat_id=DISPATCH_CHAT)
    await report(practice.world)
    assert tells(await practice.says(), "YHY", "(dispatch) refuses our messages since", "admin")
    await practice.world.waits(minutes=10)
    assert not tells(await practice.says(), "refuses our messages")


async def test_a_group_that_telegram_does_not_know(practice: Practice) -> None:
    told = "Bad Request: chat not found"
    practice.telegram.fail_next("getChatMember", error_code=400, description=told)
    assert tells(await practice.says(), "(dispatch)", "not in it")


async def test_privacy_mode_and_groups_that_may_not_be_joined(practice: Practice) -> None:
    practice.telegram.adds("getMe", can_read_all_group_messages=True, can_join_groups=False)
    found = await practice.says()
    assert tells(found, "privacy mode is off", "/setprivacy")
    assert tells(found, "may not join groups", "/setjoingroups")


@pytest.mark.parametrize(("seconds", "how"), [(300, "slow"), (-300, "fast"), (10, None)])
async def test_a_clock_that_is_wrong(practice: Practice, seconds: int, how: str | None) -> None:
    practice.date = timedelta(seconds=seconds)
    found = await practice.says()
    assert tells(found, f"seconds {how} against Telegram's", "set-ntp") == (how is not None)


@pytest.mark.parametrize("what", ["file", "update"])
async def test_what_is_of_the_future(practice: Practice, what: str) -> None:
    assert not tells(await practice.says(), "of the future")
    later = datetime.now(UTC) + timedelta(days=400)
    if what == "file":
        touched = practice.settings.data_dir / "touched"
        touched.touch()
        os.utime(touched, (later.timestamp(),) * 2)
    else:
        rows = [("nobody", {"update_id": 9_999_999})]
        practice.world.write(lambda s: keep(s, rows, now=later))
    assert tells(await practice.says(), "of the future", "set-ntp")


async def test_a_disk_that_fills(practice: Practice, monkeypatch: pytest.MonkeyPatch) -> None:
    """No disk here can be filled: what counts as room is more than it has."""
    monkeypatch.setattr("bot.commands.machine.ROOM", 2**62)
    assert tells(await practice.says(), "MB are free on the disk")


async def test_holidays_that_are_missing(practice: Practice) -> None:
    """Two months before a year begins; a sheet of the estate's own puts it right."""
    shift = Hours.parse("08:30-17:30")
    now = datetime(2040, 11, 2, tzinfo=UTC)
    assert year_unknown(Calendar(SHANGHAI, (shift,), {}), now=now) == 2041
    assert year_unknown(Calendar(SHANGHAI, (shift,), {date(2041, 2, 3): True}), now=now) is None
    coming = (datetime.now(UTC) + timedelta(days=60)).year
    unknown = year_unknown(Calendar(SHANGHAI, (shift,), {}), now=datetime.now(UTC)) is not None
    assert tells(await practice.says(), f"special days of {coming}", "`holidays`") == unknown
    values = {"date": f"{coming}-02-03", "kind": "workday", "note": ""}
    row = SheetRow(estate_id=1, sheet="holidays", key=values["date"], values=values)
    practice.world.write(lambda s: s.add(row))
    assert not tells(await practice.says(), "special days")


async def test_a_message_that_does_not_go(practice: Practice) -> None:
    old = datetime.now(UTC) - timedelta(minutes=11)
    assert not tells(await practice.says(), "oldest message")
    practice.world.write(lambda s: post(s, Say("errors.broken"), to=Address(1, 11), now=old))
    assert tells(await practice.says(), "oldest message", "11 minutes", "is the bot running")


@pytest.mark.parametrize("harm", ["missing", "open"])
async def test_a_key_that_is_missing_or_open(practice: Practice, harm: str) -> None:
    key = practice.settings.file_key_file
    if harm == "missing":
        key.unlink()
    else:
        key.chmod(0o640)
    told = {"missing": "is missing: put your copy", "open": "others may read the key: chmod 600"}
    assert tells(await practice.says(), told[harm])


@pytest.mark.parametrize(
    ("version", "is_noted"),
    [
        ((3, 40, 1), True), ((3, 44, 5), True), ((3, 44, 6), False), ((3, 50, 7), False),
        ((3, 51, 2), True), ((3, 51, 3), False), ((3, 53, 0), False),
    ],
)  # fmt: skip
def test_a_sqlite_with_the_wal_reset_bug(version: tuple[int, int, int], is_noted: bool) -> None:
    assert ("no other program" in of_sqlite(version)) == is_noted


@pytest.mark.parametrize(
    ("server", "dump", "told"),
    [
        (15, 15, "ok    PostgreSQL 15"), (13, 15, "note  PostgreSQL 13: nobody mends it"),
        (16, 15, "WRONG pg_dump is of version 15 and cannot back up PostgreSQL 16"),
        (15, None, "WRONG pg_dump is missing"),
    ],
)  # fmt: skip
def test_a_postgresql_that_cannot_be_backed_up(server: int, dump: int | None, told: str) -> None:
    assert of_postgres(server, dump).startswith(told)
