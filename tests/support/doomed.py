"""A bot that dies where it is told, on a clock that a test moves; what runs in the child."""

import asyncio
import json
import mmap
import os
import threading
import time
import traceback
import warnings
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import IO, Any

from bot import app, request
from bot.app import serve
from bot.request import AiohttpRequest
from bot.settings import Settings
from models import faults
from scheduler import runner
from scheduler.timetable import Tick, sweep
from tests.support.hosts import enter
from tests.support.strikes import FAULTS, striker

POINTS = (
    "commit.before", "commit.after", "call.before", "call.after", "file.before", "file.after",
)  # fmt: skip
FIRST = 5  # of the cells that count passes
BROKE = 1  # the exit code of a bot of which a part ended
TICK = 0.05  # seconds between two sweeps: a proof has no two seconds to wait


class Fate:
    """Office time, the fault points passed, and at which pass of which what befalls the bot.

    It lies in a file that both processes have mapped; a point passed stays so over a death,
    which is why nobody dies of the same pass twice.
    """

    def __init__(self, path: Path, starts: datetime | None = None) -> None:
        if starts is not None:
            path.write_bytes(bytes(8 * (FIRST + len(POINTS))))
        with path.open("r+b") as file:
            self._cells = memoryview(mmap.mmap(file.fileno(), 0)).cast("d")
        self._passing = threading.Lock()  # a hop and a call may pass at once
        if starts is not None:
            self.move_to(starts)
            self.decides("", 0)

    def now(self) -> datetime:
        return datetime.fromtimestamp(self._cells[0], UTC)

    def monotonic(self) -> float:
        return time.monotonic()

    def move_to(self, moment: datetime) -> None:
        self._cells[0] = moment.timestamp()

    def decides(self, point: str, nth: int, fault: str = "kill") -> None:
        """Let the fault befall the bot at the `nth` pass from now on; without a point, nothing."""
        for cell in range(FIRST, FIRST + len(POINTS)):
            self._cells[cell] = 0
        self._cells[2], self._cells[3], self._cells[4] = nth, FAULTS.index(fault), False
        self._cells[1] = POINTS.index(point) if point else -1

    def passes(self, point: str, loop: asyncio.AbstractEventLoop) -> None:
        """Count the pass, and strike if it is the one."""
        number = POINTS.index(point)
        with self._passing:
            self._cells[FIRST + number] += 1
            meant = (self._cells[1], self._cells[2]) == (number, self._cells[FIRST + number])
        if meant:
            self._cells[4] = True  # whatever comes: a death tells nobody afterwards
            self._cells[4] = striker(FAULTS[int(self._cells[3])], loop)(point)

    @property
    def struck(self) -> bool:
        """Tell whether it befell the bot."""
        return bool(self._cells[4])

    @property
    def passed(self) -> dict[str, int]:
        """Return how often each point was passed since `decides`."""
        return {point: int(self._cells[FIRST + at]) for at, point in enumerate(POINTS)}


def live(order: dict[str, Any]) -> None:
    """Serve until told to stop, or until it is time to die."""
    folder = Path(order["folder"])
    if "host" in order:
        enter(order["host"])
    fate = Fate(folder / "fate")
    runner.TIMETABLE = (Tick(TICK, sweep),)
    if patience := order.get("patience"):
        app.AiohttpRequest = partial(AiohttpRequest, read_timeout=patience)
        request.UPLOAD_SECONDS = 0  # else a file that is never answered outlasts who waits
    more = {"send_limits": "off"} | order.get("more", {})
    settings = Settings(
        telegram_token=order["token"], telegram_api_url=order["telegram"], data_dir=folder,
        listen=order["listen"], log_format="json", **more,
    )  # fmt: skip

    async def doomed() -> None:
        loop = asyncio.get_running_loop()
        faults.strike_with(lambda point: fate.passes(point, loop))
        await serve(settings, fate)

    asyncio.run(doomed())


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
            code = BROKE
            try:
                live(order)
                code = 0
            except Exception:  # noqa: BLE001 - the log of this life shows it
                traceback.print_exc()
            finally:
                os._exit(code)
        print(pid, file=answers, flush=True)
        print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), file=answers, flush=True)
