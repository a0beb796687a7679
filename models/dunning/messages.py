"""What is said of arrears to residents, in private."""

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from sqlmodel import Session

from models.buttons import Press
from models.dunning.policy import DunningPolicy
from models.dunning.reading import Standing, standing_of
from models.dunning.rules import penalty
from models.dunning.tables import DunningStep
from models.estate.settings import policy_of
from models.estate.tables import Home
from models.fees.reading import tariffs_of
from models.intents.messages import Button, Message, Priority, Rows
from models.talks.messages import ASK


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
