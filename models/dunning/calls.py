"""Whom no chat has reached: an officer rings them up, or the written notice tells them."""

from datetime import datetime

from sqlmodel import Session, col, select

from models.dunning.messages import OwedHome, owed_by
from models.dunning.tables import DunningStep, LadderRun, Reminder
from models.dunning.words import TO_REACH, Reach, Rung
from models.errors import DomainError, NotAllowed
from models.fees.operations import require_money_for
from models.fees.reading import require_money
from models.people.tables import Person, Residency
from models.values import frozen

OUTCOMES = (Reach.CALLED, Reach.LATER, Reach.LETTER)


class CalledAlready(DomainError):
    """Somebody has noted already how this one was reached."""

    text_key = "dunning.already_settled"


@frozen
class Call:
    """Who is to be rung up next, for which homes, and how many are on the list.

    Whoever of these has paid since is left out when it would be their turn.
    """

    reminder: Reminder
    homes: tuple[OwedHome, ...]
    left: int


def next_call(session: Session, run: LadderRun) -> Call | None:
    """Return whom to ring up next: those first with whom nobody has tried. FEE-05, FEE-10.

    Whoever owes nothing any more, and whose every home somebody else has heard for, is left out.
    """
    waiting = _waiting(session, run)
    for place, each in enumerate(waiting):
        homes = owed_by(session, each.person_id, run.estate_id, on=run.on)
        unheard = tuple(
            home for home in homes if not session.get_one(DunningStep, home.step_id).told
        )
        if unheard:
            return Call(each, unheard, len(waiting) - place)
    return None


def _waiting(session: Session, run: LadderRun) -> list[Reminder]:
    """Return whom no chat has reached, and who has a home that nobody has heard for."""
    unheard = (
        select(DunningStep.id)
        .join(Residency, col(Residency.home_id) == col(DunningStep.home_id))
        .where(
            Residency.person_id == Reminder.person_id, DunningStep.on == run.on,
            DunningStep.rung == Rung.REMINDER, DunningStep.told == 0,
        )
    )  # fmt: skip
    wanted = select(Reminder).where(
        Reminder.run_id == run.id, col(Reminder.state).in_(TO_REACH), unheard.exists()
    )
    found = session.exec(wanted.order_by(col(Reminder.id)))
    return sorted(
        found, key=lambda each: (TO_REACH.index(each.state), each.settled_at or run.begun_at)
    )


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
