"""The token and people's data are told to nobody who must not know: logs, errors, reprs, groups."""

import asyncio
import logging
import traceback
from itertools import product
from pathlib import Path

import pytest
import structlog
from pydantic import SecretStr
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, select
from telegram.error import InvalidToken, TelegramError

from bot.commands.running import COMMANDS, serve_commands
from bot.control import ask as command
from bot.desk import Ways
from bot.request import AiohttpRequest
from bot.settings import Settings
from bot.web import Health
from models import installation
from models.database import Database
from models.migrating import upgrade
from models.people.tables import Person, Residency
from tests.support.asking import ask
from tests.support.canaries import SECRET, Overheard, personal, plant, told_to_groups
from tests.support.process import running
from tests.support.talking import begin_talk
from tests.support.telling import picture, report
from tests.support.whole_story import story
from tests.support.world import API, World, found_estate


def test_the_canaries_would_be_heard(overheard: Overheard):
    log = structlog.get_logger()
    log.debug("kept", name="林秀英")
    logging.getLogger("any.library").debug("for %s", "林秀英")
    try:
        raise ValueError("林秀英")
    except ValueError:
        log.exception("a bug")
    assert len(overheard.tells(["林秀英"])) == 3
    overheard.lines.clear()


async def test_what_a_process_prints_would_be_seen(tmp_path: Path):
    """It is refused what it is asked for, in a sentence that repeats it."""
    database = Database(f"sqlite:///{tmp_path / 'data' / 'guanjia.db'}")
    upgrade(database)
    database.write(found_estate)
    database.close()
    with pytest.raises(AssertionError, match="tells of") as seen:
        async with running(tmp_path / "data", f"林秀英 {SECRET}") as child:
            await child.ends()
    assert "'林秀英'" in str(seen.value)
    assert f"'{SECRET}'" in str(seen.value)


def test_a_traceback_shows_no_local_variables(overheard: Overheard):
    local = "林" + "秀英"
    try:
        raise ValueError(len(local))
    except ValueError:
        structlog.get_logger().exception("a bug")
    assert "Traceback" in overheard.errors[0]
    assert overheard.tells([local]) == []


def test_nothing_that_can_be_printed_shows_the_token(world: World, tmp_path):
    desk, token = world.desk, world.telegram.token
    real = "123456:" + SECRET * 3
    settings = Settings(telegram_token=real, webhook_secret=SECRET * 4, data_dir=tmp_path)
    request = AiohttpRequest(proxy="http://127.0.0.1:1")
    things = [
        desk, desk.application, desk.bot, desk.polling, desk.intake, desk.sender,
        desk.turns, desk.fetcher, settings, settings.sandboxed(token, API), request,
        Ways(token, API, request, request), SecretStr(token), settings.model_dump(),
    ]  # fmt: skip
    shown = [repr(thing) + str(thing) for thing in things]
    assert [text for text in shown if SECRET in text] == []


async def test_errors_of_the_library_are_logged_without_the_token(
    world: World, overheard: Overheard
):
    """Whatever Telegram refuses, and however; the adapter's own errors are in test_request."""
    telegram, anna = world.telegram, world.humans["anna"]
    blocked = "Forbidden: bot was blocked by the user"
    said_by_code = {401: "Unauthorized", 404: "Not Found", 403: blocked, 502: "Bad Gateway"}
    for code, said in said_by_code.items():
        telegram.fail_next("sendMessage", error_code=code, description=said)
        telegram.fail_next("answerCallbackQuery", error_code=code, description=said)
        await anna.says("/language")
    for kind in ("hang", "reset"):
        telegram.lose_next_answer("sendMessage", kind)
        await anna.says("/help")
    assert overheard.lines
    assert overheard.tells([SECRET]) == []


async def test_a_refused_token_is_not_repeated_by_the_error(world: World):
    """The library's own InvalidToken at the start does; ours asks `getMe` without the library."""
    world.telegram.fail_next("sendMessage", error_code=401, description="Unauthorized")
    with pytest.raises(TelegramError) as refused:
        await world.desk.bot.send_message(11, "?")
    assert isinstance(refused.value, InvalidToken)
    assert SECRET not in "".join(traceback.format_exception(refused.value))


def test_an_error_of_the_database_names_nobody(world: World):
    def twice(session):
        known = session.get_one(Person, 1)
        session.add(Person(estate_id=1, name="林秀英", phone=known.phone, telegram_id=99))
        session.flush()

    def again(session):
        session.add(Residency(**{**session.get_one(Residency, 1).model_dump(), "id": None}))
        session.flush()

    for harm in (twice, again):
        with pytest.raises(IntegrityError) as refused:
            world.write(harm)
        said = "".join(traceback.format_exception(refused.value))
        assert ("unique" in said.lower(), [each for each in personal(world) if each in said]) == (
            True,
            [],
        )


async def test_a_bug_of_ours_is_logged_without_what_was_said(world: World, overheard: Overheard):
    world.telegram.inject({"message": {"from": {"id": 11}, "text": "林秀英住在这里"}})
    await world.settles()
    assert len(overheard.errors) == 1
    assert overheard.tells(personal(world)) == []


@pytest.mark.parametrize("command", ["/open", "/case 1", "/why 1", "/help", "/cases"])
async def test_a_command_in_the_group_names_no_resident(world: World, command: str):
    """Who asks may know the name; the others in the group need not."""
    await report(world, told="厨房水龙头一直滴水，我的电话13800000011")
    await world.humans["zhang_in_group"].presses("接单")
    before = len(world.humans["zhang_in_group"].heard)
    world.telegram.find_chat(-100)["members"].append(11)
    for who in (21, 24, 11, 66):
        world.telegram.says(who, -100, command)
    await world.settles()
    answers = world.humans["zhang_in_group"].heard[before:]
    assert bool(answers) == (command in ("/open", "/case 1", "/why 1"))
    assert told_to_groups(world) == []
    assert "13800000011" not in "".join(answers)


async def test_the_witness_would_see_a_name_in_a_group(world: World):
    await world.desk.bot.send_message(-100, "林秀英")
    assert len(told_to_groups(world)) == 1
    world.telegram.find_chat(-100)["messages"].clear()


CANARY = "金丝雀"
TOLD_OF = {"people", "residencies", "staff", "repairs", "enquiries", "talks", "remarks"}
WRONG = {
    "estate": None, "month": "2026-11", "suffix": ".xlsx", "home": "?", "staff": "?", "group": None,
    "ids": [10**9], "sheets": [("residents", [["姓名"], ["?"]])], "dry_run": False,
}  # fmt: skip


async def tell_of_many_things(world: World) -> None:
    """Let a repair be told, done again and closed, something asked, and a talk begun."""
    async for _ in story(world):
        pass
    await ask(world)
    await begin_talk(world)
    await world.humans["anna"].sends("就是这里", photos=[picture()])


def leave_an_account(session: Session, account: int) -> None:
    """Let one of the office have no account any more; the bot is known by name."""
    person = session.exec(select(Person).where(Person.telegram_id == account)).one()
    person.telegram_id = None
    session.add(person)
    installation.put(session, "bot_username", "guanjia_bot")


@pytest.mark.slow
async def test_what_an_operator_is_shown_tells_of_nobody(world: World, overheard: Overheard):
    """Metrics, doctor, what a command says that fails, and two days of logs: whatever is kept."""
    await tell_of_many_things(world)
    planted = world.write(lambda session: plant(session, CANARY))
    world.write(lambda session: leave_an_account(session, 22))
    assert {place.partition(".")[0] for place in planted} >= TOLD_OF, planted
    settings = Settings(data_dir=world.store.root.parent, database_url=str(world.database.url))
    shown = [(await Health(world.desk, settings).told()).decode()]
    async with serve_commands(settings, world.desk):
        for name, arguments in product(COMMANDS, ({}, WRONG)):
            socket = settings.control_socket
            _, said, refused = await asyncio.to_thread(command, socket, name, arguments)
            shown += [refused, said if name == "doctor" else ""]  # an invitation names its guest
    assert "A bug stopped" in str(shown)
    assert "staff without a linked account" in str(shown)
    await world.waits(hours=48)
    shown += [(await Health(world.desk, settings).told()).decode()]
    assert [text for text in shown if CANARY in str(text)] == []
    assert overheard.tells([CANARY]) == []
