"""What is said in a report and is no part of it: that nobody need come, and what it costs."""

from collections.abc import Sequence
from functools import lru_cache

from handlers.context import Turn
from handlers.conversations.adapter import on_cancel, take_answer
from handlers.conversations.definition import SUMMARY, Control, Label
from handlers.faq.asking import Asked, asked
from handlers.repairs.reporting import REPORT_REPAIR
from handlers.understanding.courtesies import GIVEN_UP, endings_in
from handlers.understanding.lists import lexicon_of, lists_of
from handlers.understanding.outright import is_short
from locales.catalogue import Catalogue
from models.progress import open_one
from models.understanding.phrases import without
from models.understanding.rules import Intent, intent_in, is_said, trade_in

OTHER_MONEY = (Intent.FEES, Intent.PARKING)
REPORTS = {REPORT_REPAIR.name: REPORT_REPAIR}


def said_aside(turn: Turn) -> bool:
    """Stop the report, or answer beside it; false for words that belong to it, or without one.

    What was told is kept either way, and nobody is asked for it again. Who asks what it costs in
    the middle of the story is answered, and the words are the story. Source: REP-01, S-52.
    """
    row = open_one(turn.session, turn.someone.id)
    if row is None or row.conversation not in REPORTS or turn.incoming.media:
        return False
    if GIVEN_UP in endings_in(turn):
        return on_cancel(turn, REPORTS)
    if not asks_what_it_costs(turn):
        return False
    if trade_in(without_price(turn), lists_of(turn.catalogue)) is not None:
        turn.say("repairs.asides.price")
        return False
    if intent_in(turn.incoming.text, lists_of(turn.catalogue)).intent in OTHER_MONEY:
        asked(turn, Asked(turn.incoming.text))
        notice = Label("repairs.asides.go_on")
    else:
        notice = Label("repairs.asides.price")
    if row.step == SUMMARY:  # which has a notice only for what was done there
        turn.say(notice.key)
    take_answer(turn, REPORT_REPAIR, row, Control.SHOW, edits=None, notice=notice)
    return True


def without_price(turn: Turn) -> str:
    """Return the words as they are heard, without the question what it costs."""
    return without(lexicon_of(turn.catalogue).heard(turn.incoming.text), _price(turn.catalogue))


def asks_what_it_costs(turn: Turn) -> bool:
    """Tell whether a sentence asks about money."""
    said = turn.incoming.text
    heard = lexicon_of(turn.catalogue).heard(said)
    return is_short(said) and is_said(heard, _price(turn.catalogue))


@lru_cache(maxsize=8)  # an estate's own texts make a catalogue of their own
def _price(catalogue: Catalogue) -> Sequence[str]:
    return lexicon_of(catalogue).spelt(catalogue.words("repairs.price"))["price"]
