"""The composition root: everything that makes one front desk, put together once."""

import os
from collections.abc import Callable
from dataclasses import field
from pathlib import Path
from typing import Any

import structlog
from telegram import Bot
from telegram.error import TelegramError
from telegram.ext import Application, ApplicationBuilder, Defaults, ExtBot
from telegram.request import BaseRequest

from bot.delivery.limiter import Limiter, Limits
from bot.delivery.rendering import Rendering
from bot.delivery.sender import Sender
from bot.fetch import Fetcher
from bot.intake import Intake, Polling
from bot.leading import FILES, MESSAGES, Leading
from bot.processor import Turns
from handlers.incoming import register
from locales.catalogue import Catalogue
from models.clock import Clock
from models.database import Database
from models.files.store import Store
from models.values import frozen

os.environ.setdefault("PTB_TIMEDELTA", "true")  # the library's newer form, without its warning
log = structlog.get_logger()


class QuietBot(ExtBot[None]):
    """The library's bot, whose own repr shows the token; that of an application shows its bot's."""

    def __repr__(self) -> str:
        return "<Bot>"


@frozen
class Ways:
    """How Telegram is reached: one request for calls, one for the long poll."""

    token: str = field(repr=False)
    api_url: str
    calls: BaseRequest
    polls: BaseRequest


@frozen
class Desk:
    """One front desk, ready to be started by `bot.app` or driven step by step by a test."""

    database: Database
    catalogue: Catalogue
    clock: Clock
    application: "Application[Any, Any, Any, Any, Any, Any]"
    turns: Turns
    sender: Sender
    fetcher: Fetcher
    intake: Intake
    polling: Polling
    leading: Leading
    heard: Callable[[str], None]  # something is to be sent, or to be fetched
    committed: Callable[[bool], None]  # something was, with files or without

    @property
    def bot(self) -> Bot:
        """Return the library's bot."""
        bot: Bot = self.application.bot
        return bot

    async def settle(self) -> None:
        """Return when every update has had its turn and everything that may go has gone."""
        while True:
            if await self.polling.once(0) == 0:
                await self.turns.idle()
                await self.fetcher.drain()
                await self.sender.drain()
                if await self.polling.once(0) == 0:
                    return
            await self.turns.idle()


def build(
    database: Database,
    catalogue: Catalogue,
    clock: Clock,
    store: Store,
    limits: Limits,
    ways: Ways,
    font: Path | None = None,
) -> Desk:
    """Put a front desk together; nothing runs yet."""
    application = _application(ways)
    rendering = Rendering(application.bot, catalogue, store, font)
    leading = Leading(database)
    sender = Sender(database, rendering, Limiter(limits), clock, leading)
    fetcher = Fetcher(database, application.bot, store, clock)

    def heard(said: str) -> None:
        (fetcher if said == FILES else sender).wake()

    def committed(with_files: bool) -> None:
        for said in (MESSAGES, FILES) if with_files else (MESSAGES,):
            heard(said)
            leading.tell(said)

    turns = Turns(application, database, catalogue, clock, sender, committed)
    intake = Intake(database, clock, turns.submit)
    polling = Polling(intake, ways.polls, f"{ways.api_url}/bot{ways.token}")
    return Desk(
        database, catalogue, clock, application, turns, sender, fetcher,
        intake, polling, leading, heard, committed,
    )  # fmt: skip


def _application(ways: Ways) -> "Application[Any, Any, Any, Any, Any, Any]":
    bot = QuietBot(
        ways.token, f"{ways.api_url}/bot", f"{ways.api_url}/file/bot", request=ways.calls,
        get_updates_request=ways.polls, defaults=Defaults(link_preview_options=None),
    )  # fmt: skip
    application: Application[Any, Any, Any, Any, Any, Any] = (
        ApplicationBuilder().bot(bot).updater(None).job_queue(None).build()
    )
    register(application)
    refuse_what_loses_updates(application)
    return application


def refuse_what_loses_updates(application: "Application[Any, Any, Any, Any, Any, Any]") -> None:
    """Assert that nothing of the library's keeps state in memory or escapes the transaction."""
    handlers = [each for group in application.handlers.values() for each in group]
    if application.updater or application.persistence or application.bot.callback_data_cache:
        raise RuntimeError("the library must keep no state of its own")
    if any(not handler.block for handler in handlers):
        raise RuntimeError("a handler must not escape its update's transaction")


async def introduce(bot: Bot, catalogue: Catalogue, commands: tuple[str, ...]) -> None:
    """Tell Telegram the commands, in each language; optional, so whatever fails is only noted."""
    for language, code in (("zh-Hans", None), ("en", "en"), ("zh-Hans", "zh")):
        listed = [(name, catalogue.description(name, language)) for name in commands]
        try:
            await bot.set_my_commands(listed, language_code=code)
        except (TimeoutError, TelegramError) as error:
            log.warning("commands not set", why=type(error).__name__)
