"""What papers are written with: two cuts of one font, and a mark for what neither of them has."""

import unicodedata
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.failures import Failed

if TYPE_CHECKING:
    from fpdf import FPDF

# Noto Sans SC (OFL), cut with fontTools from Debian's fonts-noto-cjk, without hints and layout
# tables: every character of GB 2312 and Big5; and behind it all others (docs/fonts.py), such as
# the 祎 of a name. The second is read only when a paper needs it.
FIRST = Path(__file__).with_name("NotoSansSC-subset.otf")
RARE = Path(__file__).with_name("NotoSansSC-rare.otf")
MARK = "〓"  # as printers set it, where a character is still to be cut
BELOW: dict[str, Any] = {"new_x": "LMARGIN", "new_y": "NEXT"}
GAP = 6  # millimetres between what stands at the left and at the right
UNSEEN = frozenset({"Cc", "Cf"})  # such as what keeps a name's direction on a screen
SPACES = frozenset({"Zs", "Zl", "Zp"})


@dataclass
class Paper:
    """A paper being written: all its text goes through `put`, which counts what it cannot draw."""

    pdf: "FPDF"
    font: Path | None
    undrawn: int = 0
    behind: list[str] = field(default_factory=list)

    def put(self, text: str, height: float, align: str = "L") -> None:
        """Write the text below what is there, its lines this high."""
        self.pdf.multi_cell(0, height, self._drawn(text), align=align, **BELOW)

    def put_both(self, left: str, right: str, height: float) -> None:
        """Write one text at the left edge and one at the right; below it where both do not fit."""
        left, right = self._drawn(left), self._drawn(right)
        wide = self.pdf.get_string_width(left) + self.pdf.get_string_width(right)
        if wide > self.pdf.epw - GAP:
            self.pdf.multi_cell(0, height, left, **BELOW)
            left = ""
        if self.pdf.get_string_width(right) > self.pdf.epw - GAP:
            self.pdf.multi_cell(0, height, right, align="R", **BELOW)
            return
        self.pdf.cell(0, height, right, align="R", new_x="LMARGIN", new_y="TOP")
        self.pdf.multi_cell(0, height, left or " ", **BELOW)

    def _drawn(self, text: str) -> str:
        """Return the text as it can be drawn; the fonts behind stay, for what stands beside it."""
        said, missing, needed = drawable(text, self.font)
        for path in needed:
            if path.stem.lower() not in self.pdf.fonts:
                self.pdf.add_font(path.stem, fname=path)
                self.behind.append(path.stem)
                self.pdf.set_fallback_fonts(self.behind)
        self.undrawn += missing
        return said


def blank(font: Path | None) -> Paper:
    """Return paper for Chinese. Raises Failed when FONT_FILE is none."""
    from fpdf import FPDF  # noqa: PLC0415  (loads slowly, and most processes write no paper)

    pdf, path = FPDF(), font or FIRST
    pdf.alias_nb_pages("")  # a name is no number of pages, whatever it looks like
    with _usable(path):
        pdf.add_font("letters", fname=path, collection_font_number=_face(path))
    return Paper(pdf, font)


def new_page(paper: Paper) -> None:
    """Begin a page of a letter."""
    paper.pdf.add_page()
    paper.pdf.set_margins(25, 25)
    paper.pdf.set_font("letters", size=13)
    paper.pdf.set_y(30)


def drawable(text: str, font: Path | None) -> tuple[str, int, tuple[Path, ...]]:
    """Return the text as a paper can show it, how many characters are a mark, and the fonts behind.

    What has no ink goes: marks of direction, joiners, variants. Every space is a plain one.
    """
    text = "".join(map(_inked, unicodedata.normalize("NFC", text)))
    lacking = {each for each in text if each != "\n" and ord(each) not in points(font)}
    needed = []
    for path in (FIRST, RARE):
        if lacking and path != (font or FIRST):
            needed.append(path)
            lacking -= {each for each in lacking if ord(each) in points(path)}
    times = Counter(text)
    marked = text.translate(dict.fromkeys(map(ord, lacking), MARK))
    return marked, sum(times[each] for each in lacking), tuple(needed)


@cache
def points(font: Path | None) -> frozenset[int]:
    """Return the code points that a font has. Raises Failed when FONT_FILE is none."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415

    path = font or FIRST
    with _usable(path), TTFont(path, fontNumber=_face(path), lazy=True) as read:
        return frozenset(read.getBestCmap() or ())


@contextmanager
def _usable(path: Path) -> Iterator[None]:
    if not path.is_file():
        raise Failed(f"FONT_FILE: there is no {path}.")
    try:
        yield
    except Exception:  # noqa: BLE001  # why: a font file can be wrong in as many ways as there are
        raise Failed(f"FONT_FILE: {path} is no font that can be used.") from None


def _face(path: Path) -> int:
    return 2 if "CJK" in path.name and path.suffix == ".ttc" else 0


def _inked(char: str) -> str:
    kind = unicodedata.category(char)
    if char == "\t" or kind in SPACES:
        return " "
    is_variant = "VARIATION SELECTOR" in unicodedata.name(char, "")
    return "" if (kind in UNSEEN and char != "\n") or is_variant else char
