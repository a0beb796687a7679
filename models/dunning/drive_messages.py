"""What the office reads of the year's drive: how far it is, and whom to ring up next."""

from dataclasses import replace
from datetime import date
from typing import ClassVar

from sqlmodel import Session

from models.buttons import Press
from models.dunning.drive import InDrive, drive_of, theirs
from models.dunning.messages import LABEL
from models.intents.messages import Button, Message, Priority, Rows
from models.people.tables import Staff
from models.values import frozen

MOST_LINES = 12  # of the homes; what is longer is read by nobody
MOST_CALLS = 6


@frozen
class DriveCard(Message):
    """To who answers for homes that owe since before December: what is left, the oldest first.

    An officer reads of their buildings; finance, the head and whoever leads read of all. FEE-13.
    """

    staff_id: int
    on: date
    homes: int = 0
    owed: int = 0
    settled: int = 0  # homes
    left: int = 0
    resting: int = 0  # homes
    resting_left: int = 0
    lines: tuple[InDrive, ...] = ()
    more: int = 0
    has_ended: bool = False

    text_key: ClassVar[str] = "drive.card"
    priority: ClassVar[Priority] = Priority.STAFF

    def buttons(self) -> Rows:
        calls = () if self.has_ended else self.lines[:MOST_CALLS]
        return tuple(
            (
                Button(
                    "drive.actions.call", Press("drive_call", each.home_id, 0).pack(),
                    {"home": each.home[:LABEL]},
                ),
            )
            for each in calls
        )  # fmt: skip

    def drawn(self, session: Session) -> Message:
        staff = session.get_one(Staff, self.staff_id)
        every = list(
            theirs(session, drive_of(session, staff.estate_id, self.on.year), staff, self.on)
        )
        open_ones = [each for each in every if each.left]
        resting = [each for each in open_ones if each.brake is not None]
        to_call = [each for each in open_ones if each.brake is None]
        return replace(
            self, homes=len(every), owed=sum(each.owed for each in every),
            settled=len(every) - len(open_ones), left=sum(each.left for each in open_ones),
            resting=len(resting), resting_left=sum(each.left for each in resting),
            lines=tuple(to_call[:MOST_LINES]), more=len(to_call[MOST_LINES:]),
        )  # fmt: skip
