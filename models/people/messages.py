"""What is said to an account that is no longer linked."""

from typing import ClassVar

from models.intents.messages import Message, Priority
from models.values import frozen


@frozen
class AccountUnlinked(Message):
    """To the former account: nobody's here any more, as they or the office wished."""

    by_office: bool

    text_key: ClassVar[str] = "people.messages.unlinked"
    priority: ClassVar[Priority] = Priority.DIALOGUE

    def keys(self) -> str:
        return "contact"


@frozen
class AccountMoved(Message):
    """To the former account: the registration is with another one now."""

    text_key: ClassVar[str] = "people.messages.moved"
    priority: ClassVar[Priority] = Priority.DIALOGUE

    def keys(self) -> str:
        return "contact"
