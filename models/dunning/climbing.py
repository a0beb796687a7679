"""The ladder's day: every home that owes takes its step, once, unless it rests."""

from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from models.calendar import Calendar, Hours
from models.due import due
from models.dunning.clock import LadderIsDue, NoticesAreDue, StepIsDue, TurnsAreDue
from models.dunning.paper_messages import FinanceStep, Notices, report_of
from models.dunning.policy import DunningPolicy
from models.dunning.reading import Standing, begun_on, resting_in, standing_of, who_owes
from models.dunning.reminding import let_remind
from models.dunning.rules import Step, arrears_from
from models.dunning.tables import DunningStep
from models.dunning.turns import AT_ONCE, turn_at
from models.dunning.words import Brake, Rung
from models.estate.calendars import calendar_of
from models.estate.settings import policy_of
from models.estate.tables import Estate, Home
from models.intents.messages import Message
from models.intents.operations import post, private
from models.intents.policy import NoticePolicy
from models.people.roster import reachable, staff_in
from models.people.tables import Person, StaffRole

AFTERWARDS = timedelta(minutes=5)
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
    for first in range(0, len(homes), AT_ONCE):
        part = tuple(homes[first : first + AT_ONCE])
        turns = TurnsAreDue(estate_id, moment.on, first, part, now)
        due(session, turns, estate_id=estate_id, at=now)
    calendar, hours = _opening(session, estate_id)
    last = turn_at(len(homes), 0, now, calendar, hours)
    done = NoticesAreDue(estate_id, moment.on)
    due(session, done, estate_id=estate_id, at=last + AFTERWARDS)


def give_turns(session: Session, moment: TurnsAreDue, *, now: datetime) -> None:
    """Enter the turns of these homes in the book. S-42."""
    calendar, hours = _opening(session, moment.subject)
    for place, home_id in enumerate(moment.homes, moment.first):
        at = turn_at(place, home_id, moment.begins, calendar, hours)
        due(session, StepIsDue(home_id, moment.on), estate_id=moment.subject, at=at)


def _opening(session: Session, estate_id: int) -> tuple[Calendar, tuple[Hours, ...]]:
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
    else:
        tell_finance(session, home.estate_id, FinanceStep(step.id), now=now)


def _rests(session: Session, standing: Standing, *, now: datetime) -> bool:
    """Tell whether the home rests. Money that was found answers for what was due by then, only."""
    rest, oldest = standing.rest, standing.lines[0].charge.due_on
    if rest is not None and rest.brake is Brake.FOUND and oldest > begun_on(session, rest):
        rest.ended_at, rest.kept = now, True
        session.add(rest)
        session.flush()
        return False
    return rest is not None


def make_notices(session: Session, moment: NoticesAreDue, *, now: datetime) -> None:
    """Tell finance what the day did, and give it the written notices, one file a building.

    Nothing where nobody owed. Source: FEE-05, FEE-13, S-41.
    """
    estate_id, policy = moment.subject, policy_of(session, moment.subject, DunningPolicy)
    taken = select(DunningStep, Home.building).join(Home, col(Home.id) == col(DunningStep.home_id))
    taken = taken.where(DunningStep.estate_id == estate_id, DunningStep.on == moment.on)
    rows = session.exec(taken.order_by(col(Home.building))).all()
    if not rows:
        return
    report = report_of(moment.on, [step for step, _ in rows], resting_in(session, estate_id))
    heads = staff_in(session, estate_id, StaffRole.OFFICE_HEAD, now=now)
    told = [_finance(session, estate_id, now=now)]
    told += [reachable(session, [head]) for head in heads if report.last_of_year]
    for person in {each.id: each for each in told if each is not None}.values():
        _tell(session, person, report, now=now)
    on_paper = (
        building
        for step, building in rows
        if step.rung is Rung.REMINDER and not (policy.chat_replaces_paper and step.told)
    )
    for building in dict.fromkeys(on_paper):
        tell_finance(session, estate_id, Notices(estate_id, moment.on, building), now=now)


def tell_finance(session: Session, estate_id: int, message: Message, *, now: datetime) -> None:
    """Say it to who answers for the money, in private: finance, else the head."""
    _tell(session, _finance(session, estate_id, now=now), message, now=now)


def _finance(session: Session, estate_id: int, *, now: datetime) -> Person | None:
    return reachable(session, staff_in(session, estate_id, *TOLD, now=now))


def _tell(session: Session, person: Person | None, message: Message, *, now: datetime) -> None:
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
