"""The answer promised about what is partly mended: who has it is called, and silence climbs."""

from datetime import datetime
from typing import ClassVar

from sqlmodel import Session

from models.buttons import Press
from models.cases.lines import owner_of
from models.cases.moments import OfCase
from models.cases.operations import locked, note
from models.cases.tables import Case
from models.due import all_due
from models.events import Actor
from models.followups.tables import FollowUp
from models.intents.messages import Button, Priority, Rows
from models.intents.operations import redraw
from models.people.tables import Department
from models.repairs.cards import answer_calls, answer_owed, place_of
from models.repairs.messages import AboutRepair, to_press
from models.repairs.reminders import tell_technician
from models.repairs.reporting import CLIMB
from models.repairs.rules import Action
from models.repairs.tables import Repair
from models.tasks.operations import tell_office
from models.values import frozen


@frozen
class RestIsOwed(OfCase):
    """The `step`-th call for the answer about the rest; the last one is when it was promised."""

    subject: int
    followup: int
    step: int
    rings: ClassVar[str] = "repairs"

    def identity(self) -> str:
        return f"{self.followup}.{self.step}"


@frozen
class RestUnanswered(AboutRepair):
    """To who has the job, then above them (`technician`): the answer is still owed."""

    answer_by: datetime
    technician: str = ""

    text_key: ClassVar[str] = "repairs.messages.rest_unanswered"
    priority: ClassVar[Priority] = Priority.STAFF

    def buttons(self) -> Rows:
        if not self.technician:
            return to_press(self.case_id, Action.PROPOSE, Action.SET_OFF)
        return ((Button("repairs.actions.more", Press("more", self.case_id, 0).pack()),),)


def promise_answer(session: Session, case: Case, follow_up: FollowUp, *, now: datetime) -> datetime:
    """Return by when the resident has an answer; until then it is called for. CB-14, S-13."""
    ringing = answer_calls(session, case, now)
    calling = ((RestIsOwed(case.id, follow_up.id, n), at) for n, at in enumerate(ringing))
    all_due(session, calling, estate_id=case.estate_id)
    return ringing[-1]


def call_for_rest(session: Session, moment: RestIsOwed, *, now: datetime) -> None:
    """Call who has the job; the supervisor hears of it before the time is over, then the manager.

    An answer is a visit agreed or proposed, words, or setting off: then the card no longer asks.
    """
    case = locked(session, moment.subject)
    repair = session.get_one(Repair, case.id)
    answer_by = answer_owed(session, case, repair)
    redraw(session, case.id, now=now)
    if answer_by is None:
        return
    note(session, case, "call_for_rest", actor=Actor.CLOCK, person=None, now=now, step=moment.step)
    about = (case.id, case.number, repair.trade, place_of(session, case, repair), answer_by)
    tell_technician(session, case, RestUnanswered(*about), now=now)
    if moment.step > 0 or answer_by <= now:
        roles = CLIMB[min(max(moment.step, 1), len(CLIMB)) - 1]
        message = RestUnanswered(*about, owner_of(session, case))
        tell_office(session, message, case, roles, department=Department.GC, now=now)
