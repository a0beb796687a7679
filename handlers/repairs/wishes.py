"""What a resident may still want of a repair, and what an officer declines, each by a press."""

from handlers.context import Turn
from handlers.conversations.adapter import open_conversation
from handlers.conversations.definition import Answers, Conversation, World
from handlers.conversations.widgets import Choice, Telling
from handlers.repairs import reasons
from handlers.repairs.reporting import TOLD_AT_MOST, estate_world
from handlers.understanding.courtesies import GIVEN_UP, endings_in
from models.buttons import Press
from models.cases.lists import own_cases
from models.cases.tables import Case, Kind
from models.cases.words import Words
from models.errors import NotAllowed
from models.intents.messages import Button
from models.repairs.rules import Action, Entry
from models.values import frozen
from models.wishes.additions import add, keep_tellings, may_add
from models.wishes.endings import decline, may_end, withdraw
from models.wishes.limits import Limit
from models.wishes.urging import urge

SURE = "sure"  # the second press of two


@frozen
class Added:
    """What a resident adds to a repair that is running."""

    told: Words | None
    entry: Entry | None


@frozen
class Declined:
    """Why an officer declines, and what can be done instead."""

    reason: str
    instead: str


def has_a_home(_answers: Answers, world: World) -> bool:
    """Ask for the way in only of somebody who lives here."""
    return any(each.value.startswith("home:") for each in world.places)


def added(turn: Turn, more: Added, case_id: int) -> None:
    """Hand what was added to the model."""
    told = more.told or Words()
    case = add(turn.session, case_id, told, more.entry, by=turn.someone, now=turn.now)
    keep_tellings(turn.session, case, turn.incoming.chat_id, turn.heard_in)
    turn.say("wishes.add.thanks", number=case.number)


def declined(turn: Turn, why: Declined, case_id: int) -> None:
    """Hand the refusal and its explanation to the model."""
    case = decline(turn.session, case_id, why.reason, why.instead, by=turn.someone, now=turn.now)
    turn.say("wishes.decline.thanks", number=case.number)


ADD_TO_REPAIR = Conversation(
    name="wishes.add",
    answers=Added,
    steps=(
        Telling("told", min_length=2, max_length=TOLD_AT_MOST, optional=True),
        Choice("entry", options=Entry, optional=True, ask_if=has_a_home),
    ),
    on_complete=added,
    world=estate_world,
    confirm=False,
)

DECLINE_REPAIR = Conversation(
    name="wishes.decline",
    answers=Declined,
    steps=(
        reasons.Reason("reason", usual=Limit, explained="wishes.limits"),
        reasons.Reason("instead"),
    ),
    on_complete=declined,
    world=estate_world,
)


def press_add(turn: Turn, press: Press) -> None:
    """Ask the resident what there is to add."""
    may_add(turn.session, press.object, by=turn.someone, now=turn.now)
    open_conversation(turn, ADD_TO_REPAIR, subject=press.object)


def press_decline(turn: Turn, press: Press) -> None:
    """Ask the officer, in private, why, and what can be done instead."""
    may_end(turn.session, press.object, Action.DECLINE, by=turn.someone, now=turn.now)
    turn.move_to_private()
    open_conversation(turn, DECLINE_REPAIR, subject=press.object)
    turn.toast("toasts.see_private")


def press_withdraw(turn: Turn, press: Press) -> None:
    """Ask whether it is meant, then withdraw it."""
    case, _ = may_end(turn.session, press.object, Action.WITHDRAW, by=turn.someone, now=turn.now)
    if press.value == SURE:
        withdraw(turn.session, case.id, by=turn.someone, now=turn.now)
        turn.toast("toasts.done")
        turn.say("wishes.withdraw.thanks", number=case.number)
        return
    turn.move_to_private()
    _ask_whether(turn, case)


def said_not_needed(turn: Turn) -> bool:
    """Ask who says that nobody need come whether the one open repair is withdrawn; else false.

    Only the button withdraws it. What can be withdrawn no more is answered as ever. Source: REP-01.
    """
    if turn.staff is not None or turn.incoming.media or GIVEN_UP not in endings_in(turn):
        return False
    lines = own_cases(turn.session, turn.someone.id, only_open=True, now=turn.now)
    cases = [turn.session.get_one(Case, each.case_id) for each in lines]
    repairs = [each for each in cases if each.kind is Kind.REPAIR]
    if len(repairs) != 1:
        return False
    one, by = repairs[0].id, turn.someone
    try:
        case, _ = may_end(turn.session, one, Action.WITHDRAW, by=by, now=turn.now)
    except NotAllowed:
        return False
    _ask_whether(turn, case)
    return True


def _ask_whether(turn: Turn, case: Case) -> None:
    sure = Press(Action.WITHDRAW, case.id, case.rev, SURE).pack()
    turn.say("wishes.withdraw.ask", ((Button("wishes.withdraw.sure", sure),),), number=case.number)


def press_urge(turn: Turn, press: Press) -> None:
    """Urge, and tell the resident who heard it and by when an answer comes."""
    urged = urge(turn.session, press.object, by=turn.someone, now=turn.now)
    turn.toast("toasts.done")
    turn.say(
        "wishes.urge.thanks", number=urged.number, technician=urged.technician,
        climbed=urged.climbed, answer_by=urged.answer_by,
    )  # fmt: skip
