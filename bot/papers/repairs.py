"""A form with its text, to be printed, signed and photographed."""

from pathlib import Path

from bot.papers.fonts import blank, new_page

FORM_FEED = "\f"


def form(text: str, *, font: Path | None) -> tuple[bytes, int]:
    """Return the text as a PDF, and how many characters no font has; its first line is the title.

    What is in duplicate has a form feed between its copies: each is a page with the title.
    Raises Failed for a bad FONT_FILE.
    """
    title, _, body = text.strip().partition("\n")
    paper = blank(font)
    for copy in body.split(FORM_FEED):
        new_page(paper)
        paper.pdf.set_font_size(18)
        paper.put(title, 12, align="C")
        paper.pdf.set_font_size(12)
        paper.put(copy.strip(), 8)
    return bytes(paper.pdf.output()), paper.undrawn
