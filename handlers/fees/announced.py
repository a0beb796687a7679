"""Who heard of a fee before it is in arrears answers with one press."""

from collections.abc import Callable

from handlers.context import Turn
from models.buttons import Press
from models.dunning.rest_messages import ClaimHeard
from models.fees.announcing import claim_announced, remind_tomorrow


def press_paid(turn: Turn, press: Press) -> None:
    """Have finance look for what was announced."""
    rest = claim_announced(turn.session, press.object, by=turn.someone, now=turn.now)
    turn.post(ClaimHeard(rest.id))
    turn.toast("toasts.thanks")


def press_tomorrow(turn: Turn, press: Press) -> None:
    """Remind once more tomorrow."""
    remind_tomorrow(turn.session, press.object, by=turn.someone, now=turn.now)
    turn.toast("fees.announced.until_tomorrow")


PRESSES: dict[str, Callable[[Turn, Press], None]] = {
    "fees_paid": press_paid,
    "fees_tomorrow": press_tomorrow,
}
