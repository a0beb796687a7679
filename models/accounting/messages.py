"""What finance reads of an export: what it would do, or every wrong cell; and what was done."""

from typing import ClassVar

from models.buttons import Press
from models.intents.messages import Button, Message, Priority, Rows
from models.values import frozen

ENTER, LEAVE = "export_enter", "export_leave"


@frozen
class PartLine:
    """What becomes of the charges, or of the payments; sums are the whole estate's, in fen."""

    sheet: str
    new: int
    changed: int
    same: int
    before: int
    after: int


@frozen
class WrongLine:
    """A wrong cell: where it stands, why, and what that is about."""

    sheet: str
    row: int
    column: str
    reason: str
    about: str


@frozen
class ExportRead(Message):
    """What entering the file would do; it is asked unless nothing would change."""

    export_id: int
    parts: tuple[PartLine, ...]
    unread: tuple[str, ...]
    more: int  # columns that are not read, beyond those named
    asked: bool

    text_key: ClassVar[str] = "accounting.read"
    priority: ClassVar[Priority] = Priority.DIALOGUE

    def buttons(self) -> Rows:
        if not self.asked:
            return ()
        enter = Button("accounting.actions.enter", Press(ENTER, self.export_id, 0).pack())
        leave = Button("accounting.actions.leave", Press(LEAVE, self.export_id, 0).pack())
        return ((enter,), (leave,))


@frozen
class ExportWrong(Message):
    """Every wrong cell, the first of them by name; nothing can be entered."""

    lines: tuple[WrongLine, ...]
    count: int
    more: int

    text_key: ClassVar[str] = "accounting.is_wrong"
    priority: ClassVar[Priority] = Priority.DIALOGUE


@frozen
class ExportEntered(Message):
    """The file is entered: what that did."""

    parts: tuple[PartLine, ...]

    text_key: ClassVar[str] = "accounting.entered"
    priority: ClassVar[Priority] = Priority.DIALOGUE
