"""Repairs that somebody outside the office has: receipt, outcome, and taking them back."""

from handlers.context import Turn
from handlers.conversations.adapter import open_conversation
from handlers.conversations.definition import Conversation
from handlers.conversations.widgets import Telling
from handlers.repairs.reporting import estate_world
from handlers.repairs.sheets import Photographs
from models.buttons import Press
from models.cases.words import Words
from models.repairs.contact_sheets import approve, received, reject
from models.repairs.referrals import may_refer, outcome, take_back
from models.repairs.rules import Action
from models.values import frozen

OUTCOME_AT_MOST = 500


@frozen
class Ended:
    """What came of it; the signed sheet may come along."""

    told: Words


@frozen
class Receipt:
    """The sheet that the developer has signed for receipt."""

    photos: Words


def ended(turn: Turn, end: Ended, case_id: int) -> None:
    """Hand the outcome to the model."""
    case = outcome(turn.session, case_id, end.told, by=turn.someone, now=turn.now)
    turn.say("referrals.outcome_kept", number=case.number)


def receipted(turn: Turn, receipt: Receipt, case_id: int) -> None:
    """Keep the receipt."""
    case = received(turn.session, case_id, receipt.photos.media, by=turn.someone, now=turn.now)
    turn.say("referrals.receipt_kept", number=case.number)


OUTCOME = Conversation(
    name="referrals.outcome",
    answers=Ended,
    steps=(Telling("told", min_length=2, max_length=OUTCOME_AT_MOST),),
    on_complete=ended,
    world=estate_world,
    confirm=False,
)

RECEIPT = Conversation(
    name="referrals.receipt",
    answers=Receipt,
    steps=(Photographs("photos", min_length=1, max_length=OUTCOME_AT_MOST),),
    on_complete=receipted,
    world=estate_world,
    confirm=False,
)


def press_outcome(turn: Turn, press: Press) -> None:
    """Ask what came of it, in private."""
    _ask(turn, press, Action.OUTCOME, OUTCOME)


def press_received(turn: Turn, press: Press) -> None:
    """Ask for the signed sheet, in private."""
    _ask(turn, press, Action.RECEIVED, RECEIPT)


def press_take_back(turn: Turn, press: Press) -> None:
    """Let the repair be ours again."""
    take_back(turn.session, press.object, Action.TAKE_BACK, by=turn.someone, now=turn.now)
    turn.toast("toasts.resident_told")


def press_approve(turn: Turn, press: Press) -> None:
    """Sign the contact sheet."""
    approve(turn.session, press.object, by=turn.someone, now=turn.now)
    turn.toast("toasts.resident_told")


def press_reject(turn: Turn, press: Press) -> None:
    """Do not sign the contact sheet."""
    reject(turn.session, press.object, by=turn.someone, now=turn.now)
    turn.toast("toasts.resident_told")


def _ask(turn: Turn, press: Press, action: Action, conversation: Conversation) -> None:
    may_refer(turn.session, press.object, action, by=turn.someone, now=turn.now)
    turn.move_to_private()
    open_conversation(turn, conversation, subject=press.object)
    turn.toast("toasts.see_private")
