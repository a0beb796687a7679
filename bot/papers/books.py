"""The books on paper: the rates of a month as a picture, and its tables as an .xlsx file."""

import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from bot.papers.fonts import FIRST, drawable, points
from models.books.report import Percent, Table, Yuan
from models.values import frozen

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

WIDTH, MARGIN, LABEL, ROW, BAR = 1200, 48, 260, 66, 22
INK, SOFT, NOW, BEFORE, SHORT, GOAL, LINE = (
    *("#1f2933", "#6b7785", "#1f6f8b", "#b9cdd6", "#c2571a", "#2f8f46", "#e3e8ec"),
)  # fmt: skip
FULL = WIDTH - 2 * MARGIN - LABEL - 210  # as wide as 100 %


@frozen
class Bar:
    """A rate as the picture shows it, in tenths of a per cent; without a label it is a heading."""

    label: str
    now: int | None = None
    before: int | None = None
    target: int | None = None
    of: str = ""
    heading: bool = False


def chart(said: str) -> bytes:
    """Return a PNG of what is said: a title, the legend, then a line a bar, its parts after tabs.

    Drawn in the font that we bring along: Chinese reads the same on a machine without fonts.
    """
    from PIL import Image, ImageDraw  # noqa: PLC0415  (loads slowly, and draws once a month)

    title, legend, *lines = said.strip("\n").splitlines()
    bars = [_bar(line) for line in lines if line.strip()]
    names = legend.split("\t")
    picture = Image.new("RGB", (WIDTH, 190 + ROW * len(bars)), "white")
    draw = ImageDraw.Draw(picture)
    _say(draw, (MARGIN, 30), title, INK, 40)
    _draw_legend(draw, names[:-1])
    for number, bar in enumerate(bars):
        _draw_bar(draw, bar, 150 + ROW * number, nothing=names[-1])
    written = io.BytesIO()
    picture.save(written, format="PNG", optimize=True)
    return written.getvalue()


def _bar(line: str) -> Bar:
    if line.startswith("#\t"):
        return Bar(line[2:], heading=True)
    label, now, before, target, of = (*line.split("\t"), "", "", "", "")[:5]
    return Bar(label, _number(now), _number(before), _number(target), of)


def _number(text: str) -> int | None:
    return int(text) if text.strip() else None


def _font(size: int, path: Path = FIRST) -> "FreeTypeFont":
    from PIL import ImageFont  # noqa: PLC0415

    return ImageFont.truetype(str(path), size)


def _say(draw: "ImageDraw", at: tuple[int, int], text: str, ink: str, size: int) -> None:
    """Write the text there; a building's rare character comes from the font behind."""
    said, _, behind = drawable(text, None)
    left, top = float(at[0]), at[1]
    for is_first, run in groupby(said, key=lambda char: ord(char) in points(None)):
        font = _font(size, FIRST if is_first or not behind else behind[0])
        written = "".join(run)
        draw.text((left, top), written, ink, font)
        left += draw.textlength(written, font)


def _draw_legend(draw: "ImageDraw", names: Sequence[str]) -> None:
    left = MARGIN
    for colour, name in zip((NOW, BEFORE, GOAL), names, strict=False):
        draw.rectangle((left, 102, left + 24, 122), colour)
        _say(draw, (left + 34, 96), name, SOFT, 24)
        left += 90 + int(draw.textlength(name, _font(24)))


def _draw_bar(draw: "ImageDraw", bar: Bar, top: int, *, nothing: str) -> None:
    if bar.heading:
        draw.line((MARGIN, top + 8, WIDTH - MARGIN, top + 8), LINE, 2)
        _say(draw, (MARGIN, top + 20), bar.label, INK, 32)
        return
    left = MARGIN + LABEL
    _say(draw, (MARGIN + 16, top + 8), bar.label, INK, 28)
    came = bar.now is not None or bar.before is not None
    if came:  # an empty bar would read as 0 %
        draw.rectangle((left, top + 6, left + FULL, top + 6 + 2 * BAR), LINE)
    target = (bar.target or 0) * 10 if came else 0
    is_short = bar.now is not None and bar.now < target
    for value, at, colour in (
        (bar.now, top + 6, SHORT if is_short else NOW),
        (bar.before, top + 6 + BAR + 6, BEFORE),
    ):
        if value:
            height = BAR + 6 if at == top + 6 else BAR - 6
            draw.rectangle((left, at, left + FULL * min(value, 1000) // 1000, at + height), colour)
    if target:
        goal = left + FULL * target // 1000
        draw.line((goal, top, goal, top + 12 + 2 * BAR), GOAL, 4)
    told = nothing if bar.now is None else f"{bar.now // 10}.{bar.now % 10} %"
    _say(draw, (left + FULL + 18, top + 4), told, SHORT if is_short else INK, 28)
    if bar.now is not None:
        _say(draw, (left + FULL + 18, top + 36), bar.of, SOFT, 18)


def write_tables(
    tables: Iterable[Table],
    target: Path | io.BytesIO,
    *,
    zone: ZoneInfo,
    said: Callable[[Any], str],
) -> None:
    """Write a sheet for each table. A text is a text: nothing in it is read as a formula or link.

    `said` gives the words for what only a catalogue can say.
    """
    import xlsxwriter  # noqa: PLC0415  (loads slowly, and is asked for once a month)

    with xlsxwriter.Workbook(target) as file:
        formats = {
            kind: file.add_format({"valign": "top", **shape})
            for kind, shape in (
                ("head", {"bold": True, "text_wrap": True}),
                ("text", {"num_format": "@", "text_wrap": True}),
                ("moment", {"num_format": "yyyy-mm-dd hh:mm", "align": "left"}),
                ("percent", {"num_format": "0.0%"}),
                ("yuan", {"num_format": "0.00"}),
                ("number", {"num_format": "0"}),
            )
        }
        for table in tables:
            page = file.add_worksheet(said(table.title)[:31])
            page.freeze_panes(1, 0)
            for place, column in enumerate(table.columns):
                page.set_column(place, place, 20)
                page.write_string(0, place, said(column), formats["head"])
            for number, place, cell in _cells(table):
                _write(page, number, place, cell, formats, zone, said)


def _cells(table: Table) -> Iterator[tuple[int, int, Any]]:
    for number, row in enumerate(table.rows, start=1):
        for place, cell in enumerate(row):
            yield number, place, cell


def _write(
    page: Any, number: int, place: int, cell: Any,
    formats: dict[str, Any], zone: ZoneInfo, said: Callable[[Any], str],
) -> None:  # fmt: skip
    match cell:
        case None | "":
            return
        case datetime():
            local = cell.astimezone(zone).replace(tzinfo=None, microsecond=0)
            page.write_datetime(number, place, local, formats["moment"])
        case Percent(permille) if permille is not None:
            page.write_number(number, place, permille / 1000, formats["percent"])
        case Yuan(fen):
            page.write_number(number, place, fen / 100, formats["yuan"])
        case int():
            page.write_number(number, place, cell, formats["number"])
        case _:
            page.write_string(number, place, said(cell)[:32_000], formats["text"])
