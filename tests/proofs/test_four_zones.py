"""400 days in four zones: what the clock promises is said once, at its time, by the estate's."""

import asyncio
import os
import random
from multiprocessing import get_context
from pathlib import Path

import pytest

from tests.support.casework import AWAY, BACK, FORTH, founded
from tests.support.figures import Figures
from tests.support.promised import WHATS
from tests.support.proven import WHOLE, write_section

SEED = int(os.environ.get("SEED", "20261129"))
ZONES = {  # where clocks do what
    "Asia/Kathmandu": "never change, 5:45 ahead",
    "Europe/Berlin": "change in the north",
    "America/St_Johns": "change in the north, 3:30 behind",
    "Australia/Lord_Howe": "change in the south, by 30 minutes",
}
DAYS = 400 if WHOLE else 120  # past two changes of the clocks
DRAWN = len(ZONES) if WHOLE else 2


@pytest.mark.prove
@pytest.mark.timeout(7200)
@pytest.mark.sqlite
def test_each_promise_of_the_clock_is_kept_once_in_400_days(tmp_path: Path) -> None:
    """S-01, S-13, S-42, S-47, ENQ-05, GEN-07, CMP-23, FAQ-01, FAQ-02, OWN-07."""
    drawn = random.Random(SEED).sample(list(ZONES), DRAWN)  # noqa: S311 - no secret
    estates = [(tmp_path / zone.replace("/", "-"), zone) for zone in ZONES if zone in drawn]
    with get_context("spawn").Pool(2) as pool:  # ended with the test, come what may
        figures = pool.starmap(live, estates)
    if WHOLE:
        write_section("four_zones", page(figures))
    for each in figures:
        assert not each.wrong, each.told_of
        assert set(each.told) == set(WHATS)
        assert min(each.deaths, each.repeated, each.steps["away"], each.steps["set"]) > 0


def live(folder: Path, zone: str) -> Figures:
    """Let an estate live through it."""
    folder.mkdir()
    with founded(folder, zone, DAYS, SEED) as estate:
        asyncio.run(estate.lives_on())
        return estate.figures


def page(figures: list[Figures]) -> str:
    """Return what is written down."""
    rows: dict[str, list[object]] = {
        "clocks there": [ZONES[each.zone] for each in figures],
        "repairs, enquiries, complaints": [
            f"{e.kinds['repairs']}, {e.kinds['enquiries']}, {e.kinds['complaints']}"
            for e in figures
        ],
        **{told: [each.told[what] for each in figures] for what, told in WHATS.items()},
        "of all these missing, beyond, early or late": [e.wrong["said"] for e in figures],
        "to residents at night": [each.wrong["at night"] for each in figures],
        "moments that failed": [each.wrong["moments failed"] for each in figures],
        "deaths while sending, messages repeated by them": [
            f"{each.deaths}, {each.repeated}" for each in figures
        ],
        "messages in all": [each.messages for each in figures],
        "seconds": [round(each.seconds) for each in figures],
    }
    lines = [f"| {name} | {' | '.join(map(str, cells))} |" for name, cells in rows.items()]
    return SECTION.format(
        zones=" | ".join(each.zone for each in figures), lines="\n".join(lines), seed=SEED,
        ruler="|---" * (1 + len(figures)) + "|", away=len(AWAY), set=len(FORTH) + len(BACK),
        forth=len(FORTH), back=len(BACK),
    )  # fmt: skip


SECTION = """\
## 400 days of repairs, enquiries and complaints in four zones

By `PROVE=full pytest -m prove tests/proofs/test_four_zones.py`.

From December 2026 to January 2028, in virtual time, residents report repairs, ask and complain,
at any hour of any day; some of it is taken, mended and answered in time, and some is left lying, by
the operations that a press calls. What the clock has to say of each, and what it asks for on its
days, is said by a small book (`tests/support/promised.py`) that knows a wall clock, two spans of
the day and when the process was away, and nothing of the program.

{away} times the process is away, from twenty minutes to four days, in a night in which clocks
change, over the days of books, answers and quiz; {forth} times its clock is set three hours forth,
{back} times an hour back, once over midnight; it dies in the middle of sending.

| | {zones} |
{ruler}
{lines}

Each was said at most 40 s after its moment, or as soon as the process was there again; what follows
each day from itself may be 40 s later each time. A message that had arrived when the process died
may arrive once more. What the calendar asks for several times while the process is away, it asks
for once. Drawn by SEED={seed}.
"""
