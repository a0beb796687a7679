"""What is said in an emergency: to who told of it, and to who is called."""

from dataclasses import field
from datetime import datetime
from typing import ClassVar

from sqlmodel import Session

from models.buttons import Press
from models.cases.tables import Case
from models.cases.words import Place
from models.emergencies.rules import Danger
from models.intents.messages import Button, Message, Priority, Rows
from models.repairs.messages import to_press
from models.repairs.rules import Action, Status
from models.repairs.tables import Repair
from models.values import frozen


@frozen
class Number:
    """A telephone number: of a public service, of the office, or of a name in the workbook."""

    phone: str
    service: str = ""
    name: str = ""


@frozen
class SafetyWords(Message):
    """To who told of a danger, at once: what to do, whom to ring, and that somebody is called.

    Without a case (`number` 0) for somebody who is not registered.
    """

    case_id: int
    number: int
    danger: Danger
    numbers: tuple[Number, ...]

    text_key: ClassVar[str] = "emergencies.told"
    priority: ClassVar[Priority] = Priority.DIALOGUE

    def buttons(self) -> Rows:
        if not self.number:
            return ()
        return ((Button("emergencies.calm", Press("calm", self.case_id, 0).pack()),),)


@frozen
class EmergencyCall(Message):
    """To who is on duty, again and again: somebody is in danger, and nobody has taken it."""

    case_id: int
    number: int
    danger: Danger
    place: Place
    told: str
    by_turns: bool = True  # somebody comes after who is called here

    text_key: ClassVar[str] = "emergencies.call"
    priority: ClassVar[Priority] = Priority.DIALOGUE

    def buttons(self) -> Rows:
        press = Press("claim", self.case_id, 0).pack()
        cannot = Press("cannot_go", self.case_id, 0).pack()
        take: Rows = ((Button("emergencies.take", press, style="primary"),),)
        return (*take, (Button("emergencies.cannot_go", cannot),)) if self.by_turns else take

    def still_true(self, session: Session) -> bool:
        return session.get_one(Case, self.case_id).status == Status.REPORTED


@frozen
class AreYouThereYet(Message):
    """To who has taken an emergency: have you arrived? Who cannot come lets the next one go."""

    case_id: int
    number: int
    danger: Danger
    place: Place
    owner: int | None = field(default=None, kw_only=True)

    text_key: ClassVar[str] = "emergencies.there_yet"
    priority: ClassVar[Priority] = Priority.DIALOGUE
    offered: ClassVar[tuple[Action, ...]] = (Action.ARRIVE, Action.FINISH, Action.HAND_OVER)

    def buttons(self) -> Rows:
        return to_press(self.case_id, *self.offered)

    def still_true(self, session: Session) -> bool:
        case, repair = session.get_one(Case, self.case_id), session.get_one(Repair, self.case_id)
        not_there = case.status in {Status.CLAIMED, Status.ON_THE_WAY}
        is_theirs = self.owner in (None, case.owner_id)
        return not_there and is_theirs and repair.danger is not None


@frozen
class HelpIsLate(AreYouThereYet):
    """To who is above: somebody has taken an emergency, and has not said that they are there.

    They were to be there at `since`; where nothing was `promised`, they have had it since then.
    """

    technician: str
    since: datetime
    promised: bool = field(default=True, kw_only=True)

    text_key: ClassVar[str] = "emergencies.late"
    offered: ClassVar[tuple[Action, ...]] = (Action.ASSIGN,)
