"""`/drive`: what is left of the year's arrears in December; an officer takes up a home."""

from collections.abc import Callable

from handlers.context import Turn
from models.buttons import Press
from models.dunning.driving import drive_shown, take_up


def drive(turn: Turn) -> None:
    """Show it to who handles money."""
    turn.post(drive_shown(turn.session, by=turn.someone, now=turn.now))


def press_call(turn: Turn, press: Press) -> None:
    """Give who pressed the telephone number and what is owed; they note how it went."""
    turn.post(take_up(turn.session, press.object, by=turn.someone, now=turn.now))
    turn.toast("toasts.done")


PRESSES: dict[str, Callable[[Turn, Press], None]] = {"drive_call": press_call}
