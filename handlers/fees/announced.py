"""Who heard of a fee before it is in arrears answers with one press."""

from collections.abc import Callable

from handlers.context import Turn
from handlers.understanding.courtesies import NEVER_MIND
from models.buttons import Press
from models.dunning.rest_messages import ClaimHeard
from models.fees.announced import may_have_paid
from models.fees.announcing import claim_announced, remind_tomorrow
from models.understanding.end_to_end import kinds_said

PAID = "paid"


def told_paid(turn: Turn) -> bool:
    """Take the bare sentence that it is paid as the press that says so; else false.

    Only where one home is meant. Source: FEE-02, FEE-12.
    """
    words = turn.catalogue.words
    lists = {**words("understanding_words.courtesies"), **words("understanding_words.paid")}
    said = kinds_said(turn.incoming.text, lists)
    if turn.staff is not None or turn.incoming.media or PAID not in said or NEVER_MIND in said:
        return False
    homes = may_have_paid(turn.session, turn.someone, on=turn.today)
    if len(homes) == 1:
        rest = claim_announced(turn.session, homes[0].id, by=turn.someone, now=turn.now)
        turn.post(ClaimHeard(rest.id))
    return len(homes) == 1


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
