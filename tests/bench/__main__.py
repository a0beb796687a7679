"""`make bench`: what is understood of free words; our bot and the others in turns, and what
dominates our cost, which `--write` keeps.
"""

import asyncio
import json
import os
import shutil
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from tests.bench.bots import BOTS, METERED, Bot, bare_imports
from tests.bench.double import DIALOGUE, FIRST, GREETING, Double, Load, serving
from tests.bench.processes import cpu, environment, found, peak
from tests.bench.sweeps import sweeps
from tests.bench.table import Figures, durability, tables
from tests.bench.understanding import FROZEN, understanding
from tests.bench.workers import workers
from tests.support.proven import machine

ROUNDS = int(os.environ.get("ROUNDS", "3"))
FEW, AT_ONCE, RUSH, EVEN, RATE = 10, 4, 32, 50, 50  # residents; at once; all at once; at a rate
PATIENCE = 150  # seconds for one run; a bot that stops answering is an error, not a slow one
PAGE = Path(__file__).parents[2] / "docs" / "performance.md"
MARK = "<!-- written by python -m tests.bench --write -->\n"


async def measured(bot: Bot, estate: Path, folder: Path) -> Figures:
    """Return the figures of one run: started, greeted, by a few, by all at once, at a rate."""
    await asyncio.to_thread(shutil.copytree, estate, folder)
    double, log = Double(), folder / "log"
    figures: Figures = {"bare imports, s": await bare_imports(bot)}
    async with serving(double) as address:
        greeting = asyncio.create_task(double.run(Load(GREETING, 1, FIRST)))
        child = await asyncio.create_subprocess_exec(
            bot.python, "-m", *bot.command, env=environment(address, folder),
            stdout=asyncio.subprocess.DEVNULL, stderr=log.open("w"),
        )  # fmt: skip
        try:
            async with asyncio.timeout(PATIENCE):
                figures["start to first answer, s"] = (await greeting).seconds
                figures |= await _loaded(child.pid, double, AT_ONCE, range(1, 1 + FEW))
                figures |= await _loaded(child.pid, double, RUSH, range(1 + FEW, 1 + FEW + RUSH))
                last = range(1 + FEW + RUSH, 1 + FEW + RUSH + EVEN)
                figures |= await _loaded(child.pid, double, RUSH, last, RATE)
            figures["peak memory (RSS), MB"] = peak(child.pid)
        except (TimeoutError, OSError) as error:
            sys.exit(f"{bot.name}: {error!r}\n{log.read_text()[-2000:]}")
        finally:
            if child.returncode is None:
                child.terminate()
            await child.wait()
    return figures


async def _loaded(pid: int, double: Double, at_once: int, who: range, rate: int = 0) -> Figures:
    before, when = cpu(pid), f"{rate} a second" if rate else f"{at_once} at once"
    residents = (FIRST + each for each in who)
    load = await double.run(Load(DIALOGUE, 2 * len(who), *residents, rate=rate), at_once)
    await asyncio.sleep(0.2)  # the last outcome is still being recorded
    return {
        f"CPU per update, {when}, ms": (cpu(pid) - before) / load.updates * 1000,
        f"updates per second, {when}": load.updates / load.seconds,
        f"first answer p50, {when}, ms": load.within(0.5) * 1000,
        f"first answer p99, {when}, ms": load.within(0.99) * 1000,
    }


def dominating(counted: Figures, total: Figures) -> str:
    """Return how our CPU is shared, and say what dominates."""
    residents = {f"{AT_ONCE} at once": FEW, f"{RUSH} at once": RUSH, f"{RATE} a second": EVEN}
    updates = sum(residents.values()) * len(DIALOGUE)
    spent = (total[f"CPU per update, {when}, ms"] * many for when, many in residents.items())
    everything = sum(spent) / sum(residents.values())
    parts = {name: ms * 1000 / updates for name, ms in counted.items() if ": " in name}
    parts["the rest: event loop, threads, lanes"] = everything - sum(parts.values())
    ordered = sorted(parts.items(), key=lambda part: -part[1])
    lines = ["| part | CPU per update | share |", "|---|---:|---:|"]
    lines += [f"| {name} | {ms:.2f} ms | {ms / everything:.0%} |" for name, ms in ordered]
    (first, most), (second, less), *_ = ordered
    each = {name: counted[name] / updates for name in ("_hop", "_look", "do_execute", "do_commit")}
    lines.append(
        f"\nMost of our CPU goes into *{first}* ({most / everything:.0%}), then into *{second}* "
        f"({less / everything:.0%}).\nAn update takes {each['_hop']:.1f} hops that write, "
        f"{each['_look']:.1f} that read, {each['do_commit']:.1f} commits and "
        f"{each['do_execute']:.0f} SQL statements."
    )
    return "\n".join(lines)


async def bench(folder: Path) -> str:
    """Return the tables; the bots take turns, and the metered run comes last."""
    estate, busy = folder / "estate", os.getloadavg()[0]
    await asyncio.to_thread(found, f"sqlite:///{estate / 'guanjia.db'}", FEW + RUSH + EVEN)
    for bot in BOTS:
        await bare_imports(bot)  # compiled from here on
    rounds: dict[str, list[Figures]] = {bot.name: [] for bot in BOTS}
    for number in range(ROUNDS):
        for place, bot in enumerate(BOTS if number % 2 == 0 else reversed(BOTS)):
            rounds[bot.name].append(await measured(bot, estate, folder / f"{number}-{place}"))
    total = await measured(METERED, estate, folder / "metered")
    counted = json.loads((folder / "metered" / "shares.json").read_text())
    where = f"{machine()}, SQLite; load average before {busy:.1f}, after {os.getloadavg()[0]:.1f}"
    several = f"medians of {ROUNDS} rounds, in brackets the least and the most"
    told = several if ROUNDS > 1 else "one round, so that least and most in brackets are the same"
    return (
        f"Measured on {datetime.now(UTC):%Y-%m-%d}: {where}; {told}.\n\n"
        f"{tables(rounds)}\n\n{durability(BOTS)}\n\n"
        f"{dominating(counted, total)}\n\n{await asyncio.to_thread(sweeps, folder / 'sweeps.db')}"
        f"\n\n{await asyncio.to_thread(workers, folder / 'workers', ROUNDS)}\n"
    )


def main() -> None:
    """Measure and print; write the page when asked."""
    sys.stdout.write(f"{understanding(('open',), FROZEN)}\n\n")
    with tempfile.TemporaryDirectory() as folder:
        said = asyncio.run(bench(Path(folder)))
    sys.stdout.write(said)
    if "--write" in sys.argv:
        before, _, after = PAGE.read_text("utf-8").split(MARK)
        PAGE.write_text(f"{before}{MARK}\n{said}\n{MARK}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
