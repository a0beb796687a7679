"""A bot that dies where it is told, on a clock that a test moves; what runs in the child."""

import asyncio
import json
import mmap
import os
import signal
import time
import traceback
import warnings
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

from bot.app import serve
from bot.settings import Settings
from models import faults
from scheduler import runner
from scheduler.timetable import Tick, sweep

POINTS = (
    "commit.before", "commit.after", "call.before", "call.after", "file.before", "file.after",
)  # fmt: skip
TICK = 0.05  # seconds between two sweeps: a proof has no two seconds to wait


class Fate:
    """Office time, the fault points passed, and at which pass of which the bot dies.

    It lies in a file that both processes have mapped; a point passed stays so over a death,
    which is why nobody dies of the same pass twice.
    """

    def __init__(self, path: Path, starts: datetime | None = None) -> None:
        if starts is not None:
            path.write_bytes(bytes(8 * (3 + len(POINTS))))
        with path.open("r+b") as file:
            self._cells = memoryview(mmap.mmap(file.fileno(), 0)).cast("d")
        if starts is not None:
            self.move_to(starts)
            self.decides("", 0)

    def now(self) -> datetime:
        return datetime.fromtimestamp(self._cells[0], UTC)

    def monotonic(self) -> float:
        return time.monotonic()

    def move_to(self, moment: datetime) -> None:
        self._cells[0] = moment.timestamp()

    def decides(self, point: str, nth: int) -> None:
        """Let the bot die at the `nth` pass from now on; without a point, live."""
        for cell in range(3, 3 + len(POINTS)):
            self._cells[cell] = 0
        self._cells[2] = nth
        self._cells[1] = POINTS.index(point) if point else -1

    def passes(self, point: str) -> None:
        """Count the pass, and kill this process if it is the one."""
        number = POINTS.index(point)
        self._cells[3 + number] += 1
        if (self._cells[1], self._cells[2]) == (number, self._cells[3 + number]):
            os.kill(os.getpid(), signal.SIGKILL)

    @property
    def passed(self) -> dict[str, int]:
        """Return how often each point was passed since `decides`."""
        return {point: int(self._cells[3 + at]) for at, point in enumerate(POINTS)}


def live(order: dict[str, Any]) -> None:
    """Serve until told to stop, or until it is time to die."""
    folder = Path(order["folder"])
    fate = Fate(folder / "fate")
    faults.strike_with(fate.passes)
    runner.TIMETABLE = (Tick(TICK, sweep),)
    settings = Settings(
        telegram_token=order["token"], telegram_api_url=order["telegram"], data_dir=folder,
        listen=order["listen"], send_limits="off", log_format="json", **order.get("more", {}),
    )  # fmt: skip
    asyncio.run(serve(settings, fate))


def bear(orders: IO[str], answers: IO[str]) -> None:
    """Bear one bot after the other: a line of JSON in, a pid out, then how that ended."""
    warnings.simplefilter("ignore")  # those of the tests are errors
    for line in orders:
        order = json.loads(line)
        pid = os.fork()
        if pid == 0:
            log = os.open(f"{order['folder']}/log", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            os.dup2(log, 1)
            os.dup2(log, 2)
            try:
                live(order)
            except Exception:  # noqa: BLE001 - the log of this life shows it
                traceback.print_exc()
            finally:
                os._exit(0)
        print(pid, file=answers, flush=True)
        print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), file=answers, flush=True)
