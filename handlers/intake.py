"""Floods: kind words once, then silence until the hour is over."""

from handlers.context import Turn
from handlers.emergencies import warn_stranger
from handlers.incoming import Shape
from models.intake.operations import over_the_limit

SAID = (Shape.TEXT, Shape.MEDIA, Shape.EDITED)


def too_much(turn: Turn) -> bool:
    """Ask who sends far too much to wait or to ring, once; false for the office and all others.

    A resident's commands pass. A stranger's do not: each may be a guess at somebody's code.
    """
    incoming = turn.incoming
    counts = incoming.is_private and incoming.shape in SAID
    if turn.person is None:
        counts = counts or incoming.shape in (Shape.COMMAND, Shape.CONTACT)
    if not counts or turn.estate is None or turn.staff is not None:
        return False
    over = over_the_limit(turn.session, turn.estate.id, incoming.user_id, now=turn.now)
    if over > 0 and turn.person is None and incoming.is_private and warn_stranger(turn):
        return True  # danger never waits
    if over == 1:
        turn.say("limits.slowly")
    return over > 0
