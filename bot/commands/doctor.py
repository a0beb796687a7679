"""Is everything as it should be? What an operator asks first, and what is asked of them."""

import asyncio
import shutil
import stat
from collections.abc import Iterator
from datetime import timedelta

from sqlalchemy import func, make_url, text
from sqlmodel import Session, col, select

from bot.commands.backups import standing
from bot.control import Arguments
from bot.failures import Failed
from bot.papers.names import names_by_hand
from bot.settings import Settings
from models import installation
from models.clock import SystemClock
from models.database import Database
from models.estate.calendars import calendar_of
from models.estate.tables import Estate
from models.groups.tables import Purpose, StaffGroup
from models.intents.outbox import ended_badly
from models.migrating import schema_of
from models.people.tables import Person, Staff

ROOM = 500 * 1024 * 1024  # bytes that the disk should have left
SHOWN = ("data_dir", "telegram_api_url", "listen", "send_limits", "log_level", "log_format")
OK, NOTE, WRONG = "ok    ", "note  ", "WRONG "  # what a line of the report begins with


def doctor(database: Database, settings: Settings, arguments: Arguments) -> str:
    """Return what was found, a line each. Raises Failed with it when something is wrong."""
    found = [
        *_settings(settings), *_key(settings), *_disk(settings), *_database(database),
        *(f"{WRONG if bad else OK}{said}" for bad, said in database.read(standing)),
        *database.read(_office), *_telegram(settings),
        *(
            f"{WRONG if bad else NOTE}{said}"
            for bad, said in database.read(lambda s: [*names_by_hand(s, settings.font_file)])
        ),
    ]  # fmt: skip
    report = "\n".join(found)
    wrong = sum(line.startswith(WRONG) for line in found)
    if wrong:
        raise Failed(f"{report}\nSomething is wrong: put right the {wrong} marked above.")
    return report


def _settings(settings: Settings) -> Iterator[str]:
    for name in SHOWN:
        yield OK + f"{name.upper()}={getattr(settings, name)}"
    yield OK + f"DATABASE_URL={make_url(settings.database_url).render_as_string()}"
    yield OK + f"TELEGRAM_TOKEN={'set, not shown' if settings.telegram_token else 'not set'}"
    yield OK + f"updates come by {'webhook' if settings.webhook_url else 'long polling'}"


def _key(settings: Settings) -> Iterator[str]:
    path = settings.file_key_file
    if not path.exists():
        yield NOTE + "the key file is made at the first start or backup"
        return
    mode = stat.S_IMODE(path.stat().st_mode)
    if mode & 0o077:
        yield WRONG + f"others may read the key: chmod 600 {path}"
    else:
        yield OK + f"key file {path}: keep a copy elsewhere, it is in no backup"


def _disk(settings: Settings) -> Iterator[str]:
    free = shutil.disk_usage(settings.data_dir).free
    mark = OK if free >= ROOM else WRONG
    yield f"{mark}{free // 1024**2} MB are free on the disk of DATA_DIR"


def _database(database: Database) -> Iterator[str]:
    yield OK + f"schema {schema_of(database)[1]}"
    if not database.is_sqlite:
        yield database.read(lambda s: f"{OK}{s.execute(text('SELECT version()')).scalar()}")
        return
    asked = ("journal_mode", "synchronous", "foreign_keys")
    known = database.read(lambda session: {name: _pragma(session, name) for name in asked})
    right = known == {"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1"}
    yield f"{OK if right else WRONG}database pragmas: {known}"
    whole = database.read(lambda s: _pragma(s, "integrity_check"))
    damaged = WRONG + "the database is damaged: restore a backup"
    yield OK + "the database is whole" if whole == "ok" else damaged


def _pragma(session: Session, name: str) -> str:
    return str(session.connection().exec_driver_sql(f"PRAGMA {name}").scalar())


def _office(session: Session) -> list[str]:
    estates = session.exec(select(Estate).order_by(col(Estate.id))).all()
    found = [] if estates else [NOTE + "no estate yet: guanjia import PATH"]
    if installation.get(session, "bot_username") is None:
        found.append(NOTE + "the bot has not yet met Telegram: start it once with its token")
    for estate in estates:
        found += _estate(session, estate)
    if unsure := len(ended_badly(session)):
        found.append(NOTE + f"{unsure} messages did not arrive: guanjia outbox list")
    return found


def _estate(session: Session, estate: Estate) -> Iterator[str]:
    code = estate.office_code
    coming = (SystemClock().now() + timedelta(days=60)).year
    if not calendar_of(session, estate).knows(coming):
        said = f"the special days of {coming} are unknown: fill the sheet `holidays`"
        yield NOTE + f"{code}: {said}"
    counted = (
        select(StaffGroup.purpose, func.count())
        .where(StaffGroup.estate_id == estate.id, col(StaffGroup.lost_at).is_(None))
        .group_by(col(StaffGroup.purpose))
    )
    groups = dict(session.exec(counted).all())
    named = ", ".join(f"{each.value} {groups.get(each, 0)}" for each in Purpose)
    yield f"{OK if groups.get(Purpose.DISPATCH) else NOTE}{code}: groups bound: {named}"
    unlinked = session.exec(
        select(Staff.name)
        .join(Person, col(Person.id) == col(Staff.person_id))
        .where(
            Staff.estate_id == estate.id,
            col(Person.telegram_id).is_(None),
            col(Staff.left_on).is_(None),
        )
    ).all()
    if unlinked:
        yield NOTE + f"{code}: staff without a linked account: {', '.join(unlinked)}"


def _telegram(settings: Settings) -> Iterator[str]:
    if settings.telegram_token is None:
        yield NOTE + "no token, so there is only the sandbox"
        return
    from telegram.error import InvalidToken, TelegramError  # noqa: PLC0415  (loads slowly)

    try:
        username, webhook = asyncio.run(_met(settings, settings.telegram_token.get_secret_value()))
    except InvalidToken:
        yield WRONG + "TELEGRAM_TOKEN: Telegram refuses it; take it from @BotFather"
    except TelegramError:
        yield WRONG + f"{settings.telegram_api_url} does not answer as Telegram does"
    else:
        yield OK + f"Telegram knows the bot as @{username}"
        if webhook and not settings.webhook_url:
            yield NOTE + "Telegram has a webhook; the bot removes it when it starts"


async def _met(settings: Settings, token: str) -> tuple[str, bool]:
    from telegram import Bot  # noqa: PLC0415
    from telegram.error import TelegramError  # noqa: PLC0415

    from bot.request import AiohttpRequest  # noqa: PLC0415

    async with AiohttpRequest(proxy=settings.proxy_url) as request:
        bot = Bot(token, base_url=f"{settings.telegram_api_url}/bot", request=request)
        me = await bot.get_me()
        try:
            hook = await bot.get_webhook_info()
        except TelegramError:  # a server that knows no webhooks has none
            return str(me.username), False
        return str(me.username), bool(hook.url)
