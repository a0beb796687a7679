"""Invitations on paper: QR codes as pictures, and one letter a person."""

import io
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

import segno

from bot.papers.fonts import blank, new_page

WORDS = Path(__file__).with_name("invitation.txt")


def write_codes(rows: Sequence[Mapping[str, str]], folder: Path) -> None:
    """Write a PNG with the link of each row, named by home and person."""
    folder.mkdir(parents=True, exist_ok=True)
    for row in rows:
        name = re.sub(r"[^\w-]", "_", f"{row['home_code'] or row['role']}-{row['name']}")
        code = segno.make(row["link"] or f"/bind {row['code']}")
        code.save(str(folder / f"{name}.png"), scale=8)


def write_letters(
    rows: Sequence[Mapping[str, str]], target: Path, *, office: str, hotline: str, font: Path | None
) -> int:
    """Write one PDF with a page for each row; return how many characters no font has.

    Raises Failed for a FONT_FILE that is none.
    """
    words, paper = WORDS.read_text("utf-8"), blank(font)
    for row in rows:
        new_page(paper)
        said = words.format(
            name=row["name"], office=office, link=row["link"], code=row["code"],
            until=f"{datetime.fromisoformat(row['expires_at']):%Y年%m月%d日}",
            hotline=f"如有疑问，请致电 {hotline}。\n" if hotline else "",
        )  # fmt: skip
        paper.put(said, 8)
        picture = io.BytesIO()
        segno.make(row["link"]).save(picture, kind="png", scale=8)
        paper.pdf.image(picture, x=130, y=paper.pdf.get_y() - 40, w=55)
    paper.pdf.output(str(target))
    return paper.undrawn
