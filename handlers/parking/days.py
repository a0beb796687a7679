"""A question for a date that is typed, such as the last day of a policy."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from handlers.conversations.definition import Answer, Asking, Label, Step, Taken, Typed
from handlers.conversations.widgets import PRESS_PLEASE

_DATE = re.compile(r"(\d{4})\D{1,2}(\d{1,2})\D{1,2}(\d{1,2})\D?|(\d{4})(\d\d)(\d\d)")


@dataclass(frozen=True)
class Day(Step):
    """A date: 2027-03-31, 2027年3月31日, 2027/3/31 or 20270331."""

    def take(self, asking: Asking, answer: Answer) -> Taken:
        """Return the date; what is none is asked for again."""
        if not isinstance(answer, Typed):
            return asking.again(PRESS_PLEASE)
        read = _DATE.fullmatch(unicodedata.normalize("NFKC", answer.text).strip())
        parts = [int(each) for each in (read.groups() if read else ()) if each]
        try:
            return Taken(date(*parts).isoformat(), done=True)
        except (TypeError, ValueError):
            return asking.again(Label(f"{asking.key}.again"))

    def said(self, asking: Asking) -> Label:
        """Return the date."""
        return Label("conversations.line", {"text": asking.value})

    def text_keys(self, key: str) -> frozenset[str]:
        """Return what is said to words that are no date, too."""
        return super().text_keys(key) | {f"{key}.again", "conversations.line"}
