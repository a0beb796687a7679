"""Where a command runs: here, or in the bot that has the database."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import structlog

from bot.backups import backup
from bot.commands.accounting import import_file
from bot.commands.books import report
from bot.commands.doctor import doctor
from bot.commands.estates import export_workbook
from bot.commands.invitations import invite
from bot.commands.outbox import list_outbox, retry_outbox
from bot.control import Answer, Arguments, NotAnswering, ask, serve_control
from bot.failures import Failed, sentence
from bot.keys import file_key
from bot.settings import Settings
from bot.upgrading import opened
from models.backups.operations import kept_for
from models.clock import SystemClock
from models.database import Database, Occupied

if TYPE_CHECKING:
    from bot.desk import Desk  # a command that runs here needs no bot

log = structlog.get_logger()
SILENT = (
    "Another process has the database but takes no commands yet: wait until it serves, or stop it."
)


def _backup(database: Database, settings: Settings, arguments: Arguments) -> str:
    """Return the path of a new backup."""
    key, kept = file_key(database, settings), database.read(kept_for)
    return str(backup(database, settings, key, now=SystemClock().now(), kept_for=kept))


COMMANDS: dict[str, Callable[[Database, Settings, Arguments], str]] = {
    "import": import_file,
    "export": export_workbook,
    "invite": invite,
    "report": report,
    "backup": _backup,
    "doctor": doctor,
    "outbox list": list_outbox,
    "outbox retry": retry_outbox,
}


def execute(settings: Settings, name: str, arguments: Arguments) -> str:
    """Return what the command says, done here or by the running bot. Raises Failed."""
    try:
        with opened(settings) as database:
            return COMMANDS[name](database, settings, arguments)
    except Occupied:
        try:
            code, stdout, stderr = ask(settings.control_socket, name, arguments)
        except NotAnswering:
            raise Failed(SILENT) from None
        if code:
            raise Failed(stderr) from None
        return stdout


@asynccontextmanager
async def serve_commands(settings: Settings, desk: "Desk") -> AsyncIterator[None]:
    """Do the commands of other processes while the block runs; delivery hears of each."""
    loop = asyncio.get_running_loop()

    def handle(name: str, arguments: Arguments) -> Answer:
        try:
            told_here = arguments | {"refused": desk.polling.refused}
            said = COMMANDS[name](desk.database, settings, told_here)
        except Exception as error:  # why: a failed command must not end the bot
            told = sentence(error)
            if told is None:
                log.exception("a command failed", command=name)
                told = f"A bug stopped `{name}`: the log of the bot says more."
            return 1, "", told
        loop.call_soon_threadsafe(desk.sender.wake)
        return 0, said, ""

    async with serve_control(settings.control_socket, handle):
        yield
