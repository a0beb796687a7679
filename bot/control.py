"""Commands to a running bot: one JSON line in, one out, over a socket for its own user."""

import asyncio
import json
import os
import socket
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

Arguments = dict[str, Any]
Answer = tuple[int, str, str]  # exit code, stdout, stderr
LONGEST_LINE = 64 * 1024 * 1024  # a workbook's cells
LONGEST_PATH = 100  # bytes that a socket's address has room for, less a few


class NotAnswering(Exception):
    """Nobody takes commands at the socket."""


@asynccontextmanager
async def serve_control(
    path: Path, handler: Callable[[str, Arguments], Answer]
) -> AsyncIterator[None]:
    """Take commands at `path` while the block runs, one at a time, each in a thread.

    A socket that a killed process left is replaced: who gets here has the database alone.
    """
    turn = asyncio.Lock()

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            asked = json.loads(await reader.readline() or "{}")
            async with turn:
                answer = await asyncio.to_thread(handler, asked["command"], asked["arguments"])
            writer.write(json.dumps(answer).encode() + b"\n")
            await writer.drain()
        except (ValueError, KeyError, ConnectionError, asyncio.CancelledError):
            pass  # whoever asked went away, or was no command of ours; or we are to stop
        finally:
            writer.close()

    server = await asyncio.start_unix_server(talk, sock=_bound(path), limit=LONGEST_LINE)
    try:
        yield
    finally:
        server.close()
        await asyncio.to_thread(path.unlink, missing_ok=True)


def ask(path: Path, command: str, arguments: Arguments) -> Answer:
    """Return what the running bot answers, however long it takes. Raises NotAnswering."""
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as asking:
            with _address(path) as address:
                asking.connect(address)
            line = json.dumps({"command": command, "arguments": arguments})
            asking.sendall(line.encode() + b"\n")
            with asking.makefile("rb") as answers:
                code, stdout, stderr = json.loads(answers.readline())
                return code, stdout, stderr
    except (OSError, ValueError):
        raise NotAnswering from None


def _bound(path: Path) -> socket.socket:
    path.unlink(missing_ok=True)
    listening = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    with _address(path) as address:
        listening.bind(address)
    path.chmod(0o600)  # nobody can connect before it listens
    return listening


@contextmanager
def _address(path: Path) -> Iterator[str]:
    """Give a name for the socket that is short enough, by way of its open folder if need be."""
    if len(os.fsencode(path)) <= LONGEST_PATH:
        yield str(path)
        return
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield f"/proc/self/fd/{folder}/{path.name}"
    finally:
        os.close(folder)
