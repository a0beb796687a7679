"""Texts that are made of the words of lists from end to end, and what they say beside them."""

import re

from models.folding import folded
from models.understanding.phrases import Words

_BETWEEN = re.compile(r"[\s,.!~、。…'’\ufe0f\U0001f3fb-\U0001f3ff]+")


def kinds_said(text: str, lists: Words) -> frozenset[str]:
    """Return whose words the text is made of from end to end; empty when it says more."""
    said, any_word = _bare(text), _any_of(lists)
    kinds = {_bare(word): kind for kind, words in lists.items() for word in words}
    if not re.fullmatch(f"(?:{any_word})++", said):  # which never goes back: 谢谢 is 谢 twice, too
        return frozenset()
    return frozenset(kinds[word] for word in re.findall(any_word, said))


def besides(text: str, lists: Words) -> str:
    """Return what the text says beside the words of the lists."""
    return re.sub(_any_of(lists), "", _bare(text))


def names_any(text: str, lists: Words) -> bool:
    """Tell whether a word of the lists stands anywhere in the text."""
    said = _bare(text)
    return any(_bare(word) in said for words in lists.values() for word in words)


def _any_of(lists: Words) -> str:
    words = {_bare(word) for words in lists.values() for word in words}
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


def _bare(text: str) -> str:
    return _BETWEEN.sub("", folded(text))
