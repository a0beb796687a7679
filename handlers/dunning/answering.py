"""Arrears: who is reminded answers with one press; who has the money in hand says how it was."""

from collections.abc import Callable

from handlers.context import Turn
from handlers.dunning import disputing, planning, proving, running
from models.buttons import Press, Unreadable
from models.dunning.answering import shown_home
from models.dunning.desk import settle, standing_shown
from models.dunning.holding import go_on, hold
from models.dunning.rest_messages import ClaimHeard
from models.dunning.resting import claim_paid, judge_claim, promise
from models.dunning.words import Brake, Paper
from models.estate.homes import homes_meant
from models.fees.reading import require_money


def dunning(turn: Turn) -> None:
    """Show where a home stands, and why: `/dunning 1号楼 101`. FEE-09."""
    staff = require_money(turn.session, turn.someone, now=turn.now)
    homes = homes_meant(turn.session, staff.estate_id, turn.incoming.argument)
    if len(homes) != 1:
        turn.say("dunning.which")
        return
    turn.post(standing_shown(turn.session, homes[0].id, by=turn.someone, now=turn.now))


def press_paid(turn: Turn, press: Press) -> None:
    """Have finance look for the payment."""
    rest = claim_paid(turn.session, press.object, by=turn.someone, now=turn.now)
    turn.post(ClaimHeard(rest.id))
    turn.toast("toasts.thanks")


def press_promise(turn: Turn, press: Press) -> None:
    """Note by when it will be paid."""
    rest = promise(turn.session, press.object, press.number, by=turn.someone, now=turn.now)
    turn.say("dunning.until_then", until=rest.until)
    turn.toast("toasts.thanks")


def press_home(turn: Turn, press: Press) -> None:
    """Show one of several homes, with its answers."""
    turn.post(shown_home(turn.session, press.object, by=turn.someone, now=turn.now))


def press_judged(turn: Turn, press: Press) -> None:
    """Note whether the money is there."""
    found = press.action == "arrears_found"
    judge_claim(turn.session, press.object, found=found, by=turn.someone, now=turn.now)
    turn.say("dunning.enter_it" if found else "dunning.told_them")
    turn.toast("toasts.done")


def press_done(turn: Turn, press: Press) -> None:
    """Note that a letter or suit is done, a notice handed over or signed."""
    if press.value not in set(Paper):
        raise Unreadable
    settle(turn.session, press.object, Paper(press.value), by=turn.someone, now=turn.now)
    turn.toast("toasts.done")


def press_ladder(turn: Turn, press: Press) -> None:
    """Let a home's ladder rest, or go on, and show it anew."""
    if press.action == "ladder_hold":
        if press.value not in set(Brake):
            raise Unreadable
        hold(turn.session, press.object, Brake(press.value), by=turn.someone, now=turn.now)
    else:
        go_on(turn.session, press.object, by=turn.someone, now=turn.now)
    shown = standing_shown(turn.session, press.object, by=turn.someone, now=turn.now)
    turn.post(shown, edits=turn.incoming.message_id or None)
    turn.toast("toasts.done")


PRESSES: dict[str, Callable[[Turn, Press], None]] = {
    "arrears_paid": press_paid,
    "arrears_promise": press_promise,
    "arrears_home": press_home,
    "arrears_found": press_judged,
    "arrears_missing": press_judged,
    "arrears_done": press_done,
    "ladder_hold": press_ladder,
    "ladder_go_on": press_ladder,
    **running.PRESSES,
    **disputing.PRESSES,
    **proving.PRESSES,
    **planning.PRESSES,
}
