"""How the process is told to end: the first signal asks, the second ends it at once.

A crash at any instant is safe, so nothing is waited for longer than it is worth: what the database
holds is done by the next process.
"""

import os
import signal
import threading
from collections.abc import Callable
from typing import Any

SIGNALS = (signal.SIGTERM, signal.SIGINT)
AT_MOST = 30.0  # seconds, half of what systemd waits
AFTER_ALL = 2.0  # seconds, when all is recorded and only a backup's thread goes on


def listen(end: Callable[[], object]) -> None:
    """Call `end` at the first signal, in the main thread; after 30 seconds the process ends so."""

    def first(*_: Any) -> None:
        for each in SIGNALS:
            signal.signal(each, signal.SIG_DFL)
        leave(AT_MOST)
        end()

    if threading.current_thread() is threading.main_thread():
        for each in SIGNALS:
            signal.signal(each, first)


def leave(seconds: float) -> None:
    """End the process in so many seconds, whatever still runs in it."""
    timer = threading.Timer(seconds, os._exit, (0,))
    timer.daemon = True
    timer.start()
