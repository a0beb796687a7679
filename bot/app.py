"""The program: from settings to a front desk that serves until it is told to stop."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, closing, suppress
from functools import partial
from http import HTTPStatus
from pathlib import Path
from typing import cast
from urllib.parse import urlsplit

import structlog
from aiohttp import web
from telegram.error import InvalidToken, TelegramError

from bot.commands.backups import keep
from bot.commands.running import serve_commands
from bot.desk import Desk, Ways, build, introduce
from bot.failures import Failed
from bot.hops import broke, hop, patiently
from bot.intake import ALLOWED, Webhook
from bot.leading import reach
from bot.postgres import knock
from bot.replaying import play
from bot.request import AiohttpRequest
from bot.settings import Settings
from bot.stopping import AFTER_ALL, leave, listen
from bot.upgrading import prepare
from bot.web import DOOR, HEAD_WITHIN, Health, taking
from handlers.routes import COMMANDS
from locales.catalogue import Catalogue
from models import installation
from models.clock import Clock
from models.database import Database
from models.files.store import Store
from models.lead import LeadLost
from scheduler import runner

log = structlog.get_logger()
LONGEST_PAUSE = 30.0
BODY_ROOM = 50 * 1024 * 1024  # the sandbox takes uploads; the webhook has its own, smaller limit
LAST_WORDS = 5.0  # seconds for what is in the air when we are told to stop


def replay(settings: Settings, updates: Path) -> None:
    """Play recorded updates into an empty database; print what would be sent."""
    with closing(Database(settings.database_url)) as database:
        store = Store(settings.data_dir / "files", prepare(database, settings))
        lines = updates.read_text("utf-8")
        asyncio.run(play(database, lines, store, Catalogue.load(settings.data_dir / "texts")))


async def serve(settings: Settings, clock: Clock) -> None:
    """Serve until told to stop. Raises Failed and OSError before anything has begun."""
    async with opened(settings, clock) as desk:
        routes = Health(desk, settings).routes()
        if settings.webhook_url and settings.webhook_secret:
            hook = Webhook(desk.intake, settings.webhook_secret.get_secret_value())
            routes.append(web.post(urlsplit(settings.webhook_url).path or "/", hook.receive))
        async with listening(settings, routes):
            await work(settings, desk)


@asynccontextmanager
async def opened(settings: Settings, clock: Clock) -> AsyncIterator[Desk]:
    """Give a desk on a database that is ours alone and at today's schema; wait for its server."""
    with closing(Database(settings.database_url)) as database:
        if not database.is_sqlite:
            await patiently(
                partial(knock, database.url),
                ConnectionError, "PostgreSQL not reached yet", 1, LONGEST_PAUSE,
            )  # fmt: skip
        key = prepare(database, settings)
        catalogue = Catalogue.load(settings.data_dir / "texts")
        if settings.telegram_token is None:
            raise Failed("TELEGRAM_TOKEN: it is not set; without it there is only the sandbox.")
        ways = Ways(
            settings.telegram_token.get_secret_value(), settings.telegram_api_url,
            AiohttpRequest(proxy=settings.proxy_url), AiohttpRequest(proxy=settings.proxy_url),
        )  # fmt: skip
        store = Store(settings.data_dir / "files", key)
        yield build(database, catalogue, clock, store, settings.limits, ways, settings.font_file)


@asynccontextmanager
async def listening(
    settings: Settings, routes: list[web.RouteDef], *contexts: Callable[..., AsyncIterator[None]]
) -> AsyncIterator[None]:
    """Answer on LISTEN while the block runs. Raises OSError when the address is taken."""
    application = web.Application(client_max_size=BODY_ROOM)
    application.add_routes(routes)
    application.cleanup_ctx.extend(contexts)
    # Nobody who posts to us compresses: unpacked, a few bytes could become many.
    served = web.AppRunner(
        application, access_log=None, shutdown_timeout=0.5, auto_decompress=False, logger=DOOR,
        keepalive_timeout=HEAD_WITHIN,  # which aiohttp measures from the beginning
    )  # fmt: skip
    await served.setup()
    try:
        knocked = taking(cast(web.Server, served.server))
        door = asyncio.get_running_loop().create_server(knocked, *settings.address)
        with closing(await door):
            yield
    finally:
        await served.cleanup()


async def work(settings: Settings, desk: Desk) -> None:
    """Know who we are, then take updates in, send, fetch and tick, until told to stop.

    Told a second time, it ends at once.
    """
    loop, working = asyncio.get_running_loop(), asyncio.create_task(_work(settings, desk))
    listen(lambda: loop.call_soon_threadsafe(working.cancel))
    try:
        await working
    except asyncio.CancelledError:
        leave(AFTER_ALL)


async def _work(settings: Settings, desk: Desk) -> None:
    loop = asyncio.get_running_loop()

    def wake() -> None:
        loop.call_soon_threadsafe(desk.committed, False)

    async with AsyncExitStack() as rest:
        rest.push_async_callback(desk.bot.shutdown)  # also when we never got to know our name
        await acquainted(desk)
        rest.push_async_callback(desk.application.shutdown)
        tasks = [
            asyncio.create_task(desk.leading.during(partial(_lead, settings, desk))),
            asyncio.create_task(whole(desk.turns.broken)),
        ]
        if desk.database.is_sqlite:
            await rest.enter_async_context(serve_commands(settings, desk))
        else:  # commands go to the database itself, and there may be other workers
            tasks.append(asyncio.create_task(desk.intake.adopt()))
        await desk.intake.catch_up()
        ticker = runner.start(desk.database, desk.clock, after=wake)
        log.info("serving", bot=desk.turns.username, webhook=settings.webhook_url is not None)
        try:
            await watched(tasks)
        finally:
            log.info("stopping")
            ticker.shutdown(wait=False)
            led = desk.leading.leads  # who leads has waited for its turns by then
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            with suppress(TimeoutError):
                async with asyncio.timeout(0 if led else LAST_WORDS):
                    await desk.turns.idle()


async def _lead(settings: Settings, desk: Desk) -> None:
    """Do what only one worker may, until we are told to stop or another one leads."""
    tasks = [
        asyncio.create_task(_take_in(settings, desk)),
        asyncio.create_task(desk.sender.run()),
        asyncio.create_task(desk.fetcher.run()),
        asyncio.create_task(keep(settings, desk.database, desk.clock, desk.leading)),
        asyncio.create_task(introduce(desk.bot, desk.catalogue, tuple(COMMANDS))),
        asyncio.create_task(whole(desk.sender.broken)),
    ]
    if not desk.database.is_sqlite:
        tasks += [
            asyncio.create_task(desk.leading.listen(desk.heard)),
            asyncio.create_task(reach(desk.bot)),
        ]
    try:
        await watched(tasks)
    finally:
        await _end(desk, tasks)


async def watched(tasks: Sequence[asyncio.Task[None]]) -> None:
    """Wait for ever. Raises Failed when a task was cancelled or failed: half a bot is none."""
    waiting = set(tasks)
    while not (broken := [task for task in tasks if task.done() and broke(task)]):
        _, waiting = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
    error = None if broken[0].cancelled() else broken[0].exception()
    if isinstance(error, LeadLost | Failed):
        raise error
    log.error("a part of the bot ended", why=type(error).__name__)
    raise Failed("A part of the bot has ended; its log says why. Start it again.")


async def whole(broken: asyncio.Event) -> None:
    """Wait for ever. Raises Failed when one of many, a turn or a message, ended as none may."""
    await broken.wait()
    raise Failed("A turn or a message was let go.")


async def acquainted(desk: Desk) -> None:
    """Learn our own name. Only a refused token, before the first success, ends the process."""

    async def meet() -> None:
        try:
            await desk.application.initialize()
        except InvalidToken:
            # The library calls a 404 an invalid token too; it may only be a server that starts.
            if await desk.polling.welcome() == HTTPStatus.UNAUTHORIZED:
                sentence = "TELEGRAM_TOKEN: Telegram refuses it; take it from @BotFather."
                raise Failed(sentence) from None
            raise

    await patiently(meet, TelegramError, "telegram not reached yet", 1, LONGEST_PAUSE)
    username = desk.bot.username
    await hop(desk.database, lambda s: installation.put(s, "bot_username", username))
    desk.turns.username = username


async def _take_in(settings: Settings, desk: Desk) -> None:
    if settings.webhook_url is None:
        with suppress(TelegramError):  # a server that knows no webhooks has none
            await desk.bot.delete_webhook()
        await desk.polling.run()
        return
    secret = settings.webhook_secret.get_secret_value() if settings.webhook_secret else ""
    hook = partial(
        desk.bot.set_webhook, settings.webhook_url, secret_token=secret, allowed_updates=ALLOWED
    )
    await patiently(hook, TelegramError, "webhook not set yet", 1, LONGEST_PAUSE)


async def _end(desk: Desk, tasks: list[asyncio.Task[None]]) -> None:
    """Take nothing more in, finish the turns, let what is in the air arrive."""
    tasks[0].cancel()
    with suppress(TimeoutError):
        async with asyncio.timeout(LAST_WORDS):
            await desk.turns.idle()
    for task in tasks[1:]:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    await desk.sender.stop()
