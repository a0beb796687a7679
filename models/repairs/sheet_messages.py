"""What is said about the sheet of a repair, to the resident and to who has it out."""

from datetime import datetime
from typing import ClassVar

from sqlmodel import Session

from models.buttons import Press
from models.cases.tables import Case
from models.intents.messages import Button, Message, Priority, Rows
from models.repairs.messages import AboutRepair, signs
from models.repairs.rules import Status
from models.values import frozen


@frozen
class PartsFitted(AboutRepair):
    """To the resident: which parts stand on the sheet; it is signed with them."""

    parts: tuple[str, ...]

    text_key: ClassVar[str] = "sheets.messages.parts"

    def buttons(self) -> Rows:
        return signs(self.case_id)


@frozen
class TechnicianEta(AboutRepair):
    """To the resident: in how many minutes the technician is there."""

    technician: str
    minutes: int
    at: datetime

    text_key: ClassVar[str] = "sheets.messages.eta"
    priority: ClassVar[Priority] = Priority.DIALOGUE

    def still_true(self, session: Session) -> bool:
        return session.get_one(Case, self.case_id).status == Status.ON_THE_WAY


@frozen
class SheetsOut(Message):
    """To who has sheets out, then to an officer: they are to be back before the shift ends."""

    staff_id: int
    technician: str
    numbers: tuple[int, ...]
    for_officer: bool

    text_key: ClassVar[str] = "sheets.messages.out"
    priority: ClassVar[Priority] = Priority.STAFF

    def buttons(self) -> Rows:
        return ((Button("sheets.all_back", Press("sheets_back", self.staff_id, 0).pack()),),)


@frozen
class ResultNotEntered(Message):
    """To an officer and who has the job: the sheet is back, the result is not entered."""

    case_id: int
    number: int
    technician: str
    returned_at: datetime
    for_officer: bool

    text_key: ClassVar[str] = "sheets.messages.no_result"
    priority: ClassVar[Priority] = Priority.STAFF

    def buttons(self) -> Rows:
        press = Press("finish", self.case_id, 0).pack()
        return () if self.for_officer else ((Button("repairs.actions.finish", press),),)
