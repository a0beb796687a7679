"""What is shown of a case of any kind."""

from collections.abc import Mapping
from typing import ClassVar

from models.buttons import Press, in_rows
from models.intents.messages import Button, Message, Priority, Rows
from models.values import frozen

IN_A_ROW = 4


def case_buttons(numbers: Mapping[int, int]) -> Rows:
    """Return a button for each case that shows it; `numbers` are those of the cases' ids."""
    each = [
        Button("cases.one", Press("case", case_id, 0).pack(), {"number": number})
        for case_id, number in numbers.items()
    ]
    return in_rows(each, IN_A_ROW)


@frozen
class CasePhotos(Message):
    """To who works on it: what was shown with the report."""

    number: int
    files: tuple[int, ...]

    text_key: ClassVar[str] = "cases.photos"
    priority: ClassVar[Priority] = Priority.STAFF

    def media(self) -> tuple[int, ...]:
        return self.files


@frozen
class ResultFiles(CasePhotos):
    """To who reported it: what was shown with the result and one message could not hold."""

    priority: ClassVar[Priority] = Priority.NOTICE
