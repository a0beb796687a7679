"""A form with its text, to be printed, signed and photographed."""

from pathlib import Path

from bot.papers.fonts import Paper, blank, new_page

FORM_FEED, TAB = "\f", "\t"
TITLE, TEXT, SMALL = 18, 12, 9  # points
LINE = 8  # millimetres


def form(text: str, *, font: Path | None) -> tuple[bytes, int]:
    """Return the text as a PDF, and how many characters no font has; its first line is the title.

    What is in duplicate has a form feed between its copies: each begins a page with the title, and
    one of several pages has their number below. What stands behind a tab stands at the right edge.
    Raises Failed for a bad FONT_FILE.
    """
    title, _, body = text.strip().partition("\n")
    paper = blank(font)
    for copy in body.split(FORM_FEED):
        new_page(paper)
        first = paper.pdf.page
        paper.pdf.set_font_size(TITLE)
        paper.put(title, 12, align="C")
        paper.pdf.set_font_size(TEXT)
        for line in copy.strip().split("\n"):
            left, tab, right = line.rpartition(TAB)
            if tab:
                paper.put_both(left, right, LINE)
            else:
                paper.put(line or " ", LINE)
        beginning = copy.strip().split("\n")[0].rstrip("：:, ")
        _number(paper, first, f"{title}  {beginning}"[:40])  # of the widest, one line
    return bytes(paper.pdf.output()), paper.undrawn


def _number(paper: Paper, first: int, said: str) -> None:
    """Say at the foot of each page of a copy what it belongs to: loose pages find together."""
    last, undrawn = paper.pdf.page, paper.undrawn
    if first == last:
        return
    paper.pdf.set_auto_page_break(False)
    for page in range(first, last + 1):
        paper.pdf.page = page
        paper.pdf.set_font_size(TEXT)  # so that the next is a change, which is what a page is told
        paper.pdf.set_font_size(SMALL)
        paper.pdf.set_y(-18)
        paper.put_both(said, f"{page - first + 1} / {last - first + 1}", 5)
    paper.pdf.set_auto_page_break(True, margin=20)
    paper.undrawn = undrawn  # what it repeats is written by hand once
