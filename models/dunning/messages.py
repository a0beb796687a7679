"""What is said of arrears: to residents in private, and to who answers for the money."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar, TypeVar

from sqlmodel import Session, col, select

from models.buttons import Press
from models.dunning.policy import DunningPolicy
from models.dunning.reading import Standing, begun_on, rest_of, standing_of
from models.dunning.rules import penalty
from models.dunning.tables import DunningStep, Rest
from models.dunning.words import Paper, Rung
from models.estate.settings import policy_of
from models.estate.tables import Home
from models.fees.reading import tariffs_of
from models.intents.messages import Button, Message, Priority, Rows
from models.people.tables import Person
from models.talks.messages import ASK

LAST_MONTH = 12  # by its end the year is collected. FEE-13


@dataclass(frozen=True)
class OwedLine:
    """One month and item that is open; `title` as the list of fees has it."""

    period: str
    title: str
    open: int
    due_on: date


@dataclass(frozen=True)
class ArrearsReminder(Message):
    """To who may see the home's fees: what is owed, month by month, as it is when it is sent.

    It is not sent any more when all is paid, or while the ladder rests. FEE-05, SEC-01.
    """

    step_id: int
    since: str  # the first month that this person may see
    home: str = ""
    lines: tuple[OwedLine, ...] = ()
    owed: int = 0
    penalty: int | None = None
    month: int = 0
    days: tuple[int, ...] = ()

    text_key: ClassVar[str] = "dunning.reminder"
    priority: ClassVar[Priority] = Priority.BULK

    def buttons(self) -> Rows:
        claim = Button("dunning.actions.paid", Press("arrears_paid", self.step_id, 0).pack())
        days = tuple(
            Button(
                "dunning.actions.promise",
                Press("arrears_promise", self.step_id, 0, str(count)).pack(),
                {"days": count},
            )
            for count in self.days
        )
        return ((claim,), days, (ASK,))

    def drawn(self, session: Session) -> Message:
        step = session.get_one(DunningStep, self.step_id)
        standing = standing_of(session, session.get_one(Home, step.home_id), on=step.on)
        policy = policy_of(session, step.estate_id, DunningPolicy)
        seen = replace(
            standing,
            lines=tuple(line for line in standing.lines if line.charge.period >= self.since),
        )
        return replace(
            self, home=home_address(seen.home), lines=owed_lines(session, seen), owed=seen.owed,
            penalty=penalty(seen.lines, step.on, policy.penalty_rate), month=step.month,
            days=policy.promise_days,
        )  # fmt: skip

    def still_true(self, session: Session) -> bool:
        step = session.get_one(DunningStep, self.step_id)
        standing = standing_of(session, session.get_one(Home, step.home_id), on=step.on)
        owes = any(line.charge.period >= self.since for line in standing.lines)
        return owes and standing.rest is None


@dataclass(frozen=True)
class FinanceStep(Message):
    """To finance: a lawyer's letter or a suit is due; the bot sends neither. FEE-06 to FEE-08."""

    step_id: int
    home: str = ""
    rung: Rung = Rung.LETTER
    month: int = 0
    since: str = ""
    owed: int = 0
    large: bool = False

    text_key: ClassVar[str] = "dunning.finance_step"
    priority: ClassVar[Priority] = Priority.STAFF

    def buttons(self) -> Rows:
        return ((paper_button(self.step_id, Paper.DONE),),)

    def drawn(self, session: Session) -> Message:
        step = session.get_one(DunningStep, self.step_id)
        home = session.get_one(Home, step.home_id)
        return replace(
            self, home=home_address(home), rung=step.rung, month=step.month, since=step.since,
            owed=step.owed, large=home.large_payer,
        )  # fmt: skip

    def still_true(self, session: Session) -> bool:
        step = session.get_one(DunningStep, self.step_id)
        home = session.get_one(Home, step.home_id)
        owes = bool(standing_of(session, home, on=step.on).owed)
        return owes and rest_of(session, home.id) is None


@dataclass(frozen=True)
class Notice:
    """One written notice: whose home, what it owes, whether it was also said in chat."""

    home: str
    lines: tuple[OwedLine, ...]
    owed: int
    penalty: int | None
    told: int


@dataclass(frozen=True)
class Notices(Message):
    """To finance: the written notices of a building, one page a home, to be handed over. FEE-05."""

    estate_id: int
    on: date
    building: str
    notices: tuple[Notice, ...] = ()

    text_key: ClassVar[str] = "dunning.notices"
    paper: ClassVar[str] = "dunning.paper"
    priority: ClassVar[Priority] = Priority.STAFF

    def drawn(self, session: Session) -> Message:
        wanted = (
            select(DunningStep, Home)
            .join(Home, col(DunningStep.home_id) == col(Home.id))
            .where(
                DunningStep.estate_id == self.estate_id, DunningStep.on == self.on,
                DunningStep.rung == Rung.REMINDER, Home.building == self.building,
            )
        )  # fmt: skip
        policy, found = policy_of(session, self.estate_id, DunningPolicy), []
        for step, home in session.exec(wanted.order_by(col(Home.unit), col(Home.id))):
            standing = standing_of(session, home, on=self.on)
            said = policy.chat_replaces_paper and step.told > 0
            if standing.owed and standing.rest is None and not said:
                due = penalty(standing.lines, self.on, policy.penalty_rate)
                lines = owed_lines(session, standing)
                found.append(Notice(home_address(home), lines, standing.owed, due, step.told))
        return replace(self, notices=tuple(found))


@dataclass(frozen=True)
class LadderReport(Message):
    """To finance, in December to the head too: what the month's ladder did. FEE-13."""

    on: date
    reminded: int
    untold: int  # of those, whom no message reached
    letters: int
    suits: int
    owed: int
    resting: int
    last_of_year: bool

    text_key: ClassVar[str] = "dunning.report"
    priority: ClassVar[Priority] = Priority.STAFF


@dataclass(frozen=True)
class ClaimForFinance(Message):
    """To finance: somebody says that it is paid."""

    rest_id: int
    home: str = ""
    name: str = ""
    owed: int = 0

    text_key: ClassVar[str] = "dunning.claimed"
    priority: ClassVar[Priority] = Priority.STAFF

    def buttons(self) -> Rows:
        return (
            (
                _answer("found", "arrears_found", self.rest_id),
                _answer("not_found", "arrears_missing", self.rest_id),
            ),
        )

    def drawn(self, session: Session) -> Message:
        return _of_rest(session, self, self.rest_id)


@dataclass(frozen=True)
class NotFound(Message):
    """To who said that it was paid: finance has not found it. FEE-02."""

    rest_id: int
    home: str = ""
    name: str = ""
    owed: int = 0

    text_key: ClassVar[str] = "dunning.not_found"

    def buttons(self) -> Rows:
        return ((ASK,),)

    def drawn(self, session: Session) -> Message:
        return _of_rest(session, self, self.rest_id)


@dataclass(frozen=True)
class PromiseBroken(Message):
    """To finance: the day that was promised has passed; somebody rings up. FEE-10, FEE-11."""

    rest_id: int
    home: str = ""
    name: str = ""
    owed: int = 0
    until: date | None = None

    text_key: ClassVar[str] = "dunning.promise_broken"
    priority: ClassVar[Priority] = Priority.STAFF

    def drawn(self, session: Session) -> Message:
        drawn = _of_rest(session, self, self.rest_id)
        return replace(drawn, until=session.get_one(Rest, self.rest_id).until)


M = TypeVar("M", ClaimForFinance, NotFound, PromiseBroken)


def _answer(label: str, action: str, rest_id: int) -> Button:
    return Button(f"dunning.actions.{label}", Press(action, rest_id, 0).pack())


def _of_rest(session: Session, message: M, rest_id: int) -> M:
    rest = session.get_one(Rest, rest_id)
    home, person = session.get_one(Home, rest.home_id), session.get(Person, rest.person_id or 0)
    standing = standing_of(session, home, on=begun_on(session, rest))
    return replace(
        message, home=home_address(home), name=person.name if person else "", owed=standing.owed
    )


def report_of(on: date, steps: Sequence[DunningStep], resting: int) -> LadderReport:
    """Return what the ladder did on that day."""
    rungs = Counter(step.rung for step in steps)
    untold = sum(not step.told for step in steps if step.rung is Rung.REMINDER)
    return LadderReport(
        on, rungs[Rung.REMINDER], untold, rungs[Rung.LETTER], rungs[Rung.SUIT],
        sum(step.owed for step in steps), resting, on.month == LAST_MONTH,
    )  # fmt: skip


def paper_button(step_id: int, paper: Paper) -> Button:
    """Return the button that notes what became of the step on paper."""
    press = Press("arrears_done", step_id, 0, paper).pack()
    return Button(f"dunning.actions.{paper}", press)


def home_address(home: Home) -> str:
    """Return the home as people write it."""
    return f"{home.building} {home.unit}"


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
