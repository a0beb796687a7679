"""A question for a reason: one of a few, or in words."""

from collections.abc import Iterable
from typing import Any

from handlers.conversations.definition import (
    Answer,
    Asking,
    Chosen,
    Label,
    Option,
    Step,
    Taken,
    Typed,
    World,
)
from models.values import frozen

SHORTEST, LONGEST = 2, 300


@frozen
class Reason(Step):
    """One of the usual reasons by a press, or any other in a sentence; the answer is a string.

    `explained` is where the usual ones are explained in full, for who reads the summary.
    """

    usual: Iterable[str] = ()
    explained: str = ""

    def buttons(self, asking: Asking) -> tuple[Option, ...]:
        """Return the usual reasons."""
        return tuple(
            Option(str(each), Label(f"{asking.key}.options.{each}")) for each in self.usual
        )

    def take(self, asking: Asking, answer: Answer) -> Taken:
        """Return the word of a usual reason, or what was written."""
        match answer:
            case Chosen(value) if value in {str(each) for each in self.usual}:
                return Taken(value, done=True)
            case Typed(text) if SHORTEST <= len(text.strip()) <= LONGEST:
                return Taken(text.strip(), done=True)
            case Typed(_):
                return asking.again(Label(f"{asking.key}.wrong_length", {"max_length": LONGEST}))
        return asking.again(Label("conversations.press_please"))

    def settled(self, value: Any, world: World) -> bool:
        """Whether there is a reason."""
        return isinstance(value, str) and bool(value)

    def said(self, asking: Asking) -> Label:
        """Return the reason as the summary shows it."""
        if asking.value in {str(each) for each in self.usual}:
            return Label(f"{self.explained or f'{asking.key}.options'}.{asking.value}")
        return Label(text=str(asking.value))

    def text_keys(self, key: str) -> frozenset[str]:
        """Return the usual reasons too."""
        own = {f"{key}.options.{each}" for each in self.usual} | {f"{key}.wrong_length"}
        own |= {f"{self.explained}.{each}" for each in self.usual} if self.explained else set()
        return super().text_keys(key) | own
