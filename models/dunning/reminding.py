"""One message a person and day, of all their homes that took a reminder's step."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlmodel import Session, col, func, select

from models.due import Due, due
from models.dunning.clock import PersonIsReminded, StepIsDue
from models.dunning.messages import ArrearsReminder, owed_by
from models.dunning.runs import reminder_of, run_for
from models.dunning.tables import DunningStep
from models.dunning.words import Reach
from models.estate.tables import Home
from models.fees.reading import payers_of
from models.intents.operations import post, private
from models.people.tables import Person, Residency


def let_remind(session: Session, home: Home, *, on: date, now: datetime) -> None:
    """Have everybody who may see the home's fees reminded, when their other homes had their turn.

    Whoever answers for several homes hears once of all of them. FEE-05.
    """
    for person in payers_of(session, home, on=on):
        at = _last_turn(session, person, on) or now
        due(session, PersonIsReminded(person.id, on), estate_id=home.estate_id, at=max(at, now))


def _last_turn(session: Session, person: Person, on: date) -> datetime | None:
    """Return when the last of the person's homes has its turn that day; None when all had it."""
    theirs = select(Residency.home_id).where(Residency.person_id == person.id)
    coming = select(func.max(Due.due_at)).where(
        Due.kind == StepIsDue.__name__, Due.identity == str(on), col(Due.settled_at).is_(None),
        col(Due.subject).in_(theirs),
    )  # fmt: skip
    return session.exec(coming).one()


def remind(session: Session, moment: PersonIsReminded, *, now: datetime) -> None:
    """Write to the person, and count them for each of the homes that it is about. FEE-05.

    What was paid, claimed or promised since the step is not said; whoever cannot be written to
    is rung up. Nobody is written to twice, and nobody while the day's reminders stand still.
    """
    person = session.get_one(Person, moment.subject)
    run = run_for(session, person.estate_id, moment.on, now=now)
    reminder = reminder_of(session, run, person.id)
    if reminder.state is not Reach.HELD or run.ended_at is not None:
        return
    homes, address = owed_by(session, person.id, run.estate_id, on=run.on), private(person)
    session.add(reminder)
    if not homes:
        reminder.state = Reach.NOT_OWED
    elif address is None or person.unreachable_since is not None:
        reminder.state = Reach.TO_CALL
    elif run.stopped_at is None:
        message = ArrearsReminder(person.id, run.estate_id, run.on)
        reminder.outbox_id = post(session, message, to=address, now=now)
        reminder.state = Reach.POSTED
        count_told(session, [each.step_id for each in homes], 1)


def count_told(session: Session, step_ids: Iterable[int], more: int) -> None:
    """Note for these steps that one person more was told, or one less."""
    for step_id in step_ids:
        step = session.get_one(DunningStep, step_id)
        step.told = max(0, step.told + more)
        session.add(step)
