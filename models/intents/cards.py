"""Cards: the one message of a case in a chat, drawn from its newest state when it is sent."""

from typing import ClassVar

from sqlmodel import Session

from models.intents.messages import Message, Priority


class Card(Message):
    """A message that knows only its case; what it says is read when it is sent."""

    case_id: int
    text_key: ClassVar[str] = ""
    priority: ClassVar[Priority] = Priority.STAFF

    def drawn(self, session: Session) -> Message:
        """Return what the card shows now."""
        raise NotImplementedError
