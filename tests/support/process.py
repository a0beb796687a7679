"""The real program as a child process: started, watched until it answers, ended."""

import asyncio
import os
import secrets
import signal
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aiohttp import ClientError, ClientSession

from tests.support.canaries import known_in, tells_nobody

ROOT = Path(__file__).parents[2]
PATIENCE, POLL = 45.0, 0.02  # seconds
SECRETS = {"TELEGRAM_TOKEN", "WEBHOOK_SECRET"}
BOT = (sys.executable, "-m", "bot")
BELOW_THE_KERNELS = range(10000, 32768)  # ports: Linux gives an outgoing connection one above


@dataclass(frozen=True)
class Child:
    """A running `guanjia`, and the file with everything it printed."""

    process: "subprocess.Popen[bytes]"
    printed: Path
    address: str

    async def prints(self, words: str, *, within: float = PATIENCE) -> None:
        """Return when it has printed these words."""
        async with asyncio.timeout(within):
            while words not in self.printed.read_text():
                assert self.process.poll() is None, self.printed.read_text()
                await asyncio.sleep(POLL)

    async def answers(self, client: ClientSession, path: str = "/readyz") -> Any:
        """Return what stands at `path` as soon as it is well."""
        async with asyncio.timeout(PATIENCE):
            while True:
                assert self.process.poll() is None, self.printed.read_text()
                try:
                    async with client.get(self.address + path) as response:
                        if response.status == 200:
                            return await response.json()
                except ClientError:
                    pass  # it does not listen yet
                await asyncio.sleep(POLL)

    async def ends(self, seconds: float = PATIENCE) -> int:
        """Return its exit code. Raises TimeoutExpired."""
        return await asyncio.to_thread(self.process.wait, seconds)

    async def stops(self, within: float = 10) -> int:
        """Ask it to end; return its exit code. Raises TimeoutExpired."""
        self.process.send_signal(signal.SIGTERM)
        return await self.ends(within)


@asynccontextmanager
async def running(
    folder: Path, *command: str, under: Sequence[str] = (), **environment: str
) -> AsyncIterator[Child]:
    """Run `guanjia COMMAND` on a free port, with its data in `folder`, while the block does.

    `under` is what stands before it on the command line. Who starts it lets everybody read all
    that it writes, as far as that is theirs to say. Of all that was printed, none is the token or
    another secret, or the name or telephone of somebody in the database.
    """
    listen = environment.setdefault("LISTEN", f"127.0.0.1:{free_port()}")
    printed = folder.with_suffix(".log")
    with printed.open("ab") as file:
        process = subprocess.Popen(  # noqa: ASYNC220 - it outlives no await here
            [*under, *BOT, *command], cwd=ROOT, env=surroundings(folder, environment),
            stdin=subprocess.DEVNULL, stdout=file, stderr=subprocess.STDOUT, umask=0,
        )  # fmt: skip
    try:
        yield Child(process, printed, f"http://{listen}")
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()
    secrets = {environment[each] for each in SECRETS & environment.keys()}
    tells_nobody(printed, known_in(folder) | secrets)


def command(
    folder: Path, *arguments: str, **environment: str
) -> "subprocess.CompletedProcess[str]":
    """Return how `guanjia ARGUMENTS` ended and what it printed."""
    return subprocess.run(
        [*BOT, *arguments], cwd=ROOT, env=surroundings(folder, environment),
        capture_output=True, text=True, timeout=30, check=False,
    )  # fmt: skip


def surroundings(folder: Path, environment: dict[str, str]) -> dict[str, str]:
    """Return an environment with nothing of ours but what is asked for."""
    kept = {
        name: os.environ[name] for name in ("PATH", "LANG", "VIRTUAL_ENV") if name in os.environ
    }
    return {**kept, "HOME": str(folder), "DATA_DIR": str(folder), **environment}


def free_port() -> int:
    """Return a port of loopback's that nobody listens on and no connection is given as its own."""
    while True:
        port = secrets.choice(BELOW_THE_KERNELS)
        with suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port
