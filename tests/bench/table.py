"""The figures of all bots as tables: a row for each bot, medians with the least and the most."""

from collections.abc import Iterable, Sequence
from statistics import median

from tests.bench.bots import Bot

Figures = dict[str, float]
Rounds = dict[str, list[Figures]]
LOADS = ("4 at once", "32 at once", "50 a second")
START, IMPORTS, RATIO = "start to first answer, s", "bare imports, s", "start ÷ imports"
COST = (
    *(f"CPU per update, {load}, ms" for load in LOADS),
    START, IMPORTS, RATIO, "peak memory (RSS), MB",
)  # fmt: skip
LATENCY = (
    *(f"first answer {rank}, {load}, ms" for load in LOADS for rank in ("p50", "p99")),
    *(f"updates per second, {load}" for load in LOADS),
)


def tables(rounds: Rounds) -> str:
    """Return what an update costs and how long an answer takes."""
    for figures in (each for bot in rounds.values() for each in bot):
        figures[RATIO] = figures[START] / figures[IMPORTS]
    return "\n\n".join(_table(names, rounds) for names in (COST, LATENCY))


def _table(names: Sequence[str], rounds: Rounds) -> str:
    lines = [f"| | {' | '.join(names)} |", "|---|" + "---:|" * len(names)]
    for bot, figures in rounds.items():
        cells = (cell([each[name] for each in figures]) for name in names)
        lines.append(f"| {bot} | {' | '.join(cells)} |")
    return "\n".join(lines)


def cell(values: Sequence[float]) -> str:
    """Return the median with the least and the most."""
    return f"{_number(median(values))} ({_number(min(values))}–{_number(max(values))})"


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"  # why: three digits


def durability(bots: Iterable[Bot]) -> str:
    """Return what each bot keeps, to be read beside its figures."""
    return "What each keeps:\n" + "\n".join(f"- {bot.name}: {bot.keeps}." for bot in bots)
