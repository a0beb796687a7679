"""The bots of the bench: how each is started, what it imports, and what it keeps."""

import asyncio
import os
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from time import monotonic

PTB, OTHER = sys.executable, str(Path(__file__).parents[2] / ".venv-bench" / "bin" / "python")


@dataclass(frozen=True)
class Bot:
    name: str
    python: str
    command: tuple[str, ...]
    libraries: str  # what `import` brings before a line of the bot itself; of ours, it is looked up
    keeps: str


OURS = Bot(
    "ours", PTB, ("bot", "run"), "",
    "every update is committed before it is confirmed, its effect in one transaction, the outcome "
    "of every send recorded; a crash loses no update that was confirmed",
)  # fmt: skip
METERED = Bot("ours, metered", PTB, ("tests.bench.shares",), "", OURS.keeps)
FAILS = "an update it has fetched is lost at a crash, a send that fails stays failed"
PEER, AIOGRAM = "tests.bench.peer", "tests.bench.aiogram_peer"
BOTS = (
    OURS,
    Bot("PTB, pickle", PTB, (PEER, "pickle"), "telegram.ext, sqlite3",
        f"dialogues are pickled once a minute: a crash loses up to a minute of them; {FAILS}"),
    Bot("PTB, memory", PTB, (PEER, "memory"), "telegram.ext, sqlite3",
        f"dialogues are lost at every restart; {FAILS}"),
    Bot("aiogram, SQLite", OTHER, (AIOGRAM, "sqlite"), "aiogram, sqlite3",
        "a dialogue's step is committed once an update, after its answer: a crash between the two "
        "asks the step again; one connection for all, so that a commit may take along half of "
        f"another's step; {FAILS}"),
    Bot("aiogram, memory", OTHER, (AIOGRAM, "memory"), "aiogram, sqlite3",
        f"dialogues are lost at every restart; {FAILS}"),
)  # fmt: skip


# As installed: what was once imported is compiled, ours too.
COMPILED = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
LOADED = """
import sys, bot.commands.line, bot.app
known = {*sys.stdlib_module_names, "bot", "handlers", "locales", "models", "scheduler"}
for name, module in sys.modules.items():
    if name.partition(".")[0] not in known and name[0] != "_" and getattr(module, "__spec__", None):
        print(name)
"""


@cache
def our_libraries() -> str:
    """Return every module that is loaded at our start and neither ours nor Python's."""
    loaded = (PTB, "-c", LOADED)
    return ", ".join(subprocess.check_output(loaded, env=COMPILED, text=True).split())


async def bare_imports(bot: Bot) -> float:
    """Return the seconds that an interpreter takes which imports the bot's libraries and ends."""
    libraries, began = bot.libraries or our_libraries(), monotonic()
    imports = (bot.python, "-c", f"import {libraries}")
    if await (await asyncio.create_subprocess_exec(*imports, env=COMPILED)).wait():
        sys.exit(f"{bot.name}: its libraries cannot be imported; `make bench` installs them")
    return monotonic() - began
