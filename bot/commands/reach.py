"""What Telegram says of us, for `doctor`: each known trouble with its way out."""

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

import aiohttp
from sqlmodel import Session, col, select

from bot.commands.marks import NOTE, OK, WRONG
from bot.settings import Settings
from locales.formats import isolate
from models.clock import SystemClock
from models.database import Database
from models.groups.tables import StaffGroup
from models.values import frozen

PATIENCE = aiohttp.ClientTimeout(total=15)
LISTENS = 2  # seconds in which a second poller would interrupt us
MANY = 100  # updates that Telegram holds
RECENT = timedelta(hours=1)
SKEW = 30  # seconds
GONE = ("left", "kicked")
ANSWERS = "{} does not answer as Telegram does: is this machine connected, PROXY_URL right?"
TWO = (
    "two bots poll with this token, and each takes the other's messages: stop one, "
    "or give it a token of its own"
)


@frozen
class Answer:
    """What Telegram answered: a result, or why not."""

    code: int
    result: Any
    said: str
    at: datetime | None


class Line:
    """Asks the Bot API; no error of it names the address, which holds the token."""

    def __init__(self, settings: Settings, token: str, session: aiohttp.ClientSession) -> None:
        self._base = f"{settings.telegram_api_url}/bot{token}"
        self._proxy, self._session = settings.proxy_url, session

    async def asks(self, method: str, **params: Any) -> Answer:
        """Return what Telegram says; the code is 0 when nobody does, in JSON."""
        try:
            async with self._session.post(
                f"{self._base}/{method}", json=params, proxy=self._proxy, allow_redirects=False
            ) as response:
                told = json.loads(await response.read())
                at = response.headers.get("Date")
                return Answer(
                    response.status, told.get("result"), str(told.get("description", "")),
                    parsedate_to_datetime(at) if at else None,
                )  # fmt: skip
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError, AttributeError):
            return Answer(0, None, "", None)


def reached(database: Database, settings: Settings, running: str | None) -> list[str]:
    """Return a line for each thing that Telegram knows of us.

    `running` is what the running bot's polling was refused with last, empty when with nothing;
    None when no bot runs.
    """
    if settings.telegram_token is None:
        return [NOTE + "no token, so there is only the sandbox"]
    groups = database.read(_groups)
    return asyncio.run(
        _asked(settings, settings.telegram_token.get_secret_value(), running, groups)
    )


async def _asked(
    settings: Settings, token: str, running: str | None, groups: Sequence[StaffGroup]
) -> list[str]:
    async with aiohttp.ClientSession(timeout=PATIENCE, trust_env=False) as session:
        line = Line(settings, token, session)
        me = await line.asks("getMe")
        if me.code in {401, 404}:
            return [WRONG + "TELEGRAM_TOKEN: Telegram refuses it; take it from @BotFather"]
        if me.code != 200:
            return [WRONG + ANSWERS.format(settings.telegram_api_url)]
        hook = await line.asks("getWebhookInfo")
        found = [*_bot(me.result), *_clock(me), *_webhook(hook, settings, running)]
        found += [each async for each in _polling(line, hook, settings, running)]
        return found + [each async for each in _rights(line, me.result["id"], groups)]


def _bot(me: Any) -> list[str]:
    found = [OK + f"Telegram knows the bot as @{me['username']}"]
    if me.get("can_read_all_group_messages"):
        found.append(
            NOTE + "privacy mode is off, so the bot is sent all that is said in its groups; it "
            "needs none of that: @BotFather, /setprivacy, Enable"
        )
    if not me.get("can_join_groups", True):
        found.append(WRONG + "the bot may not join groups: @BotFather, /setjoingroups, Enable")
    return found


def _clock(me: Answer) -> list[str]:
    if me.at is None:
        return []
    ahead = round((SystemClock().now() - me.at).total_seconds())
    if abs(ahead) <= SKEW:
        return [OK + "the clock agrees with Telegram's"]
    how = "fast" if ahead > 0 else "slow"
    told = f"the clock of this machine is {abs(ahead)} seconds {how} against Telegram's: "
    return [WRONG + told + "timedatectl set-ntp true, then restart the bot"]


def _webhook(answer: Answer, settings: Settings, running: str | None) -> list[str]:
    """Compare what Telegram was told with what is set; a server that knows no webhooks has none."""
    hook = answer.result if isinstance(answer.result, dict) else {}
    url, wanted, found = hook.get("url") or "", settings.webhook_url or "", []
    if url != wanted and running is None:
        told = "sets it" if wanted else "removes it"
        found.append(NOTE + f"Telegram's webhook is another than is set here; the bot {told} first")
    elif url and not wanted:
        found.append(WRONG + "Telegram has a webhook, so polling hears nothing: restart the bot")
    elif url != wanted:
        found.append(WRONG + "Telegram has no webhook of ours, so it tells us nothing: restart")
    at = datetime.fromtimestamp(hook.get("last_error_date") or 0, UTC)
    if wanted and SystemClock().now() - at < RECENT:
        why = str(hook.get("last_error_message", ""))[:80]
        found.append(
            WRONG + f"Telegram could not deliver to WEBHOOK_URL ({why}): does the proxy pass its "
            "path to LISTEN, with a certificate that is valid?"
        )
    if (pending := hook.get("pending_update_count", 0)) > MANY:
        found.append(NOTE + f"{pending} updates wait at Telegram")
    return found


async def _polling(
    line: Line, hook: Answer, settings: Settings, running: str | None
) -> AsyncIterator[str]:
    """Look for a second poller: the bot has heard of it; without one, we listen for a moment.

    Without an offset nothing is confirmed, so nobody loses anything.
    """
    hooked = isinstance(hook.result, dict) and bool(hook.result.get("url"))
    if settings.webhook_url or hooked:
        return
    refused = running
    if running is None:
        refused = str((await line.asks("getUpdates", timeout=LISTENS, limit=1)).code)
    if refused == "409":
        yield WRONG + TWO


def _groups(session: Session) -> Sequence[StaffGroup]:
    bound = select(StaffGroup).where(col(StaffGroup.lost_at).is_(None))
    return session.exec(bound.order_by(col(StaffGroup.id))).all()


async def _rights(line: Line, bot_id: int, groups: Sequence[StaffGroup]) -> AsyncIterator[str]:
    """Tell where the bot was removed or may not write; it needs to be admin nowhere else."""
    for group in groups:
        name = f"group “{isolate(group.title)}” ({group.purpose})"
        seen = await line.asks("getChatMember", chat_id=group.chat_id, user_id=bot_id)
        member = seen.result if isinstance(seen.result, dict) else {"status": "unknown"}
        status = member["status"]
        if seen.code in {400, 403} or status in GONE:
            yield (
                WRONG + f"{name}: the bot is not in it: add it again, then bind it with a new code"
            )
            continue
        may = bool(member.get("can_send_messages", True))
        if status == "member":
            chat = await line.asks("getChat", chat_id=group.chat_id)
            rights = (chat.result or {}).get("permissions") or {}
            may = bool(rights.get("can_send_messages", True))
        if not may:
            yield (
                WRONG + f"{name}: the bot may not write there: make it admin, or let members write"
            )
