"""What officers are shown in the morning and at the end of a shift."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import ClassVar

from models.buttons import Press, in_rows
from models.cases.messages import case_buttons
from models.handovers.lines import Cluster, OpenLine
from models.handovers.lists import Scope
from models.handovers.record import LogEntry
from models.intents.messages import Button, Message, Priority, Rows
from models.talks.messages import TalkLine
from models.values import frozen

IN_A_ROW = 3


def _numbered(lines: Sequence[OpenLine]) -> Rows:
    return case_buttons({line.case_id: line.number for line in lines})


@frozen
class MorningDigest(Message):
    """To an officer: what is open in their buildings, and what comes unusually often."""

    day: date
    lines: tuple[OpenLine, ...]
    more: int
    clusters: tuple[Cluster, ...]
    talks: tuple[TalkLine, ...] = ()

    text_key: ClassVar[str] = "handovers.digest"
    priority: ClassVar[Priority] = Priority.STAFF

    def buttons(self) -> Rows:
        return _numbered(self.lines)


@frozen
class ShiftHandover(Message):
    """To the successor: every open case, to be read one by one or all at once."""

    handover_id: int
    page: int
    pages: int
    name: str
    lines: tuple[OpenLine, ...]

    text_key: ClassVar[str] = "handovers.shift"
    priority: ClassVar[Priority] = Priority.STAFF

    def buttons(self) -> Rows:
        unread = [line for line in self.lines if not line.is_read]
        if not unread:
            return ()
        each = [
            Button("handovers.read", self._press(str(line.number)), {"number": line.number})
            for line in unread
        ]
        return (
            *in_rows(each, IN_A_ROW),
            (Button("handovers.all_read", self._press("all"), style="success"),),
        )

    def _press(self, value: str) -> str:
        return Press("shift_read", self.handover_id, self.page, value).pack()


@frozen
class HandedToSuccessor(Message):
    """To who goes: how much was handed over, and to whom."""

    name: str
    cases: int

    text_key: ClassVar[str] = "handovers.handed"
    priority: ClassVar[Priority] = Priority.STAFF


@frozen
class HandoverNotRead(Message):
    """To the supervisor: the successor has not read all of it."""

    name: str
    numbers: tuple[int, ...]
    since: datetime

    text_key: ClassVar[str] = "handovers.not_read"
    priority: ClassVar[Priority] = Priority.STAFF


@frozen
class OpenList(Message):
    """To staff: what is open, with the buttons that narrow it down; a group gets no buttons."""

    scope: Scope
    building: str
    lines: tuple[OpenLine, ...]
    more: int
    private: bool

    text_key: ClassVar[str] = "handovers.open"
    priority: ClassVar[Priority] = Priority.DIALOGUE

    def buttons(self) -> Rows:
        if not self.private:
            return ()
        others = [
            Button(f"handovers.scopes.{scope}", Press("open", 0, 0, scope).pack())
            for scope in Scope
            if scope is not self.scope
        ]
        return (*_numbered(self.lines), tuple(others[:2]), tuple(others[2:]))


@frozen
class DutyRecord(Message):
    """To an officer: the record of the shift under the name that the estate gives it."""

    title: str
    since: datetime
    entries: tuple[LogEntry, ...]
    earlier: int

    text_key: ClassVar[str] = "handovers.record"
    priority: ClassVar[Priority] = Priority.DIALOGUE
