"""Updates of another day are played into a fresh database; what would be sent is printed."""

import json
from collections.abc import Iterator
from itertools import count
from typing import Any

from telegram.request import BaseRequest, RequestData

from bot.delivery.limiter import Limits
from bot.desk import Ways, build
from bot.failures import Failed
from locales.catalogue import Catalogue
from models import inbox
from models.clock import SystemClock
from models.database import Database
from models.files.store import Store

NOT_EMPTY = "This database has updates already: replay needs one that has had none."
QUIET = frozenset({"getMe", "getUpdates"})


class Printing(BaseRequest):
    """Prints every call instead of making it, and answers as Telegram would."""

    def __init__(self) -> None:
        self._numbers: Iterator[int] = count(1)

    @property
    def read_timeout(self) -> float | None:
        return 5.0

    async def initialize(self) -> None:
        """Do nothing; there is nothing to open."""

    async def shutdown(self) -> None:
        """Do nothing; there is nothing to close."""

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *_: Any, **__: Any
    ) -> tuple[int, bytes]:
        called = url.partition("?")[0].rpartition("/")[2]
        sent = request_data.json_parameters if request_data else {}
        if called not in QUIET:
            print(json.dumps({"method": called, **sent}, ensure_ascii=False))  # noqa: T201
        result: Any = True
        if called == "getMe":
            result = {"id": 1, "is_bot": True, "first_name": "replay", "username": "replay"}
        elif called == "getUpdates":
            result = []
        elif called.startswith(("send", "edit")):
            chat = {"id": int(sent.get("chat_id", 0)), "type": "private"}
            result = {"message_id": next(self._numbers), "date": 0, "chat": chat}
        return 200, json.dumps({"ok": True, "result": result}).encode()


async def play(database: Database, updates: str, store: Store, catalogue: Catalogue) -> int:
    """Take each update's turn in order, print what would be sent; return how many there were.

    Raises Failed when the database has had updates, or a line is none.
    """
    if database.read(inbox.has_any):
        raise Failed(NOT_EMPTY)
    printing = Printing()
    ways = Ways("0:replay", "http://nobody", printing, printing)
    desk = build(database, catalogue, SystemClock(), store, Limits.parse("off"), ways)
    await desk.application.initialize()
    desk.turns.username = "replay"
    played = 0
    for number, line in enumerate(updates.splitlines(), 1):
        if line.strip():
            await desk.intake.keep([_update(line, number)])
            await desk.settle()
            played += 1
    await desk.application.shutdown()
    return played


def _update(line: str, number: int) -> dict[str, Any]:
    try:
        update = json.loads(line)
    except ValueError:
        update = None
    if not isinstance(update, dict) or not isinstance(update.get("update_id"), int):
        raise Failed(f"Line {number} is no update: each line must be one JSON object.")
    return update
