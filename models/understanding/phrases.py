"""How word lists are read: scripts made alike, all parts of a phrase said, Latin words whole."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from models.folding import folded

Words = Mapping[str, Sequence[str]]  # a value → what people call it, in every language


def heard(text: str) -> str:
    """Return the text as phrases are looked for in it: folded, with one kind of apostrophe."""
    return folded(text).replace("’", "'")


def without(said: str, phrases: Sequence[str]) -> str:
    """Return what is left when these phrases are struck out."""
    for phrase in phrases:
        said = _any_of(phrase).sub(" ", said)
    return said


def all_said(said: str, phrase: str) -> bool:
    """Tell whether every part of `a|b + c*` is said; a star lets a Latin word go on."""
    return all(_any_of(part).search(said) for part in phrase.split(" + "))


@lru_cache(maxsize=4096)
def beginning(name: str) -> re.Pattern[str]:
    """Return what finds the name; a Latin one of four letters or more may go on."""
    return re.compile(_word(f"{name}*" if name.isascii() and len(name) > 3 else name))


@lru_cache(maxsize=4096)
def _any_of(part: str) -> re.Pattern[str]:
    return re.compile("|".join(_word(folded(each.strip())) for each in part.split("|")))


def _word(word: str) -> str:
    begins = r"(?<![a-z0-9])" if word[0].isascii() and word[0].isalnum() else ""
    if word.endswith("*"):
        return f"{begins}{re.escape(word[:-1])}"
    ends = r"(?![a-z0-9])" if word[-1].isascii() and word[-1].isalnum() else ""
    return f"{begins}{re.escape(word)}{ends}"
