"""An officer notes how a call or a visit about arrears went: with a press, the reason in words."""

from collections.abc import Callable
from datetime import date
from functools import partial

from handlers.context import Turn
from handlers.conversations.adapter import open_conversation, words_for
from handlers.conversations.definition import Conversation, World
from handlers.parking.days import Day
from handlers.repairs.reasons import Reason
from models.buttons import Press, Unreadable
from models.dunning.conduct import in_hand, note
from models.dunning.suits import preserve_by, won_suit
from models.dunning.words import Outcome
from models.values import frozen


@frozen
class Heard:
    """Why somebody does not pay, as they told it."""

    reason: str


@frozen
class Preserved:
    """By when preservation is asked of the court."""

    on: date


def press_promise(turn: Turn, press: Press) -> None:
    """Note the day that was agreed; until then nobody is reminded. FEE-11."""
    _note(turn, press, Outcome.PROMISED, days=press.number)


def press_noted(turn: Turn, press: Press) -> None:
    """Note that a call or visit reached nobody or was refused, or that the letter is sent."""
    if press.value not in {Outcome.UNREACHED, Outcome.REFUSED, Outcome.SENT}:
        raise Unreadable
    _note(turn, press, Outcome(press.value))


def press_reason(turn: Turn, press: Press) -> None:
    """Ask for the reason that was heard."""
    in_hand(turn.session, press.object, by=turn.someone, now=turn.now)
    open_conversation(turn, HEARD, subject=press.object)


def heard(turn: Turn, told: Heard, errand_id: int) -> None:
    """Write the reason down. FEE-10."""
    said = note(
        turn.session, errand_id, Outcome.REASON, reason=told.reason, by=turn.someone, now=turn.now
    )
    turn.post(said)


def reason_world(turn: Turn) -> World:
    """Return what the question may know."""
    return World(turn.today, words=partial(words_for, turn, HEARD))


def _note(turn: Turn, press: Press, outcome: Outcome, *, days: int = 0) -> None:
    said = note(
        turn.session, press.object, outcome, rev=press.rev, days=days, by=turn.someone,
        now=turn.now,
    )  # fmt: skip
    turn.post(said, edits=turn.incoming.message_id or None)
    turn.toast("toasts.done")


def press_preserve(turn: Turn, press: Press) -> None:
    """Ask for the day by which preservation is asked of the court."""
    won_suit(turn.session, press.object, by=turn.someone, now=turn.now)
    open_conversation(turn, PRESERVE, subject=press.object)


def preserved(turn: Turn, told: Preserved, step_id: int) -> None:
    """Set the day; finance is reminded a week before. FEE-09, S-40."""
    preserve_by(turn.session, step_id, told.on, by=turn.someone, now=turn.now)
    turn.say("conduct.preserved", on=told.on)


def preserve_world(turn: Turn) -> World:
    """Return what the question may know."""
    return World(turn.today, words=partial(words_for, turn, PRESERVE))


PRESSES: dict[str, Callable[[Turn, Press], None]] = {
    "errand_promise": press_promise,
    "errand_noted": press_noted,
    "errand_reason": press_reason,
    "suit_preserve": press_preserve,
}
HEARD = Conversation(
    name="conduct.heard",
    answers=Heard,
    steps=(Reason("reason"),),
    on_complete=heard,
    world=reason_world,
    confirm=False,
)
PRESERVE = Conversation(
    name="conduct.preserve",
    answers=Preserved,
    steps=(Day("on", ahead=True),),
    on_complete=preserved,
    world=preserve_world,
    confirm=False,
)
