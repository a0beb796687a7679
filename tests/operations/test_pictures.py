"""The child that decodes pictures stays within its limits, whatever it is given."""

import asyncio
import io
import subprocess
import sys

import pytest
from PIL import Image

from bot.papers.decoder import WORKING
from bot.papers.pictures import DECODER, NotAPicture, cleaned
from tests.support.hostile import REFUSED, located, png_of

MOST_RESIDENT = 256 * 1024  # KiB
# A process begins with the most that its parent ever had: so a small one comes between.
ALONE = """
import resource, subprocess, sys
quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "env": {}}
subprocess.run([sys.argv[1], "-I", sys.argv[2]], **quiet)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_utime + used.ru_stime, used.ru_maxrss)
"""


def spent(content: bytes) -> tuple[float, int]:
    """Return the child's seconds of processor time, and the KiB that it had at most."""
    command = [sys.executable, "-I", "-c", ALONE, sys.executable, str(DECODER)]
    said = subprocess.run(command, input=content, capture_output=True, check=True).stdout
    seconds, resident = said.split()
    return float(seconds), int(resident)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(png_of(7_000, 7_000), id="as many pixels as may be"),
        pytest.param(png_of(7_000, 7_000, 6), id="as many, with transparency"),
        pytest.param(located(side=6_900), id="a large photograph"),
        *(pytest.param(REFUSED[n], id=n) for n in REFUSED if "million" in n or "bomb" in n),
    ],
)
def test_the_child_is_bounded(content: bytes) -> None:
    """SEC-02: 256 MB and five seconds at most, however the content was made."""
    seconds, resident = spent(content)
    assert (seconds < WORKING, resident < MOST_RESIDENT) == (True, True), (seconds, resident)


async def test_a_child_that_does_not_answer_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.papers.pictures.SECONDS", 0.0)
    with pytest.raises(NotAPicture):
        await cleaned(located())
    assert len(asyncio.all_tasks()) == 1


async def test_a_photograph_of_a_telephone_s_best_camera_is_kept() -> None:
    """Forty-seven million pixels, as telephones make them."""
    with Image.open(io.BytesIO(await cleaned(located(side=9_700)))) as seen:
        assert seen.size == (2560, 1280)
