"""A bot as a child process under load: what it takes and how soon it answers."""

import asyncio
import json
import os
import signal
import socket
import sys
from collections.abc import Iterable
from pathlib import Path
from time import monotonic
from typing import Any

from sqlmodel import Session, select

from models.database import Database
from models.estate.tables import Estate, Home
from models.migrating import upgrade
from models.people.tables import AddressAs, HomeRole, Language, Person, Residency
from tests.bench.double import FIRST, TOKEN, Double, Load, serving
from tests.support.world import found_estate

STEADY, AT_ONCE = 16, 4
RUSH = 60
PATIENCE = 60  # seconds for one load; a bot that stops answering is an error, not a slow one
OURS = ("-m", "bot", "run")
PEER = ("-m", "tests.bench.peer")
METERED = ("-m", "tests.bench.shares")
Figures = dict[str, float]


def found(path: Path) -> None:
    """Write the database of an estate with a home for each resident."""
    database = Database(f"sqlite:///{path}")
    upgrade(database)
    database.write(found_estate)
    database.write(_residents)
    database.close()


def _residents(session: Session) -> None:
    estate_id = session.exec(select(Estate)).one().id
    for number in range(STEADY + RUSH + 1):
        home = Home(
            estate_id=estate_id, code=f"0020{number:06}", building="2号楼", unit=f"{number + 101}"
        )
        person = Person(
            estate_id=estate_id, name="林秀英", phone=f"+86139{number:08}",
            telegram_id=FIRST + number, address_as=AddressAs.MS, language=Language.SIMPLIFIED,
        )  # fmt: skip
        session.add_all((home, person))
        session.flush()
        lives = {"home_id": home.id, "person_id": person.id, "role": HomeRole.OWNER}
        session.add(Residency(estate_id=estate_id, name=person.name, **lives))


async def measured(command: Iterable[str], folder: Path) -> Figures:
    """Return the figures of one run: started, greeted, loaded evenly, then by everybody at once."""
    double = Double()
    async with serving(double) as address:
        began = monotonic()
        child = await asyncio.create_subprocess_exec(
            sys.executable, *command, env=_environment(address, folder),
            stdout=asyncio.subprocess.DEVNULL, stderr=(folder / "log").open("w"),
        )  # fmt: skip
        try:
            async with asyncio.timeout(PATIENCE):
                figures = {"start": await double.greet() - began}
                figures |= await _loaded(child.pid, double, "steady", 1, STEADY, AT_ONCE)
                noting = METERED[1] in tuple(command)
                await _note(child.pid, folder, lines=noting * 1)
                figures |= await _loaded(child.pid, double, "rush", 1 + STEADY, RUSH, RUSH)
                await _note(child.pid, folder, lines=noting * 2)
            figures["memory"] = int(_status(child.pid, "VmHWM").split()[0]) / 1024
        except TimeoutError:
            raise SystemExit(f"no answer: {(folder / 'log').read_text()[-2000:]}") from None
        finally:
            if child.returncode is None:
                child.terminate()
            await child.wait()
    return figures


async def _loaded(
    pid: int, double: Double, name: str, first: int, count: int, at_once: int
) -> Figures:
    before = _cpu(pid)
    load: Load = await double.load(first, count, at_once)
    await asyncio.sleep(0.2)  # the last outcome is still being recorded
    return {
        f"{name} cpu": (_cpu(pid) - before) / load.updates * 1000,
        f"{name} rate": load.updates / load.seconds,
        f"{name} p50": load.wait(0.5) * 1000,
        f"{name} p99": load.wait(0.99) * 1000,
    }


async def _note(pid: int, folder: Path, *, lines: int) -> None:
    """Have the meter write a line, and wait for it."""
    if lines:
        os.kill(pid, signal.SIGUSR1)
        while len(noted(folder)) < lines:
            await asyncio.sleep(0.01)


def noted(folder: Path) -> list[dict[str, Any]]:
    """Return the lines that the meter wrote."""
    path = folder / "shares"
    return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []


def _environment(address: str, folder: Path) -> dict[str, str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    return os.environ | {
        "TELEGRAM_TOKEN": TOKEN, "TELEGRAM_API_URL": address, "DATA_DIR": str(folder),
        "SEND_LIMITS": "off", "LISTEN": f"127.0.0.1:{port}", "LOG_LEVEL": "WARNING",
    }  # fmt: skip


def _cpu(pid: int) -> float:
    """Return the CPU seconds of all threads, the kernel's share included."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _status(pid: int, name: str) -> str:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(line.partition(":")[2] for line in lines if line.startswith(name))
