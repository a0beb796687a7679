"""What is shown of a case of any kind."""

from dataclasses import dataclass
from typing import ClassVar

from models.intents.messages import Message, Priority


@dataclass(frozen=True)
class CasePhotos(Message):
    """To who works on it: what was shown with the report."""

    number: int
    files: tuple[int, ...]

    text_key: ClassVar[str] = "cases.photos"
    priority: ClassVar[Priority] = Priority.STAFF

    def media(self) -> tuple[int, ...]:
        return self.files


@dataclass(frozen=True)
class ResultFiles(CasePhotos):
    """To who reported it: what was shown with the result and one message could not hold."""

    priority: ClassVar[Priority] = Priority.NOTICE
