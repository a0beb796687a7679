"""The desk handles an application for a card: papers, fee, number, hand-over, a lost one."""

from handlers.access_cards.applying import FAILS, card_world
from handlers.cases import asking, seen_by_staff
from handlers.context import Turn
from handlers.conversations.definition import Conversation, Label, Option
from handlers.conversations.lines import Line
from handlers.conversations.widgets import Choice
from handlers.papers import PaperFails
from models.access_cards.applying import may
from models.access_cards.cards import AccessOfficeCard
from models.access_cards.issuing import checked, fail, hand_out, make, pay, take
from models.access_cards.losing import block, take_back
from models.access_cards.words import Action
from models.buttons import Press
from models.cases.serving import show_to_one
from models.cases.tables import Kind
from models.papers.words import Flaw
from models.permissions import require_officer
from models.values import frozen


@frozen
class CardReceipt:
    """By which receipt the fee was paid."""

    receipt_no: str


@frozen
class CardMade:
    """The number of the card."""

    card_no: str


def failed(turn: Turn, said: PaperFails, case_id: int) -> None:
    """Hand to the model which paper does not do."""
    case = fail(turn.session, case_id, said.paper, said.flaw, by=turn.someone, now=turn.now)
    turn.say("parking.told_them", number=case.number)


def was_paid(turn: Turn, said: CardReceipt, case_id: int) -> None:
    """Hand the receipt's number to the model."""
    case = pay(turn.session, case_id, said.receipt_no, by=turn.someone, now=turn.now)
    turn.say("parking.told_them", number=case.number)


def was_made(turn: Turn, said: CardMade, case_id: int) -> None:
    """Hand the card's number to the model."""
    case = make(turn.session, case_id, said.card_no, by=turn.someone, now=turn.now)
    turn.say("parking.told_them", number=case.number)


FLAWS = tuple(
    Option(each, Label(f"papers.flaws.{each}")) for each in Flaw if each is not Flaw.OTHER_CAR
)
CARD_FAILS = Conversation(
    name=FAILS,
    answers=PaperFails,
    steps=(
        Choice("paper", options=lambda world: world.papers),
        Choice("flaw", options=lambda _: FLAWS),
    ),
    on_complete=failed,
    world=card_world,
    confirm=False,
)

CARD_PAID = Conversation(
    name="access_cards.pay",
    answers=CardReceipt,
    steps=(Line("receipt_no", min_length=1, max_length=30),),
    on_complete=was_paid,
    world=card_world,
    confirm=False,
)

CARD_MADE = Conversation(
    name="access_cards.make",
    answers=CardMade,
    steps=(Line("card_no", min_length=1, max_length=30),),
    on_complete=was_made,
    world=card_world,
    confirm=False,
)

ASKED = asking(may, {Action.FAIL: CARD_FAILS, Action.PAY: CARD_PAID, Action.MAKE: CARD_MADE})
DONE = {Action.TAKE: take, Action.BLOCK: block, Action.CHECKED: checked, Action.HAND_OUT: hand_out}


def press_done(turn: Turn, press: Press) -> None:
    """Take the card's application on, block a lost one, find papers right, hand the card out."""
    DONE[Action(press.action)](turn.session, press.object, by=turn.someone, now=turn.now)
    turn.toast("toasts.done" if turn.incoming.is_private else "toasts.see_private")


def press_show(turn: Turn, press: Press) -> None:
    """Show the application for a card to somebody of the office, in private."""
    require_officer(turn.session, turn.someone, now=turn.now)
    case, staff = seen_by_staff(turn, press, Kind.CARD)
    show_to_one(turn.session, staff, AccessOfficeCard(case.id, staff.id), now=turn.now)
    turn.toast("toasts.done")


def press_back(turn: Turn, press: Press) -> None:
    """Note that a card is back: it opens nothing any more."""
    take_back(turn.session, press.object, by=turn.someone, now=turn.now)
    turn.toast("toasts.done")
