"""Invitations on paper: QR codes as pictures, and one letter a person."""

import io
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import segno

from bot.failures import Failed

if TYPE_CHECKING:
    from fpdf import FPDF

WORDS = Path(__file__).with_name("invitation.txt")
# Noto Sans SC (OFL): every character of GB 2312 and Big5, cut with fontTools' subsetter from
# Debian's fonts-noto-cjk, without hints and layout tables.
SUBSET = Path(__file__).with_name("NotoSansSC-subset.otf")


def write_codes(rows: Sequence[Mapping[str, str]], folder: Path) -> None:
    """Write a PNG with the link of each row, named by home and person."""
    folder.mkdir(parents=True, exist_ok=True)
    for row in rows:
        name = re.sub(r"[^\w-]", "_", f"{row['home_code'] or row['role']}-{row['name']}")
        code = segno.make(row["link"] or f"/bind {row['code']}")
        code.save(str(folder / f"{name}.png"), scale=8)


def write_letters(
    rows: Sequence[Mapping[str, str]], target: Path, *, office: str, hotline: str, font: Path | None
) -> None:
    """Write one PDF with a page for each row. Raises Failed for a FONT_FILE that is none."""
    words, paper = WORDS.read_text("utf-8"), blank(font)
    for row in rows:
        new_page(paper)
        said = words.format(
            name=row["name"], office=office, link=row["link"], code=row["code"],
            until=f"{datetime.fromisoformat(row['expires_at']):%Y年%m月%d日}",
            hotline=f"如有疑问，请致电 {hotline}。\n" if hotline else "",
        )  # fmt: skip
        paper.multi_cell(0, 8, said, align="L")
        picture = io.BytesIO()
        segno.make(row["link"]).save(picture, kind="png", scale=8)
        paper.image(picture, x=130, y=paper.get_y() - 40, w=55)
    paper.output(str(target))


def blank(font: Path | None) -> "FPDF":
    """Return paper for Chinese. Raises Failed when FONT_FILE is none."""
    from fpdf import FPDF  # noqa: PLC0415  (loads slowly, and most processes write no paper)

    path, face = _font(font)
    paper = FPDF()
    try:
        paper.add_font("letters", fname=path, collection_font_number=face)
    except Exception:  # noqa: BLE001  # why: a font file can be wrong in as many ways as there are
        raise Failed(f"FONT_FILE: {path} is no font that can be used.") from None
    return paper


def new_page(paper: "FPDF") -> None:
    """Begin a page of a letter."""
    paper.add_page()
    paper.set_margins(25, 25)
    paper.set_font("letters", size=13)
    paper.set_y(30)


def _font(wanted: Path | None) -> tuple[Path, int]:
    if wanted is not None:
        if not wanted.is_file():
            raise Failed(f"FONT_FILE: there is no {wanted}.")
        return wanted, 2 if "CJK" in wanted.name and wanted.suffix == ".ttc" else 0
    return SUBSET, 0
