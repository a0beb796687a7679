"""Words of one side, as the other side reads them."""

from dataclasses import dataclass
from typing import ClassVar

from models.intents.messages import Message, Priority


@dataclass(frozen=True)
class AboutCase(Message):
    """About a case."""

    case_id: int
    number: int


@dataclass(frozen=True)
class Passed(Message):
    """What somebody said. `changed` when they have corrected it since."""

    words: str
    files: tuple[int, ...]
    changed: bool

    def media(self) -> tuple[int, ...]:
        return self.files


@dataclass(frozen=True)
class FromResident(Passed, AboutCase):
    """To who has the job, or to the group: what the resident says."""

    text_key: ClassVar[str] = "relay.from_resident"
    priority: ClassVar[Priority] = Priority.STAFF


@dataclass(frozen=True)
class FromOffice(Passed, AboutCase):
    """To the resident, in the estate's name: what the staff say; it waits for permitted hours."""

    staff: str

    text_key: ClassVar[str] = "relay.from_office"
    matters: ClassVar[bool] = True


@dataclass(frozen=True)
class AnswerFromOffice(FromOffice):
    """The same within a conversation that is going on, or at the door: it waits for nothing."""

    priority: ClassVar[Priority] = Priority.DIALOGUE
