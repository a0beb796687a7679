"""A question for a date that is typed, such as the last day of a policy."""

from dataclasses import field
from datetime import date

from handlers.conversations.definition import Answer, Asking, Label, Step, Taken, Typed
from handlers.conversations.widgets import PRESS_PLEASE
from models.cells import WrongCell
from models.owners.values import read_day
from models.values import frozen


@frozen
class Day(Step):
    """A date: 2027-03-31, 2027年3月31日, 2027/3/31 or 20270331; `ahead`: none that is over."""

    ahead: bool = field(default=False, kw_only=True)

    def take(self, asking: Asking, answer: Answer) -> Taken:
        """Return the date; what is none is asked for again."""
        if not isinstance(answer, Typed):
            return asking.again(PRESS_PLEASE)
        try:
            day = read_day(answer.text)
        except WrongCell:
            return asking.again(Label(f"{asking.key}.again"))
        if self.ahead and date.fromisoformat(day) < asking.world.today:
            return asking.again(Label(f"{asking.key}.again"))
        return Taken(day, done=True)

    def said(self, asking: Asking) -> Label:
        """Return the date."""
        return Label("conversations.line", {"text": asking.value})

    def text_keys(self, key: str) -> frozenset[str]:
        """Return what is said to words that are no date, too."""
        return super().text_keys(key) | {f"{key}.again", "conversations.line"}
