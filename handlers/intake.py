"""Floods: kind words once, then silence until the hour is over."""

from handlers.context import Turn
from models.intake.operations import over_the_limit


def too_much(turn: Turn) -> bool:
    """Ask a resident who sends far too much to wait or to ring, once; false for everybody else."""
    if turn.person is None or turn.staff is not None:
        return False
    over = over_the_limit(turn.session, turn.person, turn.incoming.user_id, now=turn.now)
    if over == 1:
        turn.say("limits.slowly")
    return over > 0
