"""The papers of repairs: a form with its text, to be printed, signed and photographed."""

from pathlib import Path

from bot.papers.letters import blank, new_page

FORM_FEED = "\f"
BIDI = dict.fromkeys(map(ord, "\u2068\u2069"))  # marks that a screen needs and paper does not


def form(text: str, *, font: Path | None) -> bytes:
    """Return the text as a PDF; its first line is the title. Raises Failed for a bad FONT_FILE.

    What is in duplicate has a form feed between its copies: each is a page with the title.
    """
    title, _, body = text.translate(BIDI).strip().partition("\n")
    paper = blank(font)
    for copy in body.split(FORM_FEED):
        new_page(paper)
        paper.set_font_size(18)
        paper.multi_cell(0, 12, title, align="C", new_x="LMARGIN", new_y="NEXT")
        paper.set_font_size(12)
        paper.multi_cell(0, 8, copy.strip(), align="L")
    return bytes(paper.output())
