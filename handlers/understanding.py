"""What free words mean, by word lists alone: a danger, a trade, a place, a wish. Pure."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from handlers.conversations.wording import value_meant
from models.emergencies.rules import Danger
from models.folding import folded
from models.people.tables import Trade

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


def trade_in(text: str, words: Words) -> Trade | None:
    """Return the trade that the text tells of; None when no word or two trades fit as well.

    The longest word decides, so that "the lift's door" is the lift's; then how many were said.
    """
    said = folded(text)
    ranks = {trade: _rank(said, words.get(trade, ())) for trade in Trade}
    best = max(ranks.values())
    meant = [trade for trade, rank in ranks.items() if rank == best]
    return meant[0] if best[0] and len(meant) == 1 else None


def wish_in(text: str, words: Words) -> str | None:
    """Return which of the wishes the text names: to complain, to talk to a person."""
    said = folded(text)
    named = (wish for wish, names in words.items() if any(_all_said(said, n) for n in names))
    return next(named, None)


def _rank(said: str, names: Sequence[str]) -> tuple[int, int]:
    """Return how long the longest word is that was said, and how many were."""
    found = [name for name in map(folded, names) if _begins(name).search(said)]
    return max(map(_weight, found), default=0), len(found)


def _weight(name: str) -> int:
    """Return how much a word tells: a Chinese character as much as three letters."""
    return sum(1 if sign.isascii() else 3 for sign in name)


@lru_cache(maxsize=4096)
def _begins(name: str) -> re.Pattern[str]:
    return re.compile(_word(f"{name}*" if name.isascii() and len(name) > 3 else name))


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
