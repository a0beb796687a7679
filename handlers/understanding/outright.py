"""Words that ask outright for what a command does, or how one's own case stands."""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from handlers import cases, household, moving, mydata, people
from handlers.access_cards import applying as cards
from handlers.context import Turn
from handlers.understanding.lists import lexicon_of, lists_of
from handlers.visitors import giving as visitors
from locales.catalogue import Catalogue
from models.understanding.rules import Intent, intent_in, is_said, trade_in, weight

SHORT = 40  # characters: a longer story is told to somebody, or answers what is asked
ASKING = frozenset({Intent.OTHER, Intent.ENQUIRY, Intent.REPAIR})  # what else it may sound like
WAITING = ASKING | {Intent.PERSON, Intent.SUGGESTION}
COMMANDS: Mapping[str, Callable[[Turn], None]] = {
    "settings": people.settings,
    "forget": mydata.forget,
    "no_visitor": visitors.passes_to_cancel,  # before the wish for a pass: it names one, too
    "visitor": visitors.visitor,
    "cards": cards.cards,
    "moveout": moving.move_out,
    "family": household.family,
}


def asked_outright(turn: Turn) -> bool:
    """Do as the words of a resident ask; false when they ask for nothing of the kind.

    Whoever waits for somebody is shown what they wait for, and asks nobody.
    """
    said, lists = turn.incoming.text, lists_of(turn.catalogue)
    if turn.staff is not None or turn.incoming.media or not (said and is_short(said)):
        return False
    intent, asked = intent_in(said, lists).intent, _asked(turn.catalogue, said)
    command = next((COMMANDS[each] for each in COMMANDS if each in asked), None)
    if command is not None and intent in ASKING:
        command(turn)
        return True
    waits = "standing" in asked and intent in WAITING
    tells_of_more = trade_in(said, lists) is not None
    return waits and not tells_of_more and cases.tell_standing(turn)


def is_short(said: str) -> bool:
    """Tell whether this is about a sentence; what is written in letters takes twice as many."""
    return len(said) <= SHORT or weight(said) <= 2 * SHORT


def _asked(catalogue: Catalogue, said: str) -> list[str]:
    heard = lexicon_of(catalogue).heard(said)
    return [name for name, phrases in _phrases(catalogue).items() if is_said(heard, phrases)]


@lru_cache(maxsize=8)
def _phrases(catalogue: Catalogue) -> Mapping[str, Sequence[str]]:
    return lexicon_of(catalogue).spelt(catalogue.words("understanding_words.outright"))
