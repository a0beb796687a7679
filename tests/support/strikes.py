"""What befalls a bot at a fault point: death, a stop, an error from below or of ours, and so on."""

import asyncio
import errno
import os
import signal
import sqlite3
import threading
from collections.abc import Callable, Iterator
from types import CodeType
from typing import Any

from sqlalchemy.exc import OperationalError
from telegram.error import NetworkError

from bot.delivery.outcomes import NoAnswer, NotSent
from bot.hops import hop
from tests.support.proven import WHOLE

STALL = 10.0 if WHOLE else 1.5  # real seconds; a turn waits for one before it answers a press
PATIENCE = 5.0  # for a loop that stands still, too


def kill() -> bool:
    """End this process as the kernel does."""
    os.kill(os.getpid(), signal.SIGKILL)
    return True


def stop() -> bool:
    """Ask this process to end, as an upgrade does."""
    os.kill(os.getpid(), signal.SIGTERM)
    return True


def stall() -> bool:
    """Let the thread stand still; at a call that is the loop, and so the whole bot."""
    threading.Event().wait(STALL)
    return True


def mistake() -> bool:
    """Raise what nobody expects here."""
    raise RuntimeError("a mistake of ours")


def error(point: str) -> bool:
    """Raise what the disk, the database or the network says there."""
    kind, when = point.split(".")
    if kind == "file":
        raise OSError(errno.EIO, os.strerror(errno.EIO))
    if kind == "commit":
        raise OperationalError("COMMIT", None, sqlite3.OperationalError("disk I/O error"))
    raise NetworkError("Telegram not reached") from (NotSent() if when == "before" else NoAnswer())


def cancel(loop: asyncio.AbstractEventLoop) -> bool:
    """Cancel the task that passes, or that waits for this hop; the ticker's hops have none."""
    if threading.current_thread() is threading.main_thread():
        passing = asyncio.current_task()
        return passing is not None and passing.cancel()
    found, done = list[bool](), threading.Event()

    def strike() -> None:
        found.extend(each.cancel() for each in asyncio.all_tasks() if _waits(each))
        done.set()

    loop.call_soon_threadsafe(strike)
    done.wait(PATIENCE)
    return bool(found)


def striker(fault: str, loop: asyncio.AbstractEventLoop) -> Callable[[str], bool]:
    """Return what `fault` does at a point; it tells whether it could."""
    plain: dict[str, Callable[[], bool]] = {
        "kill": kill, "stop": stop, "stall": stall, "mistake": mistake,
        "cancel": lambda: cancel(loop),
    }  # fmt: skip
    return error if fault == "error" else lambda _: plain[fault]()


FAULTS = ("kill", "stop", "error", "mistake", "cancel", "stall")


def _waits(task: "asyncio.Task[Any]") -> bool:
    """Tell whether the task stands in the hop that runs now: of SQLite there is one writer."""
    return any(
        code is hop.__code__ and known["future"].running()
        for code, known in _awaited(task.get_coro())
    )


def _awaited(inner: Any) -> Iterator[tuple[CodeType, dict[str, Any]]]:
    while (frame := getattr(inner, "cr_frame", None)) is not None:
        yield frame.f_code, frame.f_locals
        inner = inner.cr_await
