"""Every character on paper: a name is written whole, and what no font has is marked and told."""

import logging
from collections.abc import Iterator
from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.papers.fonts import MARK, Paper, blank, drawable, new_page, points
from bot.papers.forms import form
from locales.catalogue import LANGUAGES, Catalogue, Reader
from tests.support.printed import pages_of, places_of
from tests.support.samples import message_kinds, samples

PAPERS = [kind for kind in message_kinds() if kind.paper]


def in_code(name: str) -> str:
    """Return every character of two bytes that a code of China's or Taiwan's has."""
    pairs = (bytes((a, b)) for a in range(0x81, 0xFF) for b in range(0x40, 0xFF))
    found = (pair.decode(name, "ignore") for pair in pairs)
    return "".join(each for each in found if len(each) == 1 and category(each) == "Lo")


@pytest.mark.parametrize("name", ["gbk", "big5"])
def test_every_character_of_the_codes_that_names_are_kept_in_is_drawn(name: str) -> None:
    every = in_code(name)
    assert len(every) > 13_000
    assert drawable(every, None)[1] == 0


@pytest.mark.parametrize("name", ["张祎喆", "李堃", "王頔", "黎𬺓", "陳綉雯", "José Müller"])
def test_a_name_is_on_the_paper_as_it_is(name: str) -> None:
    paper, undrawn = form(f"收款收据\n缴费人：{name}", font=None)
    assert undrawn == 0
    assert f"缴费人：{name}" in pages_of(paper)[0]


@pytest.fixture(scope="module")
def paper() -> Iterator[Paper]:
    paper = blank(None)
    new_page(paper)
    yield paper
    for font in paper.pdf.fonts.values():
        font.ttfont.close()


@given(text=st.text())
def test_whatever_the_text_nothing_is_left_out_in_silence(paper: Paper, text: str) -> None:
    """A character is drawn, or marked and counted; what has no ink at all may go."""
    said, undrawn, _ = drawable(text, None)
    assert said.count(MARK) == text.count(MARK) + undrawn
    paper.undrawn = 0
    paper.put(text, 8)
    assert paper.undrawn == undrawn
    assert all(font.missing_glyphs == [] for font in paper.pdf.fonts.values())


def test_what_no_font_has_is_marked_and_counted() -> None:
    paper, undrawn = form("收款收据\n缴费人：张\ue123，😀祝", font=None)
    assert undrawn == 2
    assert "缴费人：张〓，〓祝" in pages_of(paper)[0]


@pytest.mark.parametrize("kind", PAPERS, ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("language", LANGUAGES)
def test_our_own_words_are_in_our_fonts(kind: type, language: str) -> None:
    catalogue, reader = Catalogue.load(), Reader(language, "Asia/Shanghai")
    for message in samples(kind, 4):
        facts = {name: getattr(message, name) for name in message.__dataclass_fields__}
        said = catalogue.plain(kind.paper, reader, facts)
        theirs = set(repr(message))
        lacking = {each for each in said if drawable(each, None)[1]} - theirs
        assert lacking == set()


def test_the_fonts_name_nobody_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    """The library would tell which characters it lacks: they are marked before it sees them."""
    with caplog.at_level(logging.DEBUG, "fpdf"):
        form("收款收据\n缴费人：张\ue123", font=None)
    assert "missing" not in caplog.text
    assert ord("祎") not in points(None)  # else the second font would not be tried above


def test_a_long_paper_says_on_each_page_what_it_is_and_which_of_how_many() -> None:
    """Loose pages find together, one copy's and another's; a paper of one page needs no number."""
    lines = "\n".join(f"2026-{month:02}  物业服务费\t¥250.88" for month in range(1, 61))
    paper, _ = form(f"通知单\n1号楼 101\n{lines}\n\f\n1号楼 祎喆102\n{lines}\n\f\n103", font=None)
    pages = pages_of(paper)
    assert [page.splitlines()[-2:] for page in pages[:-1]] == [
        [f"{number} / 3", f"通知单  {home}"]
        for home in ("1号楼 101", "1号楼 祎喆102")
        for number in (1, 2, 3)
    ]
    assert pages[-1] == "通知单\n103"


@pytest.mark.slow  # a second each, of some thirty
@pytest.mark.parametrize("kind", PAPERS, ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("language", LANGUAGES)
def test_whatever_is_on_paper_is_inside_its_margins(kind: type, language: str) -> None:
    catalogue, reader = Catalogue.load(), Reader(language, "Asia/Shanghai")
    for message in samples(kind, 4):
        facts = {name: getattr(message, name) for name in message.__dataclass_fields__}
        paper, _ = form(catalogue.plain(kind.paper, reader, facts), font=None)
        for left, bottom in places_of(paper):
            assert 24 <= left <= 185
            assert 10 <= bottom <= 272
