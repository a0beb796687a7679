"""Runs our bot with a meter in it: which part takes how much CPU, each without what it calls.

Every SIGUSR1 appends what has been counted so far to DATA_DIR/shares; two lines make a difference.
"""

import inspect
import json
import os
import runpy
import signal
import sys
import threading
import types
from asyncio import selector_events
from collections import Counter
from collections.abc import Callable, Generator
from functools import partial
from pathlib import Path
from time import process_time, thread_time
from typing import Any

from sqlalchemy.engine.default import DefaultDialect
from telegram import Update
from telegram.ext import Application, ExtBot

from bot.delivery.rendering import Rendering
from bot.request import AiohttpRequest
from models.database import Database

PARTS: dict[str, tuple[tuple[Any, str], ...]] = {
    "PTB: parsing, routing, objects": (
        (Update, "de_json"), (Application, "process_update"), (ExtBot, "send_message"),
        (ExtBot, "edit_message_text"), (ExtBot, "answer_callback_query"),
    ),
    "database hops: our code and the ORM": ((Database, "_hop"), (Database, "_look")),
    "database hops: SQLite itself": (
        (DefaultDialect, "do_execute"), (DefaultDialect, "do_commit"),
        (DefaultDialect, "do_executemany"),
    ),
    "rendering: texts and buttons": ((Rendering, "text"), (Rendering, "markup")),
    "HTTP: calls and answers": (
        (AiohttpRequest, "do_request"),
        (selector_events._SelectorSocketTransport, "_read_ready"),  # noqa: SLF001
    ),
}  # fmt: skip
local = threading.local()
ledgers: list[Counter[str]] = []


def charged(part: str, call: Callable[[], Any]) -> Any:
    """Call, and charge the thread's CPU to `part`; what is inside and has a part is not charged."""
    if not hasattr(local, "ledger"):
        local.ledger, local.inner = Counter(), 0.0
        ledgers.append(local.ledger)
    outer, local.inner, began = local.inner, 0.0, thread_time()
    try:
        return call()
    finally:
        spent = thread_time() - began
        local.ledger[part] += spent - local.inner
        local.inner = outer + spent


@types.coroutine
def stepped(part: str, coroutine: Any) -> Generator[Any, Any, Any]:
    """Await the coroutine, each of its steps charged."""
    step = partial(coroutine.send, None)
    while True:
        try:
            waits = charged(part, step)
        except StopIteration as end:
            return end.value
        try:
            step = partial(coroutine.send, (yield waits))
        except BaseException as error:  # why: a cancellation is the coroutine's to take
            step = partial(coroutine.throw, error)


def meter(part: str, owner: Any, name: str) -> None:
    """Put the meter around one method; its calls are counted too."""
    method = getattr(owner, name)
    steps = inspect.iscoroutinefunction(method)

    def metered(*args: Any, **named: Any) -> Any:
        if steps:
            return stepped(part, method(*args, **named))
        result = charged(part, partial(method, *args, **named))
        local.ledger[f"{name} calls"] += 1
        return result

    setattr(owner, name, staticmethod(metered) if inspect.ismethod(method) else metered)


def note(*_: object) -> None:
    """Append what was counted so far, and the process's CPU beside it."""
    so_far = sum(ledgers, Counter({"all": process_time()}))
    with (Path(os.environ["DATA_DIR"]) / "shares").open("a") as file:
        file.write(json.dumps(so_far) + "\n")


if __name__ == "__main__":
    for part, methods in PARTS.items():
        for owner, name in methods:
            meter(part, owner, name)
    signal.signal(signal.SIGUSR1, note)
    sys.argv = ["bot", "run"]
    runpy.run_module("bot", run_name="__main__")
