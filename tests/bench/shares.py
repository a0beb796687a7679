"""Runs our bot with a meter in it: which part takes how much CPU, each without what it calls."""

import inspect
import json
import os
import runpy
import sys
import threading
import types
from asyncio import selector_events
from collections import Counter
from collections.abc import Callable, Generator
from functools import partial
from pathlib import Path
from time import thread_time
from typing import Any

from sqlalchemy.engine.default import DefaultDialect
from telegram import Update
from telegram.ext import Application, ExtBot

from bot.delivery.rendering import Rendering
from bot.request import AiohttpRequest
from models.database import Database

PARTS: tuple[tuple[str, Any, str], ...] = (
    ("PTB: parsing, routing, objects", Update, "de_json"),
    ("PTB: parsing, routing, objects", Application, "process_update"),
    ("PTB: parsing, routing, objects", ExtBot, "send_message edit_message_text"),
    ("PTB: parsing, routing, objects", ExtBot, "answer_callback_query"),
    ("database hops: our code and the ORM", Database, "_hop _look"),
    ("database hops: SQLite itself", DefaultDialect, "do_execute do_executemany do_commit"),
    ("rendering: texts and buttons", Rendering, "text markup"),
    ("HTTP: calls and answers", AiohttpRequest, "do_request"),
    ("HTTP: calls and answers", selector_events._SelectorSocketTransport, "_read_ready"),
)
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
    step = partial(coroutine.send, None)
    while True:
        try:
            waits = charged(part, step)
        except StopIteration as end:
            return end.value
        try:
            step = partial(coroutine.send, (yield waits))
        except BaseException as error:  # noqa: BLE001 # why: a cancellation is the coroutine's
            step = partial(coroutine.throw, error)


def meter(part: str, owner: Any, name: str) -> None:
    method = getattr(owner, name)
    awaited = inspect.iscoroutinefunction(method)

    def metered(*args: Any, **named: Any) -> Any:
        if awaited:
            return stepped(part, method(*args, **named))
        result = charged(part, partial(method, *args, **named))
        local.ledger[name] += 1
        return result

    setattr(owner, name, staticmethod(metered) if inspect.ismethod(method) else metered)


if __name__ == "__main__":
    for part, owner, names in PARTS:
        for name in names.split():
            meter(part, owner, name)
    sys.argv = ["bot", "run"]
    try:
        runpy.run_module("bot", run_name="__main__")
    finally:
        counted = json.dumps(sum(ledgers, Counter()))
        (Path(os.environ["DATA_DIR"]) / "shares.json").write_text(counted)
