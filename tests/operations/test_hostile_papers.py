"""Whatever stands in a name, a paper that is printed says it and does nothing else."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.papers.fonts import drawable
from bot.papers.forms import form
from bot.papers.letters import write_letters
from tests.support.printed import pages_of, places_of

LEFT, RIGHT = 10, 200  # millimetres: what a page of A4 can hold
HOSTILE = {
    "a page": "<script>alert(1)</script><b>&amp;</b>",
    "the other way round": "证件\u202egpj.exe\u2066",
    "nothing": "张\0三\u200b\u200d\ufeff",
    "a template": "{{ 7 * 7 }}{% raw %}{# x #}${7*7}#{7*7}%s{0}{name}",
    "a number of pages": "{nb} 页",
    "a formula": '=HYPERLINK("http://evil","x")+cmd|\' /C calc\'!A0',
    "an end of a string": "\\) Tj ET Q endstream endobj (\\\\",
    "an entity": '<!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]>&y;',
    "markdown": "**bold** __under__ --struck-- [x](http://evil)",
    "from the right": "שלום مرحبا",
    "pictures": "👨‍👩‍👧 🏠",
    "one word": "W" * 300,
    "a long one": "王" * 4096,
}
ACTS = (b"/JavaScript", b"/OpenAction <<", b"/URI", b"/Launch", b"/EmbeddedFile", b"/Annots")


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_form_says_it_as_a_title_in_a_line_and_at_the_right(text: str) -> None:
    """Each time whole, on the page, and with nothing behind it that a reader would do."""
    printed, undrawn = form(f"{text}\n缴费人：{text}\n左\t{text}", font=None)
    said, marked, _ = drawable(text, None)
    pages, wanted = pages_of(printed), plain(said)
    if len(pages) == 1:
        assert plain(pages[0]).count(wanted) >= 3
    else:  # at the foot of each page stands something else
        assert all("".join(pages).count(char) >= 3 * wanted.count(char) for char in set(wanted))
    assert undrawn == 3 * marked
    assert all(LEFT <= x <= RIGHT for x, _ in places_of(printed))
    assert [act for act in ACTS if act in printed] == []


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_letter_says_it_as_a_name_and_as_an_office(text: str, tmp_path: Path) -> None:
    """And the link and the number that belong to it stand beside it."""
    row = {
        "name": text, "link": "https://t.me/guanjia_bot?start=x", "code": "ABCD-EFGH",
        "expires_at": datetime(2026, 12, 1, tzinfo=UTC).isoformat(),
    }  # fmt: skip
    target = tmp_path / "letters.pdf"
    marked = write_letters([row], target, office=text, hotline="021-5550100", font=None)
    printed, said = target.read_bytes(), plain(drawable(text, None)[0])
    pages = plain("".join(pages_of(printed)))
    assert pages.count(said) >= (3 if len(text) < 999 else 1)
    assert (marked, "021-5550100" in pages) == (3 * drawable(text, None)[1], True)
    assert [act for act in ACTS if act in printed] == []


def plain(text: str) -> str:
    """Return what is said, wherever its lines were broken."""
    return "".join(text.split())
