"""The program from outside: killed at a system call, and on a disk that is full or fails."""

import os
import random
import shutil
from collections import Counter
from pathlib import Path
from time import monotonic

import pytest

from models.database import Database
from tests.support.black_box import COUNTED, STRACE, TOLD, at_ten, calls_in, told
from tests.support.proven import WHOLE, WRITTEN, write_section
from tests.support.trial import copy, founded
from tests.support.verdict import Left, Verdict, row, said_of

SEED = int(os.environ.get("SEED", "20261130"))
KILLS = 40 if WHOLE else 3  # at each system call
FAILURES = 20 if WHOLE else 2
SPELL = 12  # writes that fail while the disk is full
# What is injected, at which calls: a death at the n-th, or a disk that is full for a while.
FAULTS = {
    "killed at fdatasync": ("fdatasync", "signal=SIGKILL:when={n}"),
    "killed at sendto": ("sendto", "signal=SIGKILL:when={n}"),
    "killed at fsync": ("fsync", "signal=SIGKILL:when={n}"),
    "disk full (ENOSPC at pwrite64)": ("pwrite64", "error=ENOSPC:when={n}..{last}"),
    "disk fails once (EIO at pwrite64)": ("pwrite64", "error=EIO:when={n}"),
    "disk fails once (EIO at fdatasync)": ("fdatasync", "error=EIO:when={n}"),
}


async def struck(fault: str, n: int, ground: Path, clean: Left) -> Verdict:
    """Tell the story to a program that meets the fault at the n-th call."""
    call, what = FAULTS[fault]
    folder = copy(ground, ground.with_name("struck"))
    verdict, trace = Verdict(fault, call, f"call {n}"), folder.with_suffix(".trace")
    inject = f"inject={call}:{what.format(n=n, last=n + SPELL - 1)}"
    try:
        after, ends = await told(
            folder, *STRACE, "-o", str(trace), "-e", f"trace={call}", "-e", inject
        )
    except (AssertionError, TimeoutError) as stuck:
        verdict.differs["stuck"] = f"{stuck!r}: {folder.with_suffix('.log').read_text()[-3000:]}"
    else:
        verdict.struck = bool(ends) or "INJECTED" in trace.read_text()
        verdict.compare(after, clean)
    shutil.rmtree(folder)
    for left in (trace, folder.with_suffix(".log")):
        left.unlink()
    return verdict


@pytest.mark.prove
@pytest.mark.timeout(3600)
async def test_no_system_call_at_which_it_dies_or_fails_changes_the_story(tmp_path: Path) -> None:
    """Drawn from the calls that a thread of the program made while the story was told."""
    began, chance = monotonic(), random.Random(SEED)  # noqa: S311 - no secret
    ground, trace = founded(tmp_path / "ground"), tmp_path / "clean.trace"
    database = Database(f"sqlite:///{ground / 'guanjia.db'}")
    at_ten(database)
    database.close()
    watched = (*STRACE, "-o", str(trace), "-e", f"trace={COUNTED}")
    clean, ends = await told(copy(ground, tmp_path / "clean"), *watched)
    made = calls_in(trace)
    assert not ends
    verdicts = []
    for fault, (call, _) in FAULTS.items():
        early = range(1, made[call] // 2 + 2)  # how many there are differs from run to run
        drawn = chance.sample(early, min(KILLS if "killed" in fault else FAILURES, len(early)))
        verdicts += [await struck(fault, n, ground, clean) for n in drawn]
    if WRITTEN:
        write_section("black_box", written(verdicts, round(monotonic() - began)))
    bad = [verdict for verdict in verdicts if not verdict.is_good]
    assert not bad, f"SEED={SEED}\n{said_of(bad)}"
    struck_by = Counter(verdict.fault for verdict in verdicts if verdict.struck)
    assert [f for f in FAULTS if struck_by[f] < 0.5 * sum(v.fault == f for v in verdicts)] == []


def written(verdicts: list[Verdict], seconds: int) -> str:
    """Return the section."""
    named = {fault: [v for v in verdicts if v.fault == fault] for fault in FAULTS}
    rows = "\n".join(row(fault, these) for fault, these in named.items())
    return SECTION.format(rows=rows, seconds=seconds, seed=SEED, steps=len(TOLD), spell=SPELL)


SECTION = """\
## The program from outside, under strace

By `tests/proofs/test_black_box.py`.

`guanjia run`, as an operator starts it, is told the first {steps} steps of the main story, to what
the technician did, over HTTP and on the real clock. Nothing of it knows of the proof: strace kills
it at its n-th system call of a kind (counted in each thread), or lets that call fail; n is drawn
from the calls that a telling without a fault made. Where that ends it, it is started again, as
systemd would. Then books and chats are compared as above, without times of day. A disk that is
full lets {spell} writes fail one after the other: meanwhile nothing is confirmed to Telegram, so
residents see their message without an answer, and have it as soon as there is room.

| fault | times | struck | lost | doubled | missing | repeated | in one chat | books differ |
|---|---|---|---|---|---|---|---|---|
{rows}

{seconds} s for all; drawn by SEED={seed}.
"""
