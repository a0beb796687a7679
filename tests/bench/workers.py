"""What two workers on one PostgreSQL cost beside one, the same residents behind a balancer."""

import asyncio
import re
import secrets
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from itertools import cycle
from pathlib import Path
from statistics import median

from aiohttp import ClientError, ClientSession

from tests.bench.bots import OURS
from tests.bench.double import DIALOGUE, FIRST, GREETING, Call, Double, Load, serving
from tests.bench.processes import cpu, environment, found
from tests.bench.table import cell
from tests.support.postgres import Postgres, private_postgres

SECRET = secrets.token_hex(32)
WARMING, LOADED, AT_ONCE = 16, 48, 8  # residents, and how many of them at a time
PATIENCE = 300  # seconds for one run
# As it is for an office; and a wait of 10 ms for a lock is written down.
DURABLE = """
fsync = on
synchronous_commit = on
full_page_writes = on
log_lock_waits = on
deadlock_timeout = 10ms
"""
# The table, or pg_advisory_xact_lock: that is one turn waiting for another one of its lane.
WAITED = re.compile(
    r"still waiting.*?STATEMENT:.*?(?:FROM|INTO|UPDATE|SELECT(?= pg_advisory)) (\w+)", re.DOTALL
)


class Balanced(Double):
    """Posts each update to the next worker, as Telegram does through a load balancer."""

    def __init__(self, client: ClientSession, workers: list[str]) -> None:
        super().__init__()
        self._client, self._workers, self._posts = client, cycle(workers), set[asyncio.Task[None]]()

    def _hand_out(self, update: Call) -> None:
        post = asyncio.create_task(self._post(update))
        self._posts.add(post)
        post.add_done_callback(self._posts.discard)

    async def _post(self, update: Call) -> None:
        """Return when the worker has it; before it listens, it is tried again."""
        hook = f"{next(self._workers)}/hook"
        told = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
        while True:
            try:
                async with self._client.post(hook, json=update, headers=told) as answer:
                    if answer.ok:
                        return
            except ClientError:
                pass
            await asyncio.sleep(0.1)


@asynccontextmanager
async def _serving(
    number: int, url: str, folder: Path
) -> AsyncIterator[tuple[Balanced, list[int]]]:
    """Give the residents of `number` workers, and the workers' process ids."""
    async with AsyncExitStack() as rest:
        client = await rest.enter_async_context(ClientSession())
        settings = [environment("", folder) for _ in range(number)]
        double = Balanced(client, [f"http://{each['LISTEN']}" for each in settings])
        address = await rest.enter_async_context(serving(double))
        shared = {
            "TELEGRAM_API_URL": address, "DATABASE_URL": url,
            "WEBHOOK_URL": "http://127.0.0.1/hook", "WEBHOOK_SECRET": SECRET,
        }  # fmt: skip
        pids = []
        for each in settings:
            child = await asyncio.create_subprocess_exec(
                OURS.python, "-m", *OURS.command, env=each | shared,
                stdout=asyncio.subprocess.DEVNULL,
            )  # fmt: skip
            rest.push_async_callback(child.wait)
            rest.callback(child.terminate)
            pids.append(child.pid)
        yield double, pids


async def _cost(number: int, url: str, folder: Path) -> float:
    """Return the CPU of all workers for an update, in ms, once they are warm."""
    people = [FIRST + each for each in range(1 + WARMING + LOADED)]
    async with asyncio.timeout(PATIENCE), _serving(number, url, folder) as (double, pids):
        await double.run(Load(GREETING, 2 * number, *people[: 2 * number]), 1)
        await double.run(Load(DIALOGUE, 2 * WARMING, *people[1 : 1 + WARMING]), AT_ONCE)
        before = sum(map(cpu, pids))
        load = await double.run(Load(DIALOGUE, 2 * LOADED, *people[1 + WARMING :]), AT_ONCE)
        await asyncio.sleep(0.2)  # the last outcome is still being recorded
        return (sum(map(cpu, pids)) - before) / load.updates * 1000


def _rounds(
    server: Postgres, folder: Path, rounds: int
) -> tuple[dict[int, list[float]], dict[int, Counter[str]]]:
    """Return what an update took, and what was waited for, by the number of workers."""
    template, log = server.create(), server.folder / "log"
    found(server.url(template), WARMING + LOADED)
    costs: dict[int, list[float]] = {1: [], 2: []}
    waits = {number: Counter[str]() for number in costs}
    for turn in range(rounds):
        for number in (1, 2) if turn % 2 == 0 else (2, 1):
            url, said = server.url(server.create(template)), len(log.read_text())
            costs[number].append(asyncio.run(_cost(number, url, folder / f"{turn}-{number}")))
            waits[number].update(WAITED.findall(log.read_text()[said:]))
    return costs, waits


def workers(folder: Path, rounds: int) -> str:
    """Return what one and two workers take for an update, and who waited for a lock."""
    with private_postgres(DURABLE) as server:
        costs, waits = _rounds(server, folder, rounds)
    one, two = median(costs[1]), median(costs[2])
    lines = ["| workers on one PostgreSQL | CPU per update, ms | waits over 10 ms for a lock |"]
    lines.append("|---|---:|---|")
    for number, each in costs.items():
        waited = ", ".join(f"`{what}` {count}" for what, count in waits[number].items())
        lines.append(f"| {number} | {cell(each)} | {waited or 'none'} |")
    return "\n".join(lines) + f"\n\nTwo ÷ one: {two / one:.2f}."
