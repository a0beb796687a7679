"""What a button says back when it is pressed: at most 64 bytes, readable, and never authority."""

import re
from collections.abc import Sequence
from typing import Any

from models.errors import DomainError
from models.values import frozen

VERSION = "1"
LIMIT = 64  # bytes: the Bot API's limit for callback_data
_WRITTEN = re.compile(r"1\|([a-z_]{1,24})\|([0-9]{1,18})\|([0-9]{1,9})(?:\|([^|]{1,48}))?")


class Unreadable(DomainError):
    """The data of a press is not ours, or of a version we no longer write."""

    text_key = "errors.old_button"


@frozen
class Press:
    """`action` on the row `object`, drawn when that row's revision was `rev`."""

    action: str
    object: int
    rev: int
    value: str = ""

    @property
    def number(self) -> int:
        """Return the value as a number of ours. Raises Unreadable for anything else."""
        if not re.fullmatch("[0-9]{1,18}", self.value):
            raise Unreadable
        return int(self.value)

    def pack(self) -> str:
        """Return the data for the button; a value that would not fit is a mistake of ours."""
        fields = (VERSION, self.action, str(self.object), str(self.rev))
        data = "|".join(fields + ((self.value,) if self.value else ()))
        if len(data.encode()) > LIMIT or not (_WRITTEN.fullmatch(data) and data.isprintable()):
            raise ValueError(f"a button's data must be readable and at most {LIMIT} bytes: {data}")
        return data

    @classmethod
    def unpack(cls, data: str) -> "Press":
        """Return what `pack` wrote. Raises Unreadable for anything else."""
        read = _WRITTEN.fullmatch(data)
        if read is None or not data.isprintable() or len(data.encode()) > LIMIT:
            raise Unreadable
        action, object_id, rev, value = read.groups()
        return cls(action, int(object_id), int(rev), value or "")


def in_rows(buttons: Sequence[Any], many: int) -> tuple[tuple[Any, ...], ...]:
    """Return the buttons in rows of so many."""
    return tuple(tuple(buttons[at : at + many]) for at in range(0, len(buttons), many))
