"""What the office sees of a day's reminders: finance how far they are, an officer whom to ring."""

from dataclasses import replace
from datetime import date, datetime
from typing import ClassVar

from sqlmodel import Session

from models.buttons import Press
from models.dunning.calls import next_call
from models.dunning.messages import OwedHome
from models.dunning.progress import progress_of
from models.dunning.tables import LadderRun
from models.dunning.words import Reach
from models.intents.messages import Button, Message, Priority, Rows
from models.people.tables import Person, Staff
from models.values import frozen


@frozen
class RunCard(Message):
    """To finance, kept in one message: how far the day's reminders are; stop, and go on."""

    run_id: int
    on: date
    sent: int = 0
    paid: int = 0
    claimed: int = 0
    promised: int = 0
    asked: int = 0
    unreachable: int = 0
    to_call: int = 0
    left: int = 0
    ready_at: datetime | None = None
    stopped_at: datetime | None = None
    stopped_by: str = ""
    has_ended: bool = False

    text_key: ClassVar[str] = "dunning.run"
    priority: ClassVar[Priority] = Priority.STAFF

    def buttons(self) -> Rows:
        if self.has_ended or not self.left:
            return ()
        way = "stop" if self.stopped_at is None else "run"
        press = Press(f"ladder_{way}", self.run_id, 0).pack()
        return ((Button(f"dunning.actions.{way}", press),),)

    def drawn(self, session: Session) -> Message:
        run = session.get_one(LadderRun, self.run_id)
        going = progress_of(session, run)
        staff = None if run.stopped_by is None else session.get_one(Staff, run.stopped_by)
        return replace(
            self, sent=going.sent, paid=going.paid, claimed=going.claimed,
            promised=going.promised, asked=going.asked, unreachable=going.unreachable,
            to_call=going.to_call, left=going.left, ready_at=going.ready_at,
            stopped_at=run.stopped_at, stopped_by=staff.name if staff else "",
            has_ended=run.ended_at is not None,
        )  # fmt: skip


@frozen
class CallCard(Message):
    """To an officer, kept in one message: the next whom no chat has reached, to be rung up.

    Source: FEE-05, FEE-10, FEE-11.
    """

    run_id: int
    left: int = 0
    reminder_id: int = 0
    name: str = ""
    phone: str = ""
    homes: tuple[OwedHome, ...] = ()

    text_key: ClassVar[str] = "dunning.call"
    priority: ClassVar[Priority] = Priority.STAFF

    def key(self) -> str:
        return "dunning.call" if self.reminder_id else "dunning.calls_done"

    def buttons(self) -> Rows:
        if not self.reminder_id:
            return ()
        told, later, letter = (
            Button(
                f"dunning.reached.{each}",
                Press("arrears_called", self.reminder_id, 0, each.value).pack(),
            )
            for each in (Reach.CALLED, Reach.LATER, Reach.LETTER)
        )
        return ((told, later), (letter,)) if self.phone else ((told,), (letter,))

    def drawn(self, session: Session) -> Message:
        call = next_call(session, session.get_one(LadderRun, self.run_id))
        if call is None:
            return replace(self, left=0)
        person = session.get_one(Person, call.reminder.person_id)
        return replace(
            self, left=call.left, reminder_id=call.reminder.id, name=person.name,
            phone=person.phone or "", homes=call.homes,
        )  # fmt: skip
