"""The program as an operator starts it: a child process, seen from outside only."""

import asyncio
import json
import shutil
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession
from holidays import country_holidays

from bot.commands.running import execute
from bot.control import ask
from bot.settings import Settings
from models.clock import MovableClock
from models.database import Database
from models.migrating import upgrade
from tests.support import stubborn
from tests.support.callers import Caller, Line, listening, telegram_served
from tests.support.process import ROOT, Child, command, free_port, running
from tests.support.repair_story import HOME, STORY, play
from tests.support.scripted import Telegram
from tests.support.stubborn import Stubborn, presses, says
from tests.support.world import MANAGEMENT_CHAT, found_estate

SAMPLE = ROOT / "bot" / "sandbox" / "estate"
ANSWERED_TO_THE_REST = {"500": stubborn.OUT_OF_ORDER, "nonsense": stubborn.PAGE}
TOKEN, SECRET = "42:SANDBOX-TOKEN", "s" * 32


@pytest.fixture
async def client() -> AsyncIterator[ClientSession]:
    async with ClientSession() as session:
        yield session


def cast(line: Line, anna: int, zhang: int, supervisor: int, group: int) -> dict[str, Caller]:
    return {
        "anna": Caller(line, anna, anna),
        "zhang": Caller(line, zhang, zhang),
        "supervisor": Caller(line, supervisor, supervisor),
        "group": Caller(line, zhang, group),
    }


# ---------------------------------------------------------------- the sandbox


@pytest.mark.slow
async def test_the_sandbox_plays_the_story_over_http_and_goes_on_after_a_restart(
    tmp_path: Path, client: ClientSession
) -> None:
    listen = f"127.0.0.1:{free_port()}"
    line = Line(client, f"http://{listen}", f"http://{listen}", TOKEN)
    people = cast(line, 1001, 2001, 2004, -1001)
    folder = tmp_path / "data"
    folder.mkdir()
    async with running(folder, "sandbox", LISTEN=listen) as sandbox:
        await sandbox.prints(f"http://{listen}/")
        await sandbox.answers(client)
        await line.settles()
        await line.tells("/sandbox/clock", to=a_working_day().isoformat())
        for step in STORY[:4]:
            await play(step, people, line)
        assert await answered(client, line.bot + "/healthz") == (200, '{"ok": true}')
        assert "guanjia_outbox_waiting 0.0" in (await answered(client, line.bot + "/metrics"))[1]
        before = await people["anna"].messages()
        assert await sandbox.stops() == 0
    async with running(folder, LISTEN=listen) as sandbox:  # without a token it is the sandbox
        await sandbox.answers(client)
        assert await people["anna"].messages() == before
        for step in STORY[4:]:
            await play(step, people, line)
        settings = Settings(data_dir=folder / "sandbox")
        wanted = {"backup": {}, "export": {"suffix": ".xlsx", "estate": None}}
        for name, arguments in wanted.items():
            made = await asyncio.to_thread(execute, settings, name, arguments)
            assert Path(made).is_relative_to(settings.data_dir)
        assert list((settings.data_dir / "files").rglob("*"))
        assert open_to_others(folder) == []
        assert (await line.asks(f"{line.bot}/sandbox/clock"))["offset"] > 0
        await line.tells("/sandbox/reset")
        assert len(await people["anna"].messages()) <= 2  # "/start", and the answer to it
        assert abs((await line.asks(f"{line.bot}/sandbox/clock"))["offset"]) < IN_OFFICE_HOURS
        assert await sandbox.stops() == 0


def open_to_others(folder: Path) -> list[str]:
    """Return what is not its owner's alone: to read and write, and a folder to enter."""
    modes = {path: path.lstat().st_mode & 0o7777 for path in folder.rglob("*")}
    return [path.name for path, mode in modes.items() if mode != (0o600, 0o700)[path.is_dir()]]


IN_OFFICE_HOURS = 18 * 3600  # seconds: a night, until the office opens in the morning


def a_working_day() -> datetime:
    """Return 10:00 in Shanghai, when residents may be written to, with a visit on the day after."""
    holidays, day = country_holidays("CN"), datetime.now(UTC).replace(hour=2, minute=0)
    while True:
        day, after = day + timedelta(days=1), day + timedelta(days=2)
        if after.weekday() < 5 and day.date() not in holidays and after.date() not in holidays:
            return day


async def answered(client: ClientSession, address: str) -> tuple[int, str]:
    async with client.get(address) as response:
        return response.status, await response.text()


# ---------------------------------------------------------------- the bot, with another's server


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample estate, imported where no bot has run: so there are no links to invite with."""
    folder = tmp_path_factory.mktemp("imported")
    estate = estate_that_asks_at_once(folder / "estate")
    done = command(folder / "data", "import", str(estate))
    assert (done.returncode, done.stderr) == (0, "")
    too_early = command(folder / "data", "invite", "--home", "all")
    assert (too_early.returncode, too_early.stdout) == (1, "")
    assert "username is not known" in too_early.stderr
    return folder / "data"


@pytest.mark.slow
@pytest.mark.parametrize("way", ["polling", "webhook"])
async def test_the_bot_serves_with_a_bot_api_server_of_another_process(
    imported: Path, tmp_path: Path, client: ClientSession, way: str
) -> None:
    folder, listen = tmp_path / "data", f"127.0.0.1:{free_port()}"
    shutil.copytree(imported, folder)
    telegram = people_who_know_nobody()
    async with telegram_served(telegram) as api:
        environment = {"LISTEN": listen, "TELEGRAM_TOKEN": TOKEN, "TELEGRAM_API_URL": api}
        if way == "webhook":
            address = {"WEBHOOK_URL": f"http://{listen}/telegram", "WEBHOOK_SECRET": SECRET}
            environment |= address
        async with running(folder, "run", SEND_LIMITS="off", **environment) as bot:
            await bot.answers(client)
            line = Line(client, api, bot.address, TOKEN)
            people = cast(line, 1, 2, 3, -9)
            await joined(folder, people)
            if way == "polling":
                again = await asyncio.to_thread(
                    command, folder, "invite", "--home", "0011010102", "--csv"
                )
                assert again.stdout.startswith("home_code,name,role,code,link,expires_at\n00110")
            for step in STORY:
                await play(step, people, line)
            assert await bot.stops() == 0
    assert telegram.state["webhook"].get("secret", "") == (SECRET if way == "webhook" else "")
    assert telegram.unknown_methods == []


def estate_that_asks_at_once(folder: Path) -> Path:
    """Return the sample estate, where residents are asked at once, at any hour, on any weekday."""
    shutil.copytree(SAMPLE, folder)
    today = datetime.now(UTC).date()
    with (folder / "roster.csv").open("a") as roster:
        for day in (today + timedelta(days=n) for n in range(4)):
            roster.write(f"张建国,{day},08:00,18:00,shift,1\n")
    settings = 'callback.repair.delay_hours,0\nnotify.resident_hours,"[""00:00-24:00""]"\n'
    (folder / "settings.csv").write_text("name,value\n" + settings)
    return folder


def people_who_know_nobody() -> Telegram:
    telegram = Telegram(MovableClock())
    for account in (1, 2, 3):
        telegram.add_user(account, f"P{account}")
    telegram.add_group(-9, "维修群", [2])
    return telegram


async def joined(folder: Path, people: dict[str, Caller]) -> None:
    """Let everybody use the code that the office made for them."""
    nobody = {"home": "", "staff": "", "group": None, "estate": None, "trades": [], "buildings": []}
    for who, verb, wanted in (
        ("anna", "start", {"home": "0011010101"}),
        ("zhang", "start", {"staff": "张建国"}),
        ("supervisor", "start", {"staff": "赵志强"}),
        ("group", "bind", {"group": "dispatch"}),
    ):
        # what `guanjia invite` does when the bot runs, without the seconds of its imports
        asked = ask, folder / "control.sock", "invite", nobody | wanted
        code, made, _ = await asyncio.to_thread(*asked)
        assert code == 0
        await people[who].says(f"/{verb} {json.loads(made)['rows'][0]['code']}")
    await people["anna"].sees(HOME)


# ---------------------------------------------------------------- a stubborn server


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """Give a folder with the small estate of the stories."""
    folder = tmp_path / "data"
    database = Database(f"sqlite:///{folder / 'guanjia.db'}")
    upgrade(database)
    database.write(found_estate)
    database.close()
    return folder


def served(folder: Path, api: str) -> Any:
    address = {"TELEGRAM_TOKEN": "42:STUBBORN", "TELEGRAM_API_URL": api}
    return running(folder, "run", SEND_LIMITS="off", **address)


@pytest.mark.slow
@pytest.mark.parametrize("rest", ANSWERED_TO_THE_REST)
async def test_a_server_that_knows_five_methods_is_enough(kept: Path, rest: str) -> None:
    server = Stubborn(ANSWERED_TO_THE_REST[rest])
    async with listening(server.application()) as api, served(kept, api) as bot:
        await server.gives(says(1, "/repair"))
        asked = await server.hears("sendMessage")
        await server.gives(presses(2, asked, message_id=1))
        assert (await server.hears("editMessageText"))["chat_id"] == 11
        assert (await server.hears("answerCallbackQuery"))["callback_query_id"] == "2"
        assert await bot.stops() == 0
    assert "setMyCommands" in server.asked


@pytest.mark.slow
async def test_nothing_that_getupdates_answers_makes_it_deaf(
    kept: Path, client: ClientSession
) -> None:
    server = Stubborn(
        first={"getMe": [stubborn.NOT_FOUND, stubborn.NOT_FOUND, stubborn.BAD_GATEWAY]}
    )
    async with listening(server.application()) as api, served(kept, api) as bot:
        await server.gives(says(1, "/help"))
        await server.hears("sendMessage")
        for number, answer in enumerate(
            (
                stubborn.UNAUTHORIZED, stubborn.NOT_FOUND, stubborn.CONFLICT, stubborn.BAD_GATEWAY,
                stubborn.PAGE, stubborn.BROKEN,
            ),
            start=2,
        ):  # fmt: skip
            server.first["getUpdates"] = [answer]
            await server.gives(says(number, "/help"))
            await server.hears("sendMessage", number)
        undated = says(20, "/help")
        del undated["message"]["date"]
        await server.gives("nonsense", {"message": {}}, undated, says(21, "/help"))
        heard = [await server.hears("sendMessage", number) for number in (8, 9, 10)]
        # who wrote what could not be read is told, and so is the operator's group
        assert sorted(each["chat_id"] for each in heard) == [MANAGEMENT_CHAT, 11, 11]
        ready = await bot.answers(client)
        assert (ready["ok"], ready["inbox_waiting"]) == (True, 0)
        assert ready["last_poll_s"] < 60
        assert await bot.stops() == 0
    assert "setMyCommands" in server.asked  # 404 as well


async def test_a_refused_token_ends_the_process_with_one_sentence(kept: Path) -> None:
    server = Stubborn(first={"getMe": [stubborn.UNAUTHORIZED] * 9})
    async with listening(server.application()) as api, served(kept, api) as bot:
        assert await bot.ends() == 1
        assert printed(bot) == ["TELEGRAM_TOKEN: Telegram refuses it; take it from @BotFather."]


def printed(child: Child) -> list[str]:
    return child.printed.read_text().splitlines()
