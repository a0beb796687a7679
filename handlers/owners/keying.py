"""An officer keys in a change for who comes to the desk: the same questions, the same proofs."""

from dataclasses import replace

from handlers.context import Turn
from handlers.owners.asking import CHANGE, KEYED, Asked, wished
from handlers.papers import at_desk, came_to_desk
from models.owners.requesting import ask_change
from models.owners.telling import show_change


def keyed(turn: Turn, told: Asked, residency_id: int) -> None:
    """Take it in for who shows the proofs at the desk, without Telegram too. GEN-01, OWN-04."""
    resident = at_desk(turn, residency_id)
    case = ask_change(turn.session, wished(told), by=resident, now=turn.now)
    came_to_desk(turn, case, resident, KEYED)
    show_change(turn.session, case, resident, now=turn.now)


KEY_IN_CHANGE = replace(CHANGE, name=KEYED, texts=CHANGE.name, on_complete=keyed)
