"""What free words mean, by word lists alone: the danger in them, and where it is. Pure."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from handlers.conversations.wording import folded, value_meant
from models.emergencies.rules import Danger

Words = Mapping[str, Sequence[str]]
HARMLESS = "harmless"


def danger_in(text: str, words: Words, also: Iterable[str] = ()) -> Danger | None:
    """Return the danger that the text tells of, said without alarm words too; None when none.

    What only sounds like danger is struck out first. `also` are the estate's own words. S-10.
    """
    said = folded(text).replace("’", "'")
    for phrase in words.get(HARMLESS, ()):
        said = _any_of(phrase).sub(" ", said)
    for danger in Danger:
        if any(_all_said(said, phrase) for phrase in words.get(danger, ())):
            return danger
    return Danger.PERSON if any(folded(word) in said for word in also) else None


def place_in(text: str, words: Words) -> str:
    """Return the one common part that the text names, as `common:<part>`; else nothing."""
    part = value_meant(text, words)
    return f"common:{part}" if part else ""


def _all_said(said: str, phrase: str) -> bool:
    return all(_any_of(part).search(said) for part in phrase.split(" + "))


@lru_cache(maxsize=4096)
def _any_of(part: str) -> re.Pattern[str]:
    """Return what finds any of `a|b*|c`: Latin words whole, unless a star lets them go on."""
    return re.compile("|".join(_word(folded(each.strip())) for each in part.split("|")))


def _word(word: str) -> str:
    begins = r"(?<![a-z0-9])" if word[0].isascii() and word[0].isalnum() else ""
    if word.endswith("*"):
        return f"{begins}{re.escape(word[:-1])}"
    ends = r"(?![a-z0-9])" if word[-1].isascii() and word[-1].isalnum() else ""
    return f"{begins}{re.escape(word)}{ends}"
