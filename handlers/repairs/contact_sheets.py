"""整改类 in conversation: the warranty is shown, then the contact sheet is written."""

from handlers.context import Turn
from handlers.conversations.adapter import open_conversation
from handlers.conversations.definition import Conversation
from handlers.conversations.widgets import Choice, Telling
from handlers.repairs.reporting import estate_world
from models.buttons import Press
from models.cases.words import Words
from models.repairs.classes import DutyReason
from models.repairs.contact_sheets import developer_of, may_write, to_developer
from models.values import frozen

DEMANDS_AT_MOST = 300


@frozen
class Written:
    """Why the developer is to do it, and what is asked of it."""

    reason: DutyReason
    demands: Words


def written(turn: Turn, sheet: Written, case_id: int) -> None:
    """Hand the contact sheet to the model."""
    case = to_developer(
        turn.session, case_id, sheet.reason, sheet.demands.text, by=turn.someone, now=turn.now
    )
    turn.say("referrals.sheet_written", number=case.number)


TO_DEVELOPER = Conversation(
    name="referrals.developer",
    answers=Written,
    steps=(
        Choice("reason", options=DutyReason),
        Telling("demands", min_length=2, max_length=DEMANDS_AT_MOST, default_option="as_told"),
    ),
    on_complete=written,
    world=estate_world,
    confirm=False,
)


def press_to_developer(turn: Turn, press: Press) -> None:
    """Show the warranty, and ask why it is the developer's, in private."""
    case, until = may_write(turn.session, press.object, by=turn.someone, now=turn.now)
    developer = developer_of(turn.session, case.estate_id)
    turn.move_to_private()
    holds = until is not None and turn.today <= until
    turn.say(
        "referrals.warranty", number=case.number, until=until, holds=holds, developer=developer
    )
    open_conversation(turn, TO_DEVELOPER, subject=case.id)
    turn.toast("toasts.see_private")
