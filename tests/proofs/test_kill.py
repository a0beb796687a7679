"""Every fault at every fault point of the main story: nothing is lost or doubled."""

import asyncio
import os
import random
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import Any

import pytest

from tests.support.doomed import POINTS, Fate
from tests.support.proven import WHOLE, WRITTEN, write_section
from tests.support.repair_story import STORY, play
from tests.support.strikes import FAULTS, STALL
from tests.support.trial import (
    STARTS,
    Nursery,
    alive,
    books,
    copy,
    ended,
    founded,
    opening,
    seen,
)
from tests.support.verdict import Left, Verdict, by_fault, by_point, said_of

SEED = int(os.environ.get("SEED", "20261124"))
SAMPLE = {"kill": 200, "stop": 20, "error": 40, "mistake": 30, "cancel": 30, "stall": 15}
OTHERS = [fault for fault in FAULTS if fault != "kill"]
Trial = tuple[int, str, int, str]  # in which step, at which point, at which pass of it, and what


@dataclass(frozen=True)
class Stage:
    """How everything stood before a step: what the bot keeps, Telegram, and what is to be seen."""

    folder: Path
    telegram: dict[str, Any]
    left: Left


@dataclass
class Clean:
    """The story without a death: a stage before each step and at the end, passes in each."""

    stages: list[Stage] = field(default_factory=list)
    passed: list[dict[str, int]] = field(default_factory=list)

    def trials(self, fault: str) -> list[Trial]:
        """Return the fault at every pass of every point."""
        return [
            (step, point, nth, fault)
            for step, passed in enumerate(self.passed)
            for point in POINTS
            for nth in range(1, passed[point] + 1)
        ]


async def told(folder: Path, born: Nursery) -> Clean:
    """Tell the story to a bot that lives; its own start counts as the first step."""
    clean, root = Clean(), founded(folder / "root")
    Fate(root / "fate", STARTS)

    def keep(telegram: Any) -> None:
        stage = copy(root, folder / f"stage{len(clean.stages)}")
        clean.stages.append(Stage(stage, telegram.snapshot(), Left(books(root), seen(telegram))))

    keep(opening())
    async with alive(born, root, opening().snapshot()) as line:
        await line.serves()
        for step in (None, *STORY):
            if step is not None:
                line.fate.decides("", 0)
                await play(step, line.cast(), line)
            await line.settles()
            clean.passed.append(line.fate.passed)
            keep(line.witness)
    return clean


async def tried(trial: Trial, clean: Clean, born: Nursery, folder: Path) -> Verdict:
    """Go on from the stage before the step, be struck in it, and take the next step."""
    step, point, nth, fault = trial
    verdict, stage = Verdict(fault, point, f"step {step}, pass {nth}"), clean.stages[step]
    shutil.copytree(stage.folder, folder)
    coming = STORY[max(step - 1, 0) : step + 1]
    if step == 0:
        Fate(folder / "fate").decides(point, nth, fault)
    async with alive(born, folder, stage.telegram) as line:
        try:
            await line.serves()
            await line.settles()
            if step > 0:
                line.fate.decides(point, nth, fault)
            for each in coming:
                await play(each, line.cast(), line)
        except (AssertionError, TimeoutError) as stuck:
            verdict.differs["stuck"] = f"{stuck!r}: {(folder / 'log').read_text()[-3000:]}"
        shown, verdict.struck = seen(line.witness), line.fate.struck
    ended(born, verdict)
    clean_left = clean.stages[min(step + 2, len(STORY) + 1)].left
    verdict.compare(Left(books(folder), shown), clean_left)
    shutil.rmtree(folder)
    return verdict


async def all_tried(
    trials: Sequence[Trial], clean: Clean, born: Sequence[Nursery], folder: Path
) -> list[Verdict]:
    """Try them all, one in each nursery at a time."""
    left, verdicts = list(trials), list[Verdict]()

    async def lane(born: Nursery) -> None:
        while left:
            trial = left.pop()
            verdicts.append(await tried(trial, clean, born, folder / f"trial{len(left)}"))

    await asyncio.gather(*map(lane, born))
    return verdicts


async def test_a_death_at_some_points_loses_and_doubles_nothing(
    tmp_path: Path, born: list[Nursery]
) -> None:
    """Four deaths, drawn by SEED."""
    clean = await told(tmp_path, born[0])
    verdicts = await all_tried(drawn("kill", clean)[:4], clean, born, tmp_path)
    bad = [verdict for verdict in verdicts if not verdict.is_good]
    assert not bad, said_of(bad)


@pytest.mark.prove
@pytest.mark.timeout(3600)
async def test_no_death_at_any_point_loses_or_doubles_anything(
    tmp_path: Path, born: list[Nursery]
) -> None:
    """Every pass of every point with `PROVE=full`, else a sample."""
    began = monotonic()
    clean = await told(tmp_path, born[0])
    verdicts = await all_tried(drawn("kill", clean), clean, born, tmp_path)
    if WRITTEN:
        rows, seconds = "\n".join(by_point(verdicts)), round(monotonic() - began)
        each = round(seconds / len(verdicts), 2)
        text = KILLED.format(
            rows=rows, steps=len(STORY), seconds=seconds, seed=SEED, each=each,
            tried=len(verdicts), all=len(clean.trials("kill")),
        )  # fmt: skip
        write_section("kill", text)
    judged(verdicts)


@pytest.mark.prove
@pytest.mark.timeout(7200)
async def test_no_other_fault_at_any_point_does_either(tmp_path: Path, born: list[Nursery]) -> None:
    """Stops, errors, mistakes, cancellations and stalls at the same points."""
    began = monotonic()
    clean = await told(tmp_path, born[0])
    trials = [trial for fault in OTHERS for trial in drawn(fault, clean)]
    verdicts = await all_tried(trials, clean, born, tmp_path)
    if WRITTEN:
        text = STRUCK.format(
            rows="\n".join(by_fault(verdicts)), seconds=round(monotonic() - began), seed=SEED,
            stall=STALL, tried=len(verdicts), all=len(OTHERS) * len(clean.trials("kill")),
        )  # fmt: skip
        write_section("struck", text)
    judged(verdicts)


def drawn(fault: str, clean: Clean) -> list[Trial]:
    """Return the fault at every pass with `PROVE=full`, else a sample."""
    trials = clean.trials(fault)
    random.Random(f"{SEED}{fault}").shuffle(trials)  # noqa: S311 - no secret
    return trials if WHOLE else trials[: SAMPLE[fault]]


def judged(verdicts: Sequence[Verdict]) -> None:
    """See that all was kept that is promised, and that the faults befell the bot."""
    bad = [verdict for verdict in verdicts if not verdict.is_good]
    assert not bad, f"SEED={SEED}\n{said_of(bad)}"
    # The clock's own hops have no task that could be cancelled.
    expected = [verdict for verdict in verdicts if verdict.fault != "cancel"]
    reached = sum(verdict.struck for verdict in expected)
    assert reached > 0.95 * len(expected), f"only {reached} of {len(expected)} were struck"


TABLE = """\
| {of} | passes | struck | lost | doubled | missing | repeated | in one chat | books differ |
|---|---|---|---|---|---|---|---|---|
{{rows}}
"""
KILLED = f"""\
## `kill -9` at every fault point

By `tests/proofs/test_kill.py`.

The main story ({{steps}} steps: a report with a photograph, claim, on the way, done, the follow-up,
"not fixed", more told, claim again … closed) is told once to a bot that lives. Then, for each time
that it passed a fault point, a bot goes on from the stage before, kills itself with SIGKILL at
exactly that pass, is started again on the same data, and takes the next step of the story. Then
the books and all chats are compared with those of the bot that lived.

{TABLE.format(of="point")}
Lost and doubled are cases; missing and repeated are messages, the latter also as the most that one
death repeated in one chat. The books are: cases, events, answers, files, moments, half-told
dialogues and their step, updates without a turn, messages not sent, `integrity_check`,
`foreign_key_check`. Promised: all zero, but for repeated messages, of which a death may cost one
in each chat (the one in flight). An answer to a press (the toast) may be lost with the process: the
message that follows from it is not.

{{tried}} of {{all}}, drawn by SEED={{seed}}: {{seconds}} s, {{each}} s each.
"""
STRUCK = f"""\
## A stop, an error, a mistake, a cancellation or a stall at every fault point

By `tests/proofs/test_kill.py`. The same story and the same points; what befalls the bot is

- `stop`: SIGTERM, and another bot is started;
- `error`: what comes from below: OperationalError at a commit ("disk I/O error", before it or
  after it was made), NetworkError at a call (before anything was written, or after Telegram acted),
  EIO at a file;
- `mistake`: RuntimeError, which nobody expects there;
- `cancel`: the task that passes, or that waits for the hop that passes, is cancelled. The clock's
  own hops have no task: those are not struck;
- `stall`: the thread that passes stands still for {{stall}} seconds of real time; at a call
  that is the loop, and so the whole bot.

Where it ends the bot, that is started again, as systemd would.

{TABLE.format(of="fault")}
{{tried}} of {{all}}, drawn by SEED={{seed}}: {{seconds}} s.
"""
