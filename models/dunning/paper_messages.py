"""What finance is given of a day of the ladder: notices, letters and suits, and its report."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import ClassVar

from sqlmodel import Session, col, select

from models.buttons import Press
from models.dunning.messages import OwedLine, owed_lines
from models.dunning.policy import DunningPolicy
from models.dunning.progress import Progress
from models.dunning.reading import rest_of, standing_of
from models.dunning.rules import penalty
from models.dunning.tables import DunningStep, LadderRun
from models.dunning.words import Paper, Rung
from models.estate.settings import policy_of
from models.estate.tables import Home
from models.intents.messages import Button, Message, Priority, Rows
from models.values import frozen

LAST_MONTH = 12  # by its end the year is collected. FEE-13


@frozen
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
            self, home=home.address, rung=step.rung, month=step.month, since=step.since,
            owed=step.owed, large=home.large_payer,
        )  # fmt: skip

    def still_true(self, session: Session) -> bool:
        step = session.get_one(DunningStep, self.step_id)
        home = session.get_one(Home, step.home_id)
        owes = bool(standing_of(session, home, on=step.on).owed)
        return owes and rest_of(session, home.id) is None


@frozen
class Notice:
    """One written notice: whose home, what it owes, whether it was also said in chat."""

    home: str
    lines: tuple[OwedLine, ...]
    owed: int
    penalty: int | None
    told: int


@frozen
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
                found.append(Notice(home.address, lines, standing.owed, due, step.told))
        return replace(self, notices=tuple(found))


@frozen
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
    sent: int = 0
    to_call: int = 0
    left: int = 0
    stops: int = 0
    stands_still: bool = False

    text_key: ClassVar[str] = "dunning.report"
    priority: ClassVar[Priority] = Priority.STAFF


def report_of(
    run: LadderRun, steps: Sequence[DunningStep], resting: int, going: Progress
) -> LadderReport:
    """Return what the ladder did on that day, and how far its messages are."""
    rungs = Counter(step.rung for step in steps)
    untold = sum(not step.told for step in steps if step.rung is Rung.REMINDER)
    return LadderReport(
        run.on, rungs[Rung.REMINDER], untold, rungs[Rung.LETTER], rungs[Rung.SUIT],
        sum(step.owed for step in steps), resting, run.on.month == LAST_MONTH,
        going.sent, going.to_call, going.left, run.stops, run.stopped_at is not None,
    )  # fmt: skip


def paper_button(step_id: int, paper: Paper) -> Button:
    """Return the button that notes what became of the step on paper."""
    press = Press("arrears_done", step_id, 0, paper).pack()
    return Button(f"dunning.actions.{paper}", press)
