"""The ladder's day: every home that owes takes its step, once, unless it rests."""

from datetime import datetime, timedelta

from sqlmodel import Session

from models.calendar import Calendar, Hours
from models.due import due
from models.dunning.clock import LadderIsDue, NoticesAreDue, RunIsShown, StepIsDue, TurnsAreDue
from models.dunning.errands import watch_conduct
from models.dunning.paper_messages import FinanceStep
from models.dunning.policy import DunningPolicy
from models.dunning.reading import Standing, rests, standing_of, who_owes
from models.dunning.reminding import let_remind
from models.dunning.rules import Step, arrears_from
from models.dunning.runs import run_for
from models.dunning.tables import DunningStep
from models.dunning.turns import AT_ONCE, turn_at
from models.dunning.words import Rung
from models.estate.calendars import calendar_of
from models.estate.settings import policy_of
from models.estate.tables import Estate, Home
from models.intents.messages import Message
from models.intents.operations import post, private
from models.intents.policy import NoticePolicy
from models.people.roster import reachable, staff_in
from models.people.tables import Person, StaffRole

AFTERWARDS = timedelta(minutes=5)
SHOWN_AFTER = timedelta(seconds=30)
TOLD = (StaffRole.FINANCE, StaffRole.OFFICE_HEAD)  # who has letters, suits and notices in hand


def plan_ladder(session: Session, estate_id: int, *, now: datetime) -> None:
    """Enter the estate's next arrears day in the book, at its first permitted hour. S-38, S-42."""
    calendar = calendar_of(session, session.get_one(Estate, estate_id))
    policy = policy_of(session, estate_id, DunningPolicy)
    opens = policy_of(session, estate_id, NoticePolicy).resident_hours[0].opens
    on = arrears_from(calendar.day_of(now), policy)
    if calendar.local(on, opens) <= now:
        on = arrears_from(on + timedelta(days=1), policy)
    due(session, LadderIsDue(estate_id, on), estate_id=estate_id, at=calendar.local(on, opens))


def begin_ladder(session: Session, moment: LadderIsDue, *, now: datetime) -> None:
    """Let every home that owes have its turn, building by building, a little apart."""
    estate_id = moment.subject
    plan_ladder(session, estate_id, now=now)
    homes = [home.id for home in who_owes(session, estate_id)]
    if homes:
        run = run_for(session, estate_id, moment.on, now=now)
        shown = now + SHOWN_AFTER
        due(session, RunIsShown(run.id, shown), estate_id=estate_id, at=shown)
    for first in range(0, len(homes), AT_ONCE):
        part = tuple(homes[first : first + AT_ONCE])
        turns = TurnsAreDue(estate_id, moment.on, first, part, now)
        due(session, turns, estate_id=estate_id, at=now)
    calendar, hours = opening_of(session, estate_id)
    last = turn_at(len(homes), 0, now, calendar, hours)
    done = NoticesAreDue(estate_id, moment.on)
    due(session, done, estate_id=estate_id, at=last + AFTERWARDS)


def give_turns(session: Session, moment: TurnsAreDue, *, now: datetime) -> None:
    """Enter the turns of these homes in the book. S-42."""
    calendar, hours = opening_of(session, moment.subject)
    for place, home_id in enumerate(moment.homes, moment.first):
        at = turn_at(place, home_id, moment.begins, calendar, hours)
        due(session, StepIsDue(home_id, moment.on), estate_id=moment.subject, at=at)


def opening_of(session: Session, estate_id: int) -> tuple[Calendar, tuple[Hours, ...]]:
    """Return the estate's calendar, and when residents may be written to."""
    calendar = calendar_of(session, session.get_one(Estate, estate_id))
    return calendar, policy_of(session, estate_id, NoticePolicy).resident_hours


def take_step(session: Session, moment: StepIsDue, *, now: datetime) -> None:
    """Let the home take the step of that day, if it still owes and does not rest. FEE-05 to FEE-08.

    What was paid, claimed or promised since the day began is heard here, and once more when each
    message is about to be sent.
    """
    home = session.get_one(Home, moment.subject)
    standing = standing_of(session, home, on=moment.on)
    if standing.now is None or _rests(session, standing, now=now):
        return
    step = _kept(session, standing, standing.now)
    if step.rung is Rung.REMINDER:
        let_remind(session, home, on=step.on, now=now)
        watch_conduct(session, step)
    else:
        tell_finance(session, home.estate_id, FinanceStep(step.id), now=now)


def _rests(session: Session, standing: Standing, *, now: datetime) -> bool:
    """Tell whether the home rests; a rest that answers for nothing any more ends here."""
    if rests(session, standing):
        return True
    if standing.rest is not None:
        standing.rest.ended_at, standing.rest.kept = now, True
        session.add(standing.rest)
        session.flush()
    return False


def tell_finance(session: Session, estate_id: int, message: Message, *, now: datetime) -> None:
    """Say it to who answers for the money, in private: finance, else the head."""
    tell(session, finance_of(session, estate_id, now=now), message, now=now)


def finance_of(session: Session, estate_id: int, *, now: datetime) -> Person | None:
    """Return who answers for the money: finance, else the head."""
    return reachable(session, staff_in(session, estate_id, *TOLD, now=now))


def tell(session: Session, person: Person | None, message: Message, *, now: datetime) -> None:
    """Say it to the person in private, if they can be written to."""
    address = None if person is None else private(person)
    if address is not None:
        post(session, message, to=address, now=now)


def _kept(session: Session, standing: Standing, taken: Step) -> DunningStep:
    step = DunningStep(
        estate_id=standing.home.estate_id, home_id=standing.home.id, on=standing.on,
        rung=taken.rung, month=taken.month, owed=standing.owed,
        since=standing.lines[0].charge.period,
    )  # fmt: skip
    session.add(step)
    session.flush()
    return step
