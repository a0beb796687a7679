"""Words of one side, as the other side reads them."""

from dataclasses import field
from typing import ClassVar

from models.intents.messages import Message, Priority
from models.values import frozen


@frozen
class AboutCase(Message):
    """About a case."""

    case_id: int
    number: int


@frozen
class Passed(Message):
    """What somebody said. `changed` when they have corrected it since.

    What `goes_on` is the rest of what stands in the message before it, which greeted.
    """

    words: str
    files: tuple[int, ...]
    changed: bool
    goes_on: bool = field(default=False, kw_only=True)

    def media(self) -> tuple[int, ...]:
        return self.files


@frozen
class FromResident(Passed, AboutCase):
    """To who has the job, or to the group: what the resident says."""

    text_key: ClassVar[str] = "relay.from_resident"
    priority: ClassVar[Priority] = Priority.STAFF


@frozen
class FromOffice(Passed, AboutCase):
    """To the resident, in the estate's name: what the staff say; it waits for permitted hours."""

    staff: str

    text_key: ClassVar[str] = "relay.from_office"
    matters: ClassVar[bool] = True


@frozen
class AnswerFromOffice(FromOffice):
    """The same within a conversation that is going on, or at the door: it waits for nothing."""

    priority: ClassVar[Priority] = Priority.DIALOGUE
