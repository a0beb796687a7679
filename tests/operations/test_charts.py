"""The picture of a month's rates: a bar where something came, and words where nothing did."""

import io

from PIL import Image

from bot.papers.books import LINE, MARGIN, chart

TITLE, LEGEND = "2026-11", "this month\tthe month before\ttarget\tnothing"


def test_where_nothing_came_there_is_no_bar() -> None:
    """S-51: an empty bar would read as 0 %."""
    assert tracks("timely\t\t\t100\t") == 0
    assert tracks("timely\t0\t\t100\t0/1") > 0
    assert tracks("timely\t\t500\t100\t") > 0


def tracks(line: str) -> int:
    """Return how many pixels of the line are of the track of a bar."""
    picture = Image.open(io.BytesIO(chart(f"{TITLE}\n{LEGEND}\n{line}"))).convert("RGB")
    wanted = tuple(bytes.fromhex(LINE[1:]))
    left, right = MARGIN + 260, picture.width
    row = 150 + 6 + 40  # below the smaller bar, within the track
    return sum(picture.getpixel((x, row)) == wanted for x in range(left, right))


def test_a_buildings_rare_name_is_drawn_and_what_no_font_has_is_a_mark() -> None:
    """The same pixels as in the font behind it: no empty box stands in for a character."""
    assert drawn("堃园\t499") != drawn("\ue123园\t499")
    assert drawn("\ue123园\t499") == drawn("〓园\t499")
    assert drawn("堃园\t499") != drawn("祎园\t499")


def drawn(line: str) -> bytes:
    return chart(f"{TITLE}\n{LEGEND}\n{line}")
