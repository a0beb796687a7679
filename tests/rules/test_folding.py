"""What people write, however they write it."""

import pytest

from models.folding import seen

SPACES = ("", " \n\t", "\u200b\u200d\ufeff\u2060", "\u202e\u2066\u2069", "\u00ad\u034f")
FILLERS = ("\u3164\u115f\uffa0", "\u2800", "\u0301\u0308", "\ufe0f", "\ud83d")


@pytest.mark.parametrize("text", [*SPACES, *FILLERS])
def test_what_does_not_show_is_no_word(text: str) -> None:
    assert seen(text) == ""


@pytest.mark.parametrize(
    "text", ["漏", "²", "🚰", "👍🏽", "e\u0301", "\u202eطلب", " 1 ", "?", "가"]
)
def test_what_shows_stays_as_it_was_written(text: str) -> None:
    assert seen(text) == text
