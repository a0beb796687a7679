"""docs/proof.md: one page with a section of each proof, written by the proof itself."""

import fcntl
import os
import re
from pathlib import Path

from tests.support.process import ROOT

PAGE = ROOT / "docs" / "proof.md"
PROVE = os.environ.get("PROVE", "")  # "drawn" by `make prove`; nothing where only seen
WHOLE = PROVE == "full"  # else a sample
WRITTEN = bool(PROVE)
SECTION = "<!-- {name} -->\n{text}\n"
ENDS = r"(?=<!-- [a-z_]+ -->|\Z)"


def write_section(name: str, text: str, page: Path = PAGE) -> None:
    """Put the text, which begins with its heading, into its section; the others stay as they are.

    Raises LookupError when the page has no such section: a proof's place is chosen by hand.
    """
    with page.open("r+", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)  # proofs run beside each other
        written = SECTION.format(name=name, text=text.strip() + "\n")
        begins = re.escape(SECTION.partition("\n")[0].format(name=name))
        section = re.compile(begins + r".*?" + ENDS, re.DOTALL)
        said, found = section.subn(lambda _: written, file.read())
        if found != 1:
            raise LookupError(name)
        file.seek(0)
        file.write(said.rstrip("\n") + "\n")
        file.truncate()
