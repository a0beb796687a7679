"""The office handles a complaint: settlement, later promise, handing on, result."""

from datetime import datetime

from handlers.cases import asking
from handlers.complaints.planning import PLAN, handling_world, nobody_s_yet
from handlers.context import Turn
from handlers.conversations.amounts import Yuan
from handlers.conversations.definition import Conversation
from handlers.conversations.widgets import Choice, Telling
from handlers.repairs import reasons
from handlers.repairs.reporting import estate_world
from models.buttons import Press
from models.complaints.accepting import may
from models.complaints.handling import (
    Solution,
    ask_overrun,
    decide_overrun,
    decide_settlement,
    hand_on,
    resolve,
    settle,
)
from models.complaints.harm import stop
from models.complaints.telling import overrun_asked, settlement_asked
from models.complaints.words import Action, Fault
from models.values import frozen

RESULT_AT_MOST = 800
LATER = ("1", "2", "3", "5", "7", "14", "30")  # days


@frozen
class HandedOn:
    """Whom it was handed on to."""

    to: str


@frozen
class Settled:
    """How much is promised, and for what."""

    amount: int
    what: str


@frozen
class Later:
    """How many days more, and why."""

    days: str
    reason: str


def resolved(turn: Turn, done: Solution, case_id: int) -> None:
    """Hand the result to the model."""
    case = resolve(turn.session, case_id, done, by=turn.someone, now=turn.now)
    turn.say("complaints.told_them", number=case.number, called="")


def handed_on(turn: Turn, told: HandedOn, case_id: int) -> None:
    """Hand it on."""
    case = hand_on(turn.session, case_id, told.to, by=turn.someone, now=turn.now)
    turn.say("complaints.told_them", number=case.number, called="")


def settled(turn: Turn, told: Settled, case_id: int) -> None:
    """Promise it, or ask who may."""
    done = settle(turn.session, case_id, told.amount, told.what, by=turn.someone, now=turn.now)
    turn.say("complaints.settled" if done else "complaints.settlement_asked", amount=told.amount)


def later(turn: Turn, told: Later, case_id: int) -> None:
    """Ask for a later promise."""
    until = _until(turn, int(told.days))
    ask_overrun(turn.session, case_id, until, told.reason, by=turn.someone, now=turn.now)
    turn.say("complaints.overrun_asked", until=until)


def _until(turn: Turn, days: int) -> datetime:
    return turn.calendar.end_of_day(turn.now, days)


RESOLVE = Conversation(
    name="complaints.resolve",
    answers=Solution,
    steps=(
        reasons.Reason("cause"),
        Choice("fault", options=Fault, ask_if=nobody_s_yet),
        Telling("told", min_length=2, max_length=RESULT_AT_MOST),
    ),
    on_complete=resolved,
    world=handling_world,
)

HAND_ON = Conversation(
    name="complaints.hand_on",
    answers=HandedOn,
    steps=(reasons.Reason("to", usual=("company", "developer")),),
    on_complete=handed_on,
    world=estate_world,
    confirm=False,
)

SETTLE = Conversation(
    name="complaints.settle",
    answers=Settled,
    steps=(Yuan("amount"), reasons.Reason("what")),
    on_complete=settled,
    world=estate_world,
)

LATER_PROMISE = Conversation(
    name="complaints.overrun",
    answers=Later,
    steps=(Choice("days", options=LATER, columns=2), reasons.Reason("reason")),
    on_complete=later,
    world=estate_world,
)

ASKED = asking(
    may,
    {
        Action.PLAN: PLAN,
        Action.RESOLVE: RESOLVE,
        Action.HAND_ON: HAND_ON,
        Action.SETTLE: SETTLE,
        Action.OVERRUN: LATER_PROMISE,
    },
)


def press_stop(turn: Turn, press: Press) -> None:
    """Note that the harm is stopped."""
    stop(turn.session, press.object, by=turn.someone, now=turn.now)
    turn.toast("toasts.done")


def press_settlement(turn: Turn, press: Press) -> None:
    """Say yes or no to a settlement: the answer takes the place of the buttons."""
    yes = press.action == Action.APPROVE_SETTLEMENT
    row = decide_settlement(turn.session, press.object, yes=yes, by=turn.someone, now=turn.now)
    turn.post(settlement_asked(turn.session, row), edits=turn.incoming.message_id or None)
    turn.toast("toasts.done")


def press_overrun(turn: Turn, press: Press) -> None:
    """Say yes or no to a later promise: the answer takes the place of the buttons."""
    yes = press.action == Action.APPROVE_OVERRUN
    row = decide_overrun(turn.session, press.object, yes=yes, by=turn.someone, now=turn.now)
    turn.post(overrun_asked(turn.session, row), edits=turn.incoming.message_id or None)
    turn.toast("toasts.done")
