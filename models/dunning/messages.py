"""What is said of arrears to residents, in private."""

from dataclasses import replace
from datetime import date
from typing import ClassVar

from sqlmodel import Session, col, select

from models.buttons import Press
from models.dunning.policy import DunningPolicy
from models.dunning.reading import Standing, standing_of
from models.dunning.rules import penalty
from models.dunning.runs import stands_still
from models.dunning.tables import DunningStep
from models.dunning.words import Rung
from models.estate.settings import policy_of
from models.estate.tables import Home
from models.fees.reading import months_seen, tariffs_of
from models.intents.messages import Button, Message, Priority, Rows
from models.people.tables import Person, Residency
from models.talks.messages import ASK
from models.values import frozen

MOST_LINES = 24  # of several homes; a message of Telegram's has an end
MOST_BUTTONS = 40
LABEL = 36  # characters


@frozen
class OwedLine:
    """One month and item that is open; `title` as the list of fees has it."""

    period: str
    title: str
    open: int
    due_on: date


@frozen
class OwedHome:
    """What one home owes of what this person may see; they answer with the step."""

    step_id: int
    home: str
    lines: tuple[OwedLine, ...]
    owed: int
    penalty: int | None = None


@frozen
class ArrearsReminder(Message):
    """To who may see the fees of homes in arrears: one message a day, of all of them.

    It says what is owed when it is sent. A home that has paid, or whose ladder rests, is not in
    it; without any home, or while the day's reminders stand still, it is not sent. FEE-05, SEC-01.
    """

    person_id: int
    estate_id: int
    on: date
    homes: tuple[OwedHome, ...] = ()
    owed: int = 0
    penalty: int | None = None
    brief: bool = False  # what so many homes owe is read home by home
    days: tuple[int, ...] = ()

    text_key: ClassVar[str] = "dunning.reminder"
    priority: ClassVar[Priority] = Priority.BULK

    def buttons(self) -> Rows:
        if len(self.homes) == 1:
            return (*answers_for(self.homes[0], self.days), (ASK,))
        return (*((_answer(each),) for each in self.homes[:MOST_BUTTONS]), (ASK,))

    def drawn(self, session: Session) -> Message:
        homes = owed_by(session, self.person_id, self.estate_id, on=self.on)
        penalties = [each.penalty for each in homes if each.penalty is not None]
        return replace(
            self, homes=homes, owed=sum(each.owed for each in homes),
            penalty=sum(penalties) if penalties else None,
            brief=len(homes) > 1 and sum(len(each.lines) for each in homes) > MOST_LINES,
            days=policy_of(session, self.estate_id, DunningPolicy).promise_days,
        )  # fmt: skip

    def still_true(self, session: Session) -> bool:
        if stands_still(session, self.estate_id, self.on):
            return False
        return bool(owed_by(session, self.person_id, self.estate_id, on=self.on))


@frozen
class ArrearsOfHome(Message):
    """To who owes for several homes and has chosen one: what it owes, and the answers to that."""

    home: OwedHome
    days: tuple[int, ...]

    text_key: ClassVar[str] = "dunning.of_home"
    priority: ClassVar[Priority] = Priority.DIALOGUE

    def buttons(self) -> Rows:
        return (*answers_for(self.home, self.days), (ASK,))


def answers_for(home: OwedHome, days: tuple[int, ...]) -> Rows:
    """Return what can be answered of one home with one press."""
    claim = Button("dunning.actions.paid", Press("arrears_paid", home.step_id, 0).pack())
    promises = tuple(
        Button(
            "dunning.actions.promise",
            Press("arrears_promise", home.step_id, 0, str(count)).pack(),
            {"days": count},
        )
        for count in days
    )
    wrong = Button("dunning.actions.wrong", Press("arrears_wrong", home.step_id, 0).pack())
    return ((claim,), promises, (wrong,))


def _answer(home: OwedHome) -> Button:
    press = Press("arrears_home", home.step_id, 0).pack()
    return Button("dunning.actions.answer", press, {"home": home.home[:LABEL]})


def owed_by(session: Session, person_id: int, estate_id: int, *, on: date) -> tuple[OwedHome, ...]:
    """Return what the person is reminded of: every home in arrears that day that does not rest."""
    theirs = select(Residency.home_id).where(Residency.person_id == person_id)
    wanted = (
        select(DunningStep, Home)
        .join(Home, col(Home.id) == col(DunningStep.home_id))
        .where(
            DunningStep.on == on, DunningStep.rung == Rung.REMINDER,
            DunningStep.estate_id == estate_id, col(DunningStep.home_id).in_(theirs),
        )
        .order_by(col(Home.building), col(Home.unit), col(Home.id))
    )  # fmt: skip
    person = session.get_one(Person, person_id)
    found = (owed_of(session, person, step, home) for step, home in session.exec(wanted).all())
    return tuple(each for each in found if each is not None)


def owed_of(session: Session, person: Person, step: DunningStep, home: Home) -> OwedHome | None:
    """Return what the home owes of what the person may see; None where nothing is to be said."""
    seen = months_seen(session, person, home.id, on=step.on)
    standing = standing_of(session, home, on=step.on)
    if not seen or standing.rest is not None:
        return None
    lines = tuple(line for line in standing.lines if line.charge.period >= min(seen))
    standing = replace(standing, lines=lines)
    if not standing.owed:
        return None
    rate = policy_of(session, home.estate_id, DunningPolicy).penalty_rate
    return OwedHome(
        step.id, home.address, owed_lines(session, standing), standing.owed,
        penalty(lines, step.on, rate),
    )  # fmt: skip


def owed_lines(session: Session, standing: Standing) -> tuple[OwedLine, ...]:
    """Return what is open, each month and item by its name in the list of fees."""
    tariffs = tariffs_of(session, standing.home.estate_id)
    return tuple(
        OwedLine(
            each.charge.period,
            tariffs[each.charge.item].title if each.charge.item in tariffs else each.charge.item,
            each.open, each.charge.due_on,
        )
        for each in standing.lines
    )  # fmt: skip
