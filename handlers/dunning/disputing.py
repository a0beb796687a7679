"""Who doubts a bill says what is wrong with it; it is answered like any enquiry."""

from collections.abc import Callable

from handlers.context import Turn
from handlers.conversations.adapter import open_conversation
from handlers.conversations.definition import Conversation
from handlers.conversations.widgets import Telling
from handlers.repairs.reporting import estate_world
from models.buttons import Press
from models.cases.words import Words
from models.dunning.disputes import dispute
from models.dunning.resting import reminded
from models.enquiries.telling import show_receipt
from models.values import frozen

TOLD_AT_MOST = 1000


@frozen
class Doubted:
    """What is wrong with the bill."""

    told: Words


def doubted(turn: Turn, said: Doubted, step_id: int) -> None:
    """Hand it to the model; nobody is reminded until it is answered."""
    case = dispute(turn.session, step_id, said.told, by=turn.someone, now=turn.now)
    show_receipt(turn.session, case, turn.someone, now=turn.now)
    turn.say("dunning.rests_till_answered", number=case.number)


DISPUTE = Conversation(
    name="dunning.dispute",
    answers=Doubted,
    steps=(Telling("told", min_length=2, max_length=TOLD_AT_MOST),),
    on_complete=doubted,
    world=estate_world,
    confirm=False,
)


def press_wrong(turn: Turn, press: Press) -> None:
    """Ask what is wrong with the bill."""
    reminded(turn.session, press.object, by=turn.someone, now=turn.now)
    open_conversation(turn, DISPUTE, subject=press.object)


PRESSES: dict[str, Callable[[Turn, Press], None]] = {"arrears_wrong": press_wrong}
