"""After a suit: its progress is asked after each month, preservation by its day. FEE-09, S-40."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import ClassVar

from sqlmodel import Session

from models.buttons import Press
from models.calendar import months_after
from models.due import called_off, due
from models.dunning.climbing import tell_finance
from models.dunning.clock import PreservationIsDue, SuitIsWatched
from models.dunning.errands import open_errand
from models.dunning.paper_messages import paper_button
from models.dunning.policy import DunningPolicy
from models.dunning.reading import standing_of, steps_of
from models.dunning.rules import open_papers
from models.dunning.tables import DunningStep
from models.dunning.words import Missing, Paper, Rung
from models.errors import NotAllowed
from models.estate.calendars import calendar_of
from models.estate.settings import policy_of
from models.estate.tables import Estate, Home
from models.fees.operations import require_money_for
from models.intents.messages import Button, Message, Priority, Rows
from models.people.tables import Person
from models.permissions import today_in
from models.values import frozen

MORNING = time(9, 30)
WARNED = timedelta(days=7)  # before the day on which preservation is asked


@frozen
class SuitStands(Message):
    """To finance: how is the suit, and has preservation its day? Until it is paid or ended."""

    step_id: int
    home: str = ""
    owed: int = 0
    stands: Paper = Paper.DONE
    preserve_on: date | None = None

    text_key: ClassVar[str] = "conduct.suit"
    priority: ClassVar[Priority] = Priority.STAFF

    def buttons(self) -> Rows:
        rows: Rows = tuple(
            (paper_button(self.step_id, paper),) for paper in open_papers(Rung.SUIT, self.stands)
        )
        if self.stands is Paper.WON:
            press = Press("suit_preserve", self.step_id, 0).pack()
            rows += ((Button("conduct.actions.preserve", press),),)
        return rows

    def drawn(self, session: Session) -> Message:
        step = session.get_one(DunningStep, self.step_id)
        home = session.get_one(Home, step.home_id)
        return replace(
            self, home=home.address, owed=standing_of(session, home, on=step.on).owed,
            stands=step.paper, preserve_on=step.preserve_on,
        )  # fmt: skip

    def still_true(self, session: Session) -> bool:
        return goes_on(session, session.get_one(DunningStep, self.step_id))


def goes_on(session: Session, step: DunningStep) -> bool:
    """Tell whether the suit is mandated, not ended, and the money is still owed."""
    home = session.get_one(Home, step.home_id)
    is_open = step.rung is Rung.SUIT and step.paper in (Paper.DONE, Paper.WON)
    return is_open and bool(standing_of(session, home, on=step.on).owed)


def follow_suit(session: Session, step: DunningStep, *, now: datetime) -> None:
    """Have a suit's progress asked after in a month; one that is won has its preservation. FEE-09.

    Its day is the office's setting, so many days after the suit is won; without it finance is
    asked to set what the adviser says. S-40.
    """
    if not goes_on(session, step):
        called_off(session, SuitIsWatched, PreservationIsDue, subject=step.id, now=now)
        return
    today = today_in(session, step.estate_id, now=now)
    days = policy_of(session, step.estate_id, DunningPolicy).preservation_days
    if step.paper is Paper.WON and days is not None and step.preserve_on is None:
        _preserve(session, step, today + timedelta(days=days), now=now)
    if step.paper is Paper.WON:
        tell_finance(session, step.estate_id, SuitStands(step.id), now=now)
    called_off(session, SuitIsWatched, subject=step.id, now=now)
    _ask_in_a_month(session, step, today)


def suit_is_watched(session: Session, moment: SuitIsWatched, *, now: datetime) -> None:
    """Ask finance how the suit is, every month until it is paid or ended."""
    step = session.get_one(DunningStep, moment.subject)
    if goes_on(session, step):
        tell_finance(session, step.estate_id, SuitStands(step.id), now=now)
        _ask_in_a_month(session, step, moment.on)


def preservation_is_due(session: Session, moment: PreservationIsDue, *, now: datetime) -> None:
    """Remind finance of the day, unless another one was set since."""
    step = session.get_one(DunningStep, moment.subject)
    if step.preserve_on == moment.on and goes_on(session, step):
        tell_finance(session, step.estate_id, SuitStands(step.id), now=now)


def won_suit(session: Session, step_id: int, *, by: Person, now: datetime) -> DunningStep:
    """Return the step of a suit that is won, for whoever has to do with its home's money.

    Raises NotStaff, NotAllowed, OwnHome.
    """
    step = session.get(DunningStep, step_id, with_for_update=True)
    if step is None:
        raise NotAllowed
    require_money_for(session, step.home_id, by, now=now)
    if step.paper is not Paper.WON:
        raise NotAllowed
    return step


def preserve_by(
    session: Session, step_id: int, on: date, *, by: Person, now: datetime
) -> DunningStep:
    """Set the day by which preservation is asked of the court, as the adviser says it. S-40.

    Raises NotStaff, NotAllowed, OwnHome.
    """
    step = won_suit(session, step_id, by=by, now=now)
    if on < today_in(session, step.estate_id, now=now):
        raise NotAllowed
    _preserve(session, step, on, now=now)
    return step


def missing_of(session: Session, home_id: int) -> tuple[Missing, ...]:
    """Return what the home's record lacks: notices, letters and calls complete and in time."""
    found = set()
    for step in steps_of(session, home_id):
        if step.paper is Paper.DUE:
            found.add(Missing.NOTICE if step.rung is Rung.REMINDER else Missing.LETTER)
        if step.paper is Paper.WON and step.preserve_on is None:
            found.add(Missing.PRESERVATION)
    if open_errand(session, home_id) is not None:
        found.add(Missing.CALL)
    return tuple(each for each in Missing if each in found)


def _preserve(session: Session, step: DunningStep, on: date, *, now: datetime) -> None:
    step.preserve_on = on
    session.add(step)
    session.flush()
    calendar = calendar_of(session, session.get_one(Estate, step.estate_id))
    at = max(calendar.local(on - WARNED, MORNING), now)
    due(session, PreservationIsDue(step.id, on), estate_id=step.estate_id, at=at)


def _ask_in_a_month(session: Session, step: DunningStep, since: date) -> None:
    calendar, on = (
        calendar_of(session, session.get_one(Estate, step.estate_id)),
        months_after(since, 1),
    )
    at = calendar.local(on, MORNING)
    due(session, SuitIsWatched(step.id, on), estate_id=step.estate_id, at=at)
