"""The office handles an application: the checklist, the contract, the card, the space's return."""

from datetime import date

from handlers.cases import asking, seen_by_staff
from handlers.context import Turn
from handlers.conversations.definition import Conversation
from handlers.conversations.lines import Line
from handlers.conversations.widgets import Choice
from handlers.papers import PaperFails
from handlers.parking.applying import ASKED_FOR, parking_world
from handlers.parking.days import Day
from handlers.repairs import reasons
from models.buttons import Press, Unreadable
from models.cases.tables import Kind
from models.intents.messages import Button
from models.papers.words import Flaw, PaperKind
from models.parking.applying import may
from models.parking.checking import compare, fail, invite, look_at, originals
from models.parking.contracts import fill_in, hand_out, issue_card, refuse, sign
from models.parking.ends import hand_back, of_holder, take_back
from models.parking.renewing import renew
from models.parking.rules import LENGTHS
from models.parking.telling import show_card, show_receipt
from models.parking.vip import next_step, pay, put_before
from models.parking.words import Action
from models.permissions import require_officer, require_staff
from models.values import frozen

SURE = "sure"


@frozen
class Read:
    """What the desk reads off the papers."""

    licence_no: str
    insured_until: date


@frozen
class Length:
    """For how many months the contract is."""

    months: str


@frozen
class CardNumber:
    """The number of the parking card."""

    card_no: str


@frozen
class PutBefore:
    """What goes before the head with the form of a VIP space."""

    licence_no: str
    months: str


@frozen
class Receipt:
    """By which receipt the fee was paid."""

    receipt_no: str


@frozen
class Refused:
    """Why the contract is not signed."""

    reason: str


def failed(turn: Turn, said: PaperFails, case_id: int) -> None:
    """Hand to the model which paper does not do."""
    case = fail(turn.session, case_id, said.paper, said.flaw, by=turn.someone, now=turn.now)
    turn.say("parking.told_them", number=case.number)


def was_read(turn: Turn, said: Read, case_id: int) -> None:
    """Hand to the model what the papers say; it invites, or tells what has run out."""
    case = invite(
        turn.session, case_id, said.licence_no, said.insured_until, by=turn.someone, now=turn.now
    )
    turn.say("parking.told_them", number=case.number)


def length_chosen(turn: Turn, said: Length, case_id: int) -> None:
    """Hand the length to the model; the head has the contract."""
    case = fill_in(turn.session, case_id, int(said.months), by=turn.someone, now=turn.now)
    turn.say("parking.with_the_head", number=case.number)


def card_numbered(turn: Turn, said: CardNumber, case_id: int) -> None:
    """Hand the card's number to the model."""
    case = issue_card(turn.session, case_id, said.card_no, by=turn.someone, now=turn.now)
    turn.say("parking.told_them", number=case.number)


def refused(turn: Turn, said: Refused, case_id: int) -> None:
    """Hand the reason to the model."""
    case = refuse(turn.session, case_id, said.reason, by=turn.someone, now=turn.now)
    turn.say("parking.told_them", number=case.number)


def was_put_before(turn: Turn, said: PutBefore, case_id: int) -> None:
    """Hand the form to the model; the head has it."""
    months = int(said.months)
    case = put_before(turn.session, case_id, said.licence_no, months, by=turn.someone, now=turn.now)
    turn.say("parking.with_the_head", number=case.number)


def was_paid(turn: Turn, said: Receipt, case_id: int) -> None:
    """Hand the receipt's number to the model."""
    pay(turn.session, case_id, said.receipt_no, by=turn.someone, now=turn.now)
    turn.say("parking.noted")


FAIL = Conversation(
    name="parking.fail",
    answers=PaperFails,
    steps=(Choice("paper", options=ASKED_FOR), Choice("flaw", options=Flaw)),
    on_complete=failed,
    world=parking_world,
    confirm=False,
)

INVITE = Conversation(
    name="parking.invite",
    answers=Read,
    steps=(Line("licence_no", min_length=2, max_length=30), Day("insured_until")),
    on_complete=was_read,
    world=parking_world,
    confirm=False,
)

FILL_IN = Conversation(
    name="parking.fill_in",
    answers=Length,
    steps=(Choice("months", options=[str(each) for each in LENGTHS], columns=2),),
    on_complete=length_chosen,
    world=parking_world,
    confirm=False,
)

PUT_BEFORE = Conversation(
    name="parking.put_before",
    answers=PutBefore,
    steps=(
        Line("licence_no", min_length=2, max_length=30),
        Choice("months", options=[str(each) for each in LENGTHS], columns=2),
    ),
    on_complete=was_put_before,
    world=parking_world,
    confirm=False,
)

PAY = Conversation(
    name="parking.pay",
    answers=Receipt,
    steps=(Line("receipt_no", min_length=1, max_length=30),),
    on_complete=was_paid,
    world=parking_world,
    confirm=False,
)

ISSUE_CARD = Conversation(
    name="parking.card",
    answers=CardNumber,
    steps=(Line("card_no", min_length=1, max_length=30),),
    on_complete=card_numbered,
    world=parking_world,
    confirm=False,
)

REFUSE = Conversation(
    name="parking.refuse",
    answers=Refused,
    steps=(reasons.Reason("reason"),),
    on_complete=refused,
    world=parking_world,
)

ASKED = asking(
    may,
    {
        Action.PAPER_FAILS: FAIL,
        Action.INVITE: INVITE,
        Action.FILL_IN: FILL_IN,
        Action.ISSUE_CARD: ISSUE_CARD,
        Action.REFUSE: REFUSE,
        Action.PUT_BEFORE: PUT_BEFORE,
        Action.PAY: PAY,
    },
)


def press_look_at(turn: Turn, press: Press) -> None:
    """Take it; the checklist comes in private."""
    look_at(turn.session, press.object, by=turn.someone, now=turn.now)
    turn.toast("toasts.details_sent")


def press_originals(turn: Turn, press: Press) -> None:
    """Note that the originals are on the desk: the minutes run."""
    originals(turn.session, press.object, by=turn.someone, now=turn.now)
    turn.toast("toasts.done")


def press_compare(turn: Turn, press: Press) -> None:
    """Note that this copy equals its original."""
    if press.value not in set(PaperKind):
        raise Unreadable
    kind = PaperKind(press.value)
    compare(turn.session, press.object, kind, by=turn.someone, now=turn.now)
    turn.toast("toasts.done")


def press_sign(turn: Turn, press: Press) -> None:
    """Sign the contract."""
    sign(turn.session, press.object, by=turn.someone, now=turn.now)
    turn.toast("parking.is_signed")


def press_next_step(turn: Turn, press: Press) -> None:
    """Note that the fixed plate stands, or that everything is tested."""
    next_step(turn.session, press.object, Action(press.action), by=turn.someone, now=turn.now)
    turn.toast("toasts.done")


def press_hand_out(turn: Turn, press: Press) -> None:
    """Note that the card is handed over: the minutes end."""
    hand_out(turn.session, press.object, by=turn.someone, now=turn.now)
    turn.toast("toasts.resident_told")


def press_card(turn: Turn, press: Press) -> None:
    """Show it to somebody of the office, in private."""
    require_officer(turn.session, turn.someone, now=turn.now)
    case, staff = seen_by_staff(turn, press, Kind.PARKING)
    show_card(turn.session, case, staff, now=turn.now)
    turn.toast("toasts.done")


def press_hand_back(turn: Turn, press: Press) -> None:
    """Ask whether it is meant; then the desk takes card and space back."""
    if press.value != SURE:
        lease = of_holder(turn.session, press.object, by=turn.someone, now=turn.now)
        sure = Press(press.action, lease.id, 0, SURE).pack()
        turn.say("parking.hand_back_sure", ((Button("parking.actions.hand_back_yes", sure),),))
        turn.toast("toasts.done")
        return
    hand_back(turn.session, press.object, by=turn.someone, now=turn.now)
    turn.say("parking.handing_back")
    turn.toast("toasts.done")


def press_renew(turn: Turn, press: Press) -> None:
    """Let the lease go on: the card says what is still asked."""
    case = renew(turn.session, press.object, by=turn.someone, now=turn.now)
    show_receipt(turn.session, case, turn.someone, now=turn.now)
    turn.toast("toasts.done")


def press_take_back(turn: Turn, press: Press) -> None:
    """End the lease: card and space are back."""
    require_staff(turn.session, turn.someone, now=turn.now)
    take_back(turn.session, press.object, by=turn.someone, now=turn.now)
    turn.toast("toasts.done")
