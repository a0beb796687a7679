"""What a person can cause; named after what is wrong, said by the handlers."""

from typing import ClassVar


class DomainError(Exception):
    """A refusal: `text_key` says how it is told, `facts` are what the text may mention."""

    text_key: ClassVar[str] = "errors.refused"

    def __init__(self, **facts: object) -> None:
        super().__init__(self.text_key, facts)
        self.facts = facts


class NoLonger(DomainError):
    """An answer was possible when it was given, and is not any more: it is asked for again."""

    text_key = "conversations.no_longer_possible"


class NotAllowed(DomainError):
    """The action does not exist in this status, or is not this person's to do."""

    text_key = "errors.not_allowed"
