"""What is said when somebody is not here."""

from typing import ClassVar

from models.cases.words import Place
from models.intents.messages import Message, Priority, Rows
from models.people.tables import Trade
from models.repairs.messages import to_press
from models.repairs.rules import Action
from models.values import frozen


@frozen
class OwnerIsGone(Message):
    """To the supervisor: who had a repair is not here, and nobody stands in for them."""

    case_id: int
    number: int
    trade: Trade
    place: Place
    technician: str

    text_key: ClassVar[str] = "duty.messages.owner_gone"
    priority: ClassVar[Priority] = Priority.STAFF

    def buttons(self) -> Rows:
        return to_press(self.case_id, Action.CLAIM, Action.ASSIGN)


@frozen
class WorkPassedOn(Message):
    """To the deputy: whose work this is from now on, and how much of it."""

    name: str
    numbers: tuple[int, ...]

    text_key: ClassVar[str] = "duty.messages.passed_on"
    priority: ClassVar[Priority] = Priority.STAFF
