"""A short line that is typed: a name, a number, an address."""

import unicodedata

from handlers.conversations.definition import (
    Answer,
    Asking,
    Chosen,
    Label,
    Option,
    Step,
    Taken,
    Typed,
)
from handlers.conversations.widgets import PRESS_PLEASE
from models.values import frozen


@frozen
class Line(Step):
    """One line of text, as it was typed but for full-width signs and the spaces around it."""

    min_length: int = 1
    max_length: int = 60
    options: tuple[str, ...] = ()  # what may be pressed instead

    def buttons(self, asking: Asking) -> tuple[Option, ...]:
        """Return what may be pressed instead of typing."""
        return tuple(Option(each, Label(f"{asking.key}.options.{each}")) for each in self.options)

    def take(self, asking: Asking, answer: Answer) -> Taken:
        """Return the line; one that is too short or too long is asked for again."""
        if isinstance(answer, Chosen) and answer.value in self.options:
            return Taken(answer.value, done=True)
        if not isinstance(answer, Typed):
            return asking.again(PRESS_PLEASE)
        line = " ".join(unicodedata.normalize("NFKC", answer.text).split())
        if self.min_length <= len(line) <= self.max_length:
            return Taken(line, done=True)
        return asking.again(Label(f"{asking.key}.again"))

    def said(self, asking: Asking) -> Label:
        """Return the line."""
        return Label("conversations.line", {"text": asking.value})

    def text_keys(self, key: str) -> frozenset[str]:
        """Return what is said to a line that cannot be one, too."""
        options = {f"{key}.options.{each}" for each in self.options}
        return super().text_keys(key) | {f"{key}.again", "conversations.line"} | options
