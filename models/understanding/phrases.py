"""How word lists are read: scripts and dialects made alike, all of a phrase said, Latin whole."""

import re
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache

from models.folding import folded
from models.values import frozen

Words = Mapping[str, Sequence[str]]  # a value → what people call it, in every language


def heard(text: str) -> str:
    """Return the text as phrases are looked for in it: folded, `don't` is `dont`."""
    return _POSSESSIVE.sub(" s", folded(text).replace("’", "'")).replace("'", "")


@frozen
class Lexicon:
    """What phrases are made of: written word → how it is spoken; name of a group → its words."""

    spoken: Words
    groups: Words

    def heard(self, text: str) -> str:
        """Return the text as it is written, whatever is spoken where its writer lives."""
        said = _LATIN.sub(lambda found: self._mended(found[0]), heard(text))
        return self._any_spoken.sub(lambda found: self._written[found[0]], said)

    def spelt(self, words: Words) -> Words:
        """Return the phrases with every `<group>` spelt out, all as they are heard."""
        return {value: tuple(map(self._spelt, phrases)) for value, phrases in words.items()}

    def _mended(self, word: str) -> str:
        """Return the known word of the same letters; hurried fingers swap and double them."""
        return word if word in self._known else self._by_letters.get(_letters(word), word)

    @cached_property
    def _known(self) -> frozenset[str]:
        names = (heard(name) for names in self.groups.values() for name in names)
        return frozenset(_LATIN.findall(" ".join(names)))

    @cached_property
    def _by_letters(self) -> Mapping[str, str]:
        return {_letters(word): word for word in sorted(self._known)}

    @cached_property
    def _written(self) -> Mapping[str, str]:
        return {heard(way): heard(word) for word, ways in self.spoken.items() for way in ways}

    @cached_property
    def _any_spoken(self) -> re.Pattern[str]:
        longest_first = sorted(self._written, key=len, reverse=True)
        # Behind one look back, not each behind its own, they are told apart by their first letter.
        latin = "|".join(_word(word).removeprefix(_APART) for word in longest_first if _apart(word))
        other = [_word(word) for word in longest_first if not _apart(word)]
        return re.compile("|".join((*other, f"{_APART}(?:{latin or '(?!)'})")))

    def _spelt(self, phrase: str) -> str:
        return self.heard(_GROUP.sub(lambda found: "|".join(self.groups[found[1]]), phrase))


def without(said: str, phrases: Sequence[str]) -> str:
    """Return what is left when these phrases are struck out, each if all of it is said."""
    for phrase in phrases:
        if all_said(said, phrase):
            for part in phrase.split(" + "):
                said = _any_of(part).sub(" ", said)
    return said


def all_said(said: str, phrase: str) -> bool:
    """Tell whether every part of `a|b + c* + !d` is said, and none that has a `!` before it.

    A star lets a Latin word go on.
    """
    for words, is_wanted in _parts(phrase):
        for letters, word in words:
            # The letters first: of some thousand patterns hardly one is ever made.
            if letters in said and _any_of(word).search(said):
                if is_wanted:
                    break
                return False
        else:
            if is_wanted:
                return False
    return True


@lru_cache(maxsize=4096)
def beginning(name: str) -> re.Pattern[str]:
    """Return what finds the name; a Latin one of four letters or more may go on."""
    return re.compile(_word(f"{name}*" if name.isascii() and len(name) > 3 else name))


_LATIN = re.compile(r"[a-z]{5,}")  # shorter ones are too like each other
_POSSESSIVE = re.compile(r"'s\b")
_APART = r"(?<![a-z0-9])"
_GROUP = re.compile(r"<([a-z_]+)>")


def _letters(word: str) -> str:
    return word[0] + "".join(sorted(re.sub(r"(.)\1+", r"\1", word)))


@lru_cache(maxsize=8192)  # a thousand phrases are looked for in every message
def _parts(phrase: str) -> tuple[tuple[tuple[tuple[str, str], ...], bool], ...]:
    return tuple(
        (tuple(map(_letters_of, part.removeprefix("!").split("|"))), not part.startswith("!"))
        for part in phrase.split(" + ")
    )


def _letters_of(word: str) -> tuple[str, str]:
    word = heard(word.strip())
    return word.removesuffix("*"), word


@lru_cache(maxsize=4096)
def _any_of(part: str) -> re.Pattern[str]:
    return re.compile("|".join(_word(heard(each.strip())) for each in part.split("|")))


def _word(word: str) -> str:
    begins = _APART if _apart(word) else ""
    if word.endswith("*"):
        return f"{begins}{re.escape(word[:-1])}"
    ends = r"(?![a-z0-9])" if word[-1].isascii() and word[-1].isalnum() else ""
    return f"{begins}{re.escape(word)}{ends}"


def _apart(word: str) -> bool:
    return word[0].isascii() and word[0].isalnum()
