"""A question for a sum of money."""

import re

from handlers.conversations.definition import Answer, Asking, Label, Step, Taken, Typed
from handlers.conversations.widgets import PRESS_PLEASE
from models.folding import folded
from models.values import frozen

_YUAN = re.compile(r"[¥$]?\s*(\d{1,6})(?:\.(\d{1,2}))?\s*(?:元|块|yuan|rmb|cny)?")


def fen_in(text: str) -> int | None:
    """Return the sum in whole fen, when the text is a sum of yuan and nothing else."""
    read = _YUAN.fullmatch(folded(text).strip())
    return None if read is None else int(read[1]) * 100 + int((read[2] or "0").ljust(2, "0"))


@frozen
class Yuan(Step):
    """A sum typed in yuan; the answer is whole fen."""

    def take(self, asking: Asking, answer: Answer) -> Taken:
        """Return the sum; anything else is asked for again."""
        if not isinstance(answer, Typed):
            return asking.again(PRESS_PLEASE)
        fen = fen_in(answer.text)
        if fen is None:
            return asking.again(Label(f"{asking.key}.wrong"))
        return Taken(fen, done=True)

    def said(self, asking: Asking) -> Label:
        """Return the sum."""
        return Label(f"{asking.key}.answer", {"amount": asking.value})

    def text_keys(self, key: str) -> frozenset[str]:
        """Return what can be wrong with a sum too."""
        return super().text_keys(key) | {f"{key}.answer", f"{key}.wrong"}
