"""A photograph shows that it was paid; who handles the money looks at it in private."""

from collections.abc import Callable

from handlers.context import Turn
from handlers.conversations.adapter import open_conversation
from handlers.conversations.definition import Conversation
from handlers.papers import Photograph
from handlers.repairs.reporting import estate_world
from models.buttons import Press
from models.dunning.proofs import look_at_proof, may_prove, prove
from models.papers.words import PaperKind
from models.values import frozen


@frozen
class Proved:
    """Photographs of the payment; without any, finance looks all the same."""

    payment_proof: tuple[int, ...] | None


def proved(turn: Turn, said: Proved, rest_id: int) -> None:
    """Hand the photographs to the model."""
    if said.payment_proof:
        prove(turn.session, rest_id, said.payment_proof, by=turn.someone, now=turn.now)
    turn.say("dunning.proof_is_here" if said.payment_proof else "dunning.proof_later")


PROVE = Conversation(
    name="dunning.prove",
    answers=Proved,
    steps=(Photograph(PaperKind.PAYMENT.value),),
    on_complete=proved,
    world=estate_world,
    confirm=False,
)


def press_prove(turn: Turn, press: Press) -> None:
    """Ask for the photograph."""
    may_prove(turn.session, press.object, by=turn.someone, now=turn.now)
    open_conversation(turn, PROVE, subject=press.object)


def press_proof(turn: Turn, press: Press) -> None:
    """Show the photograph."""
    look_at_proof(turn.session, press.object, by=turn.someone, now=turn.now)


PRESSES: dict[str, Callable[[Turn, Press], None]] = {
    "arrears_prove": press_prove,
    "arrears_proof": press_proof,
}
