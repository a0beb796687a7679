"""What is told of a case of any kind: in which words, and of which place. Pure."""

import re
from collections.abc import Iterable

from models.values import frozen

SHOWN_AT_MOST = 1500  # characters: a card is one message


@frozen
class Words:
    """What somebody told: a sentence, and the files that came along."""

    text: str = ""
    media: tuple[int, ...] = ()


@frozen
class Place:
    """Where it is: an address of a home, or the word of a common part."""

    address: str = ""
    common: str = ""


def abridged(told: str) -> str:
    """Return as much of what was told as a card can show: its beginning, and the newest."""
    if len(told) <= SHOWN_AT_MOST:
        return told
    return f"{told[:500]} … {told[500 - SHOWN_AT_MOST :]}"


_LONG_NUMBER = re.compile(r"(?<![0-9A-Za-z])(?:\+?[0-9][0-9 \-]{6,18}[0-9Xx])(?![0-9A-Za-z])")


def masked(told: str) -> str:
    """Return what was told without telephone and identity numbers: a group reads it. SEC-01."""
    return _LONG_NUMBER.sub("•••", told)


def named_in(words: str, names: Iterable[str]) -> tuple[str, ...]:
    """Return which of these names of staff the words mention; a surname alone names nobody."""
    return tuple(name for name in names if len(name) > 1 and name in words)
