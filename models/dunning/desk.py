"""What finance and the desk see of a home's ladder, and what they note of it."""

from datetime import date, datetime
from typing import ClassVar

from sqlmodel import Session

from models.buttons import Press
from models.dunning.conduct_messages import Noted, noted_of
from models.dunning.messages import OwedLine, owed_lines
from models.dunning.paper_messages import paper_button
from models.dunning.reading import resting_for, standing_of, steps_of
from models.dunning.resting import AlreadySettled
from models.dunning.rules import Step, open_papers
from models.dunning.suits import follow_suit, missing_of
from models.dunning.tables import DunningStep
from models.dunning.words import HOLDS, Brake, Missing, Paper, Rung
from models.errors import NotAllowed
from models.estate.tables import Home
from models.fees.operations import require_money_for
from models.fees.reading import require_money
from models.intents.messages import Button, Message, Priority, Rows
from models.people.tables import Person
from models.permissions import today_in
from models.values import frozen


@frozen
class TakenStep:
    """A step as it is told: its day, rung and month, and what became of its paper."""

    step_id: int
    on: date
    rung: Rung
    month: int
    told: int
    paper: Paper


@frozen
class LadderOfHome(Message):
    """Where a home stands and why: what it owes, its steps, the next one, why it rests."""

    home_id: int
    home: str
    lines: tuple[OwedLine, ...]
    owed: int
    months: int | None
    steps: tuple[TakenStep, ...]
    following: Step | None
    watched: bool
    large: bool
    brake: Brake | None = None
    until: date | None = None
    conduct: tuple[Noted, ...] = ()
    missing: tuple[Missing, ...] = ()

    text_key: ClassVar[str] = "dunning.ladder"
    priority: ClassVar[Priority] = Priority.STAFF

    def buttons(self) -> Rows:
        notes = tuple(
            paper_button(last.step_id, paper)
            for last in self.steps[-1:]
            for paper in open_papers(last.rung, last.paper)
        )
        return ((notes,) if notes else ()) + self._ways()

    def _ways(self) -> Rows:
        """Return how the home is let rest, or go on."""
        if self.brake is not None:
            on = Press("ladder_go_on", self.home_id, 0).pack()
            return ((Button("dunning.actions.go_on", on),),)
        plan = Press("ladder_plan", self.home_id, 0).pack()
        holds = tuple(
            Button("dunning.actions.hold", Press("ladder_hold", self.home_id, 0, why).pack(),
                   {"why": why})
            for why in HOLDS
        )  # fmt: skip
        return (holds[:2], holds[2:], (Button("dunning.actions.plan", plan),))


def standing_shown(session: Session, home_id: int, *, by: Person, now: datetime) -> LadderOfHome:
    """Return where the home stands, for who handles money. Raises NotStaff, NotAllowed."""
    staff = require_money(session, by, now=now)
    home = session.get(Home, home_id)
    if home is None or home.estate_id != staff.estate_id:
        raise NotAllowed
    standing = standing_of(session, home, on=today_in(session, home.estate_id, now=now))
    rest = resting_for(session, standing)
    return LadderOfHome(
        home.id, home.address, owed_lines(session, standing), standing.owed,
        standing.months,
        tuple(
            TakenStep(each.id, each.on, each.rung, each.month, each.told, each.paper)
            for each in steps_of(session, home.id)
        ),
        standing.following, standing.watched, home.large_payer,
        rest.brake if rest else None, rest.until if rest else None,
        conduct=noted_of(session, home.id), missing=missing_of(session, home.id),
    )  # fmt: skip


def settle(
    session: Session, step_id: int, paper: Paper, *, by: Person, now: datetime
) -> DunningStep:
    """Note that the notice was handed over or signed, the letter or suit done. FEE-05 to FEE-07.

    Raises NotStaff, NotAllowed, OwnHome, AlreadySettled.
    """
    step = session.get(DunningStep, step_id, with_for_update=True)
    if step is None:
        raise NotAllowed
    staff = require_money_for(session, step.home_id, by, now=now)
    if paper not in open_papers(step.rung, step.paper):
        raise AlreadySettled
    step.paper, step.settled_at, step.settled_by = paper, now, staff.id
    session.add(step)
    session.flush()
    follow_suit(session, step, now=now)
    return step
