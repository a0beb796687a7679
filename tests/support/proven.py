"""docs/proof.md: one page with a section of each proof, written by the proof itself."""

import fcntl
import os
import platform
import re
import subprocess
from datetime import UTC, datetime
from pathlib import Path

from tests.support.process import ROOT

PAGE = ROOT / "docs" / "proof.md"
PROVE = os.environ.get("PROVE", "")  # "drawn" by `make prove`; nothing where only seen
WHOLE = PROVE == "full"  # else a sample
WRITTEN = bool(PROVE)
SECTION = """\
<!-- {name} -->
{text}

Written on {day} by `PROVE={prove}` with `{commit}`: {machine}, load average {load:.1f} at the end.

"""
ENDS = r"(?=<!-- [a-z_]+ -->|\Z)"


def write_section(name: str, text: str, page: Path = PAGE) -> None:
    """Put the text, which begins with its heading, into its section; the others stay as they are.

    Raises LookupError when the page has no such section: a proof's place is chosen by hand.
    """
    with page.open("r+", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)  # proofs run beside each other
        written = SECTION.format(
            name=name, text=text.strip(), day=f"{datetime.now(UTC):%Y-%m-%d}", prove=PROVE,
            commit=commit(), machine=machine(), load=os.getloadavg()[1],
        )  # fmt: skip
        begins = re.escape(SECTION.partition("\n")[0].format(name=name))
        section = re.compile(begins + r".*?" + ENDS, re.DOTALL)
        said, found = section.subn(lambda _: written, file.read())
        if found != 1:
            raise LookupError(name)
        file.seek(0)
        file.write(said.rstrip("\n") + "\n")
        file.truncate()


def machine() -> str:
    """Return what this machine is, as figures are read by it."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{os.cpu_count()} cores, {memory:.0f} GB, Python {platform.python_version()}"


def commit() -> str:
    """Return the commit that is checked out."""
    asked = ("git", "rev-parse", "--short=8", "HEAD")
    return subprocess.run(
        asked, cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout.strip()
