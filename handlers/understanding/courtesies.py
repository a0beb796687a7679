"""Thanks, a greeting, "never mind": answered as they are meant, never taken for a report."""

import re
from collections.abc import Mapping, Sequence

from handlers.context import Turn
from models.folding import folded
from models.people.keys import keys_of

NEVER_MIND, GIVEN_UP, AGREED, THANKS = "never_mind", "given_up", "agreed", "thanks"
KINDS = (NEVER_MIND, THANKS, AGREED, "greeting")  # of several said together the first counts
_BETWEEN = re.compile(r"[\s,.!~、。…'’\ufe0f\U0001f3fb-\U0001f3ff]+")


def courtesies_in(turn: Turn) -> frozenset[str]:
    """Return which courtesies the message is from end to end; none when it says more than that.

    A question mark says more, and so does a file.
    """
    if turn.incoming.media:
        return frozenset()
    lists = turn.catalogue.words("understanding_words.courtesies")
    return kinds_said(turn.incoming.text, lists) & {*KINDS}


def endings_in(turn: Turn) -> frozenset[str]:
    """Return how the message ends a matter from end to end: nobody need come, or never mind."""
    words = turn.catalogue.words
    lists = {**words("understanding_words.courtesies"), **words("repairs.given_up")}
    return kinds_said(turn.incoming.text, lists) & {GIVEN_UP, NEVER_MIND}


def kinds_said(text: str, lists: Mapping[str, Sequence[str]]) -> frozenset[str]:
    """Return whose words the text is made of from end to end; empty when it says more."""
    said, any_word = _bare(text), _any_of(lists)
    kinds = {_bare(word): kind for kind, words in lists.items() for word in words}
    if not re.fullmatch(f"(?:{any_word})++", said):  # which never goes back: 谢谢 is 谢 twice, too
        return frozenset()
    return frozenset(kinds[word] for word in re.findall(any_word, said))


def besides(text: str, lists: Mapping[str, Sequence[str]]) -> str:
    """Return what the text says beside the words of the lists."""
    return re.sub(_any_of(lists), "", _bare(text))


def names_any(text: str, lists: Mapping[str, Sequence[str]]) -> bool:
    """Tell whether a word of the lists stands anywhere in the text."""
    said = _bare(text)
    return any(_bare(word) in said for words in lists.values() for word in words)


def return_courtesy(turn: Turn, courtesies: frozenset[str]) -> None:
    """Say what one says to it; who greets is asked what it is about."""
    courtesy = next(kind for kind in KINDS if kind in courtesies)
    if courtesy == "greeting":
        turn.say(f"menu.offers.{keys_of(turn.staff)}", menu=True)
    else:
        about = f"understanding.courtesies.{courtesy}"
        turn.say(about, menu=True, staff=turn.staff is not None)


def _any_of(lists: Mapping[str, Sequence[str]]) -> str:
    words = {_bare(word) for words in lists.values() for word in words}
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


def _bare(text: str) -> str:
    return _BETWEEN.sub("", folded(text))
