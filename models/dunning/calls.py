"""Whom no chat has reached: an officer rings them up, or the written notice tells them."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from models.dunning.messages import OwedHome, owed_by
from models.dunning.tables import DunningStep, LadderRun, Reminder
from models.dunning.words import TO_REACH, Reach
from models.errors import DomainError, NotAllowed
from models.fees.operations import require_money_for
from models.fees.reading import require_money
from models.people.tables import Person

OUTCOMES = (Reach.CALLED, Reach.LATER, Reach.LETTER)


class CalledAlready(DomainError):
    """Somebody has noted already how this one was reached."""

    text_key = "dunning.already_settled"


@dataclass(frozen=True, slots=True)
class Call:
    """Who is to be rung up next, for which homes, and how many there are in all."""

    reminder: Reminder
    homes: tuple[OwedHome, ...]
    left: int


def next_call(session: Session, run: LadderRun) -> Call | None:
    """Return whom to ring up next: those first with whom nobody has tried. FEE-05, FEE-10.

    Whoever owes nothing any more, and whose every home somebody else has heard for, is left out.
    """
    wanted = select(Reminder).where(Reminder.run_id == run.id, col(Reminder.state).in_(TO_REACH))
    found = []
    for each in session.exec(wanted.order_by(col(Reminder.id))):
        homes = owed_by(session, each.person_id, run.estate_id, on=run.on)
        unheard = tuple(
            home for home in homes if not session.get_one(DunningStep, home.step_id).told
        )
        if unheard:
            found.append((each, unheard))
    found.sort(key=lambda call: (TO_REACH.index(call[0].state), call[0].settled_at or run.begun_at))
    return Call(*found[0], len(found)) if found else None


def note_call(
    session: Session, reminder_id: int, outcome: Reach, *, by: Person, now: datetime
) -> LadderRun:
    """Note how the person was reached, or that nobody was there: then others come first.

    Raises NotStaff, NotAllowed, OwnHome, CalledAlready.
    """
    reminder = session.get(Reminder, reminder_id, with_for_update=True)
    if reminder is None or outcome not in OUTCOMES:
        raise NotAllowed
    run = session.get_one(LadderRun, reminder.run_id)
    staff = require_money(session, by, now=now)
    homes = owed_by(session, reminder.person_id, run.estate_id, on=run.on)
    for each in homes:
        step = session.get_one(DunningStep, each.step_id)
        require_money_for(session, step.home_id, by, now=now)
    if reminder.state not in TO_REACH or not homes:
        raise CalledAlready
    reminder.state, reminder.settled_at, reminder.settled_by = outcome, now, staff.id
    session.add(reminder)
    session.flush()
    return run
