"""Eighteen months of fees, with every kind of payer: each step once, and none after a brake."""

import asyncio
import os
from multiprocessing import get_context
from pathlib import Path

import pytest

from tests.support.figures import Figures
from tests.support.lives import KINDS
from tests.support.proven import WHOLE, write_section
from tests.support.town import founded

HOMES = 2000 if WHOLE else 80  # in the first zone
SEED = int(os.environ.get("SEED", "20261129"))
ZONES = {"Asia/Shanghai": 1, "Europe/Berlin": 4}  # of the homes, one in so many; where clocks jump


@pytest.mark.prove
@pytest.mark.timeout(7200 if WHOLE else 1200)
@pytest.mark.sqlite
def test_each_step_is_taken_once_in_eighteen_months(tmp_path: Path) -> None:
    """FEE-05 to FEE-08, FEE-11, FEE-12, S-38, S-39, S-42; what else is seen stands in the town."""
    estates = [(tmp_path / str(n), zone, HOMES // n) for zone, n in ZONES.items()]
    with get_context("spawn").Pool(len(estates)) as pool:  # ended with the test, come what may
        figures = pool.starmap(live, estates)
    if WHOLE:
        write_section("eighteen_months", page(figures))
    for each in figures:
        assert not each.wrong, each.told_of
        assert set(each.kinds) == set(KINDS)
        assert set(each.steps) == {"reminder", "letter", "suit"}
        assert min(each.deaths, each.to_call, each.repeated) > 0


def live(folder: Path, zone: str, homes: int) -> Figures:
    """Let an estate live through it."""
    folder.mkdir()
    with founded(folder, zone, homes, SEED) as town:
        asyncio.run(town.lives_on())
        return town.figures


def page(figures: list[Figures]) -> str:
    """Return what is written down."""
    rows = {
        "homes": [each.homes for each in figures],
        "reminders, letters, suits": [
            ", ".join(str(each.steps[rung]) for rung in ("reminder", "letter", "suit"))
            for each in figures
        ],
        "steps missing, beyond, twice": [
            ", ".join(str(e.wrong[f"steps {how}"]) for how in ("missing", "beyond", "twice"))
            for e in figures
        ],
        "messages of arrears, each once a person and day": [e.told["reminded"] for e in figures],
        "messages before and on the due day, each once": [e.told["announced"] for e in figures],
        "of both missing, beyond, at night": [
            ", ".join(str(e.wrong[f"messages {how}"]) for how in ("missing", "beyond", "at night"))
            for e in figures
        ],
        "on an officer's list, whom no chat reaches": [each.to_call for each in figures],
        "messages in all, to staff too": [each.messages for each in figures],
        "deaths while sending, messages repeated by them": [
            f"{each.deaths}, {each.repeated}" for each in figures
        ],
        "accounts compared, and wrong": [f"{e.checked}, {e.wrong['accounts']}" for e in figures],
        "seconds": [round(each.seconds) for each in figures],
    }
    lines = [f"| {name} | {' | '.join(map(str, cells))} |" for name, cells in rows.items()]
    kinds = [f"| {kind} | {' | '.join(str(e.kinds[kind]) for e in figures)} |" for kind in KINDS]
    zones = " | ".join(each.zone for each in figures)
    ruler = "|---" * (1 + len(figures)) + "|"
    return SECTION.format(
        zones=zones, ruler=ruler, lines="\n".join(lines), kinds="\n".join(kinds), seed=SEED
    )


SECTION = """\
## Eighteen months of fees

By `tests/proofs/test_eighteen_months.py`.

Every home is charged for nineteen months by accounting's export, and its people do what their kind
does, by the operations that a press calls. The book of what is due is swept, and what is to be said
is sent, in virtual time from December 2026 to July 2028. What has to happen is said by a small book
of each home, which knows two tables (months and rungs) and none of the program's rules.

Meanwhile the process dies in the middle of each mailing, on every arrears day and on every day
that announces a fee, with up to 16 messages in the air, and is begun anew; it is away for a week
over an arrears day; its clock is set three hours forth and, twice, an hour back, while homes have
their turns; in Berlin summer time begins and ends.

| | {zones} |
{ruler}
{lines}

Compared each day, not only in the end: the steps of each home, what each person was told and the
amount in it, the hour by the estate's clock (9 to 20, or a person's own hours), and whom an officer
is to ring up; each month, what each home owes or has too much, with charged and credit as paid and
owed. Of what was in the air when the process died, what had arrived may arrive once more.

| who pays how | {zones} |
{ruler}
{kinds}

Drawn by SEED={seed}.
"""
