"""Thanks, a greeting, "never mind": answered as they are meant, never taken for a report."""

from handlers.context import Turn
from models.people.keys import keys_of
from models.understanding.end_to_end import kinds_said

NEVER_MIND, GIVEN_UP, AGREED, THANKS = "never_mind", "given_up", "agreed", "thanks"
KINDS = (NEVER_MIND, THANKS, AGREED, "greeting")  # of several said together the first counts


def courtesies_in(turn: Turn) -> frozenset[str]:
    """Return which courtesies the message is from end to end; none when it says more than that.

    A question mark says more, and so does a file.
    """
    if turn.incoming.media:
        return frozenset()
    lists = turn.catalogue.words("understanding_words.courtesies")
    return kinds_said(turn.incoming.text, lists) & {*KINDS}


def endings_in(turn: Turn) -> frozenset[str]:
    """Return how the message ends a matter from end to end: nobody need come, or never mind."""
    words = turn.catalogue.words
    lists = {**words("understanding_words.courtesies"), **words("repairs.given_up")}
    return kinds_said(turn.incoming.text, lists) & {GIVEN_UP, NEVER_MIND}


def return_courtesy(turn: Turn, courtesies: frozenset[str]) -> None:
    """Say what one says to it; who greets is asked what it is about."""
    courtesy = next(kind for kind in KINDS if kind in courtesies)
    if courtesy == "greeting":
        turn.say(f"menu.offers.{keys_of(turn.staff)}", menu=True)
    else:
        about = f"understanding.courtesies.{courtesy}"
        turn.say(about, menu=True, staff=turn.staff is not None)
