"""Finance sends what accounting exports, as a file in private, and enters it with a press."""

from collections.abc import Callable

from handlers.context import Turn
from models.accounting.messages import ENTER, LEAVE
from models.accounting.sending import answer, may_enter, send
from models.buttons import Press
from models.files.tables import MediaKind
from models.progress import open_one


def export_sent(turn: Turn) -> bool:
    """Have a file read that finance sends without being asked; False for anything else.

    In a dialogue it is that dialogue's answer. FEE-02, SEC-01: never in a group.
    """
    media = turn.incoming.media
    if not media or media[0].kind is not MediaKind.DOCUMENT or turn.staff is None:
        return False
    if open_one(turn.session, turn.someone.id) is not None:
        return False
    if not may_enter(turn.session, turn.someone, now=turn.now):
        return False
    send(turn.session, media[0], by=turn.someone, now=turn.now)
    turn.say("accounting.reading")
    return True


def press_export(turn: Turn, press: Press) -> None:
    """Enter what the file says, or leave it; the question is gone after either."""
    entered = press.action == ENTER
    said = answer(turn.session, press.object, entered=entered, by=turn.someone, now=turn.now)
    turn.post(said, edits=turn.incoming.message_id)
    turn.toast("toasts.done")


PRESSES: dict[str, Callable[[Turn, Press], None]] = dict.fromkeys((ENTER, LEAVE), press_export)
