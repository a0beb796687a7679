"""What is to be said: values that name their sentence and offer their buttons."""

from collections.abc import Mapping
from dataclasses import field
from enum import IntEnum
from typing import Any, ClassVar

from sqlmodel import Session

from models.records import Recorded
from models.values import frozen


class Priority(IntEnum):
    """Whose message goes first when Telegram lets only one through."""

    DIALOGUE = 0
    STAFF = 1
    NOTICE = 2
    BULK = 3


@frozen
class Button:
    """A button: `label` is a text key, or the words themselves when `literal`.

    `press` is packed data. A `person` is asked for by a call where screens are large.
    """

    label: str
    press: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)
    literal: bool = False
    style: str = ""
    person: bool = False


Rows = tuple[tuple[Button, ...], ...]


class Message(Recorded):
    """Something to say to one chat. The fields are all that its sentence may mention."""

    text_key: ClassVar[str]
    priority: ClassVar[Priority] = Priority.NOTICE
    matters: ClassVar[bool] = False  # a resident who cannot get it is telephoned
    paper: ClassVar[str] = ""  # the text key of a form that goes with it as a document
    picture: ClassVar[str] = ""  # the text key of what is drawn, whose caption it is
    sealed: ClassVar[bool] = False  # its file comes from our store, and Telegram passes it not on

    def key(self) -> str:
        """Return the text key; a message with variants overrides it."""
        return self.text_key

    def buttons(self) -> Rows:
        """Return the rows of buttons below the text."""
        return ()

    def keys(self) -> str:
        """Return the keys from now on (`menu`, `more`, `work`, `desk`, `contact`), or the old."""
        return ""

    def media(self) -> tuple[int, ...]:
        """Return the ids of the files that go with it."""
        return ()

    def drawn(self, session: Session) -> "Message":
        """Return what it shows now, when it is about to be sent."""
        return self

    def still_true(self, session: Session) -> bool:
        """Tell, when it is about to be sent, whether it still is to be said."""
        return True


@frozen
class Screen(Message):
    """One screen of a conversation, drawn by its engine."""

    text: str
    facts: dict[str, Any]
    rows: Rows = ()
    notice: str = ""
    notice_facts: dict[str, Any] = field(default_factory=dict)

    text_key: ClassVar[str] = ""
    priority: ClassVar[Priority] = Priority.DIALOGUE

    def key(self) -> str:
        return self.text

    def buttons(self) -> Rows:
        return self.rows


@frozen
class Say(Message):
    """A plain sentence in answer to somebody's own act, without a class of its own."""

    text: str
    facts: dict[str, Any] = field(default_factory=dict)
    rows: Rows = ()
    keyboard: str = ""  # the keys from now on

    text_key: ClassVar[str] = ""
    priority: ClassVar[Priority] = Priority.DIALOGUE

    def key(self) -> str:
        return self.text

    def buttons(self) -> Rows:
        return self.rows

    def keys(self) -> str:
        return self.keyboard
