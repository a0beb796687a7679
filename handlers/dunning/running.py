"""A day's reminders: finance stops them and lets them go on; an officer says who was reached."""

from collections.abc import Callable

from handlers.context import Turn
from models.buttons import Press, Unreadable
from models.dunning.calls import note_call
from models.dunning.run_messages import CallCard, RunCard
from models.dunning.running import let_go_on, stop
from models.dunning.words import Reach


def press_run(turn: Turn, press: Press) -> None:
    """Stop the day's reminders before the next one, or let them go on where they were."""
    move = stop if press.action == "ladder_stop" else let_go_on
    run = move(turn.session, press.object, by=turn.someone, now=turn.now)
    turn.post(RunCard(run.id, run.on), edits=turn.incoming.message_id or None)
    turn.toast("toasts.done")


def press_called(turn: Turn, press: Press) -> None:
    """Note how somebody was reached, and show the next one."""
    if press.value not in set(Reach):
        raise Unreadable
    run = note_call(turn.session, press.object, Reach(press.value), by=turn.someone, now=turn.now)
    turn.post(CallCard(run.id), edits=turn.incoming.message_id or None)
    turn.toast("toasts.done")


PRESSES: dict[str, Callable[[Turn, Press], None]] = {
    "ladder_stop": press_run,
    "ladder_run": press_run,
    "arrears_called": press_called,
}
