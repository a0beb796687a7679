"""The desk agrees on instalments: in how many parts, and from when."""

from collections.abc import Callable
from datetime import date
from functools import partial

from handlers.context import Turn
from handlers.conversations.adapter import open_conversation, words_for
from handlers.conversations.definition import Conversation, Label, Option, World
from handlers.conversations.widgets import Choice
from handlers.parking.days import Day
from models.buttons import Press
from models.dunning.desk import standing_shown
from models.dunning.instalments import agree
from models.dunning.policy import DunningPolicy
from models.estate.settings import policy_of
from models.fees.operations import require_money_for
from models.values import frozen


@frozen
class Planned:
    """In how many parts, and when the first one is paid."""

    count: str
    first: date


@frozen
class PlanWorld(World):
    """What the questions may know: in how many parts it may be paid."""

    counts: tuple[Option, ...] = ()


def planned(turn: Turn, said: Planned, home_id: int) -> None:
    """Hand the plan to the model; who pays hears it, and the desk sees the home anew."""
    agree(turn.session, home_id, int(said.count), said.first, by=turn.someone, now=turn.now)
    turn.post(standing_shown(turn.session, home_id, by=turn.someone, now=turn.now))


def plan_world(turn: Turn) -> PlanWorld:
    """Return in how many parts the estate lets people pay."""
    policy = policy_of(turn.session, turn.someone.estate_id, DunningPolicy)
    counts = tuple(
        Option(str(each), Label("dunning.plan.count.option", {"count": each}))
        for each in policy.instalments
    )
    return PlanWorld(turn.today, words=partial(words_for, turn, PLAN_PARTS), counts=counts)


PLAN_PARTS = Conversation(
    name="dunning.plan",
    answers=Planned,
    steps=(
        Choice("count", options=lambda world: world.counts),
        Day("first", ahead=True),
    ),
    on_complete=planned,
    world=plan_world,
)


def press_plan(turn: Turn, press: Press) -> None:
    """Ask in how many parts, and from when."""
    require_money_for(turn.session, press.object, turn.someone, now=turn.now)
    open_conversation(turn, PLAN_PARTS, subject=press.object)


PRESSES: dict[str, Callable[[Turn, Press], None]] = {"ladder_plan": press_plan}
