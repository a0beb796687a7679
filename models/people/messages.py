"""What is said to an account that is no longer linked."""

from dataclasses import dataclass
from typing import ClassVar

from models.intents.messages import Message, Priority


@dataclass(frozen=True)
class AccountUnlinked(Message):
    """To the former account: nobody's here any more, as they or the office wished."""

    by_office: bool

    text_key: ClassVar[str] = "people.messages.unlinked"
    priority: ClassVar[Priority] = Priority.DIALOGUE

    def keys(self) -> str:
        return "contact"


@dataclass(frozen=True)
class AccountMoved(Message):
    """To the former account: the registration is with another one now."""

    text_key: ClassVar[str] = "people.messages.moved"
    priority: ClassVar[Priority] = Priority.DIALOGUE

    def keys(self) -> str:
        return "contact"
