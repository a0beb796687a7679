"""Thanks, a greeting, "all right": answered as they are meant, never taken for a report."""

import re

from handlers.context import Turn
from models.folding import folded

KINDS = ("thanks", "agreed", "greeting")  # what is said together is answered as the first of them
_BETWEEN = re.compile(r"[\s,.!~、。…'’\ufe0f\U0001f3fb-\U0001f3ff]+")


def courtesy_in(turn: Turn) -> str:
    """Return which courtesy the message is from end to end; empty when it says more than that.

    A question mark says more, and so does a file.
    """
    said = _bare(turn.incoming.text)
    if not said or turn.incoming.media:
        return ""
    lists = turn.catalogue.words("understanding_words.courtesies")
    kinds = {_bare(word): kind for kind, words in lists.items() for word in words}
    any_word = "|".join(map(re.escape, sorted(kinds, key=len, reverse=True)))
    if not re.fullmatch(f"(?:{any_word})++", said):  # which never goes back: 谢谢 is 谢 twice, too
        return ""
    found = {kinds[word] for word in re.findall(any_word, said)}
    return next((kind for kind in KINDS if kind in found), "")


def return_courtesy(turn: Turn, courtesy: str) -> None:
    """Say what one says to it; who greets is asked what it is about."""
    if courtesy == "greeting":
        turn.say("menu.offer_work" if turn.staff else "menu.offer", menu=True)
    else:
        about = f"understanding.courtesies.{courtesy}"
        turn.say(about, menu=True, staff=turn.staff is not None)


def _bare(text: str) -> str:
    return _BETWEEN.sub("", folded(text))
