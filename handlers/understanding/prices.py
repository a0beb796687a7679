"""What is written about the price of a repair: asked, or passed on, and never taken for a yes."""

from collections.abc import Sequence
from functools import lru_cache

from handlers.context import Turn
from handlers.conversations.adapter import said_before
from handlers.relay import answered_case, bring
from handlers.repairs.asides import OTHER_MONEY, asks_what_it_costs, without_price
from handlers.understanding.going_on import KEPT_AS
from handlers.understanding.lists import lexicon_of, lists_of
from locales.catalogue import Catalogue
from models.buttons import Press
from models.cases.lists import own_cases
from models.cases.tables import Case, Kind
from models.intents.messages import Button
from models.repairs.prices import price_again, waiting_for
from models.repairs.rules import BEFORE_DONE
from models.repairs.tables import Quote
from models.understanding.phrases import without
from models.understanding.rules import Intent, intent_in, is_said, trade_in

ABOUT_IT = (Intent.OTHER, Intent.ENQUIRY)  # "why so much?" is asked of who told the price


def passed_on_at_a_price(turn: Turn) -> bool:
    """Bring words to who told the one price that waits, and show it once more, to be pressed.

    False when they are about something else, or of several prices name none. Source: PAY-01.
    """
    waits = _waiting(turn)
    if turn.staff is not None or len(waits) != 1 or not _about_it(turn):
        return False
    bring(turn, waits[0][0])
    return show_prices(turn)


def told_what_it_costs(turn: Turn) -> bool:
    """Say of the repair that somebody waits for what it may cost, as in the middle of a report.

    False without one, and where the words are about other money, or go on with what was said.
    Source: REP-01.
    """
    if turn.staff is not None or turn.incoming.media or not asks_what_it_costs(turn):
        return False
    if said_before(turn, *KEPT_AS.values()) or not _says_no_more(turn, without_price(turn)):
        return False
    if intent_in(turn.incoming.text, lists_of(turn.catalogue)).intent in OTHER_MONEY:
        return False
    lines = own_cases(turn.session, turn.someone.id, only_open=True, now=turn.now)
    if not lines or lines[0].kind is not Kind.REPAIR or lines[0].status not in BEFORE_DONE:
        return False
    tariffs = Button("quotes.see_tariffs", Press("tariffs", 0, 0).pack())
    turn.say("repairs.asides.price", ((tariffs,),))
    return True


def show_prices(turn: Turn) -> bool:
    """Show the prices that wait once more, for a reply that of its case; false when none does."""
    waits = _waiting(turn)
    for case, price in waits:
        turn.post(price_again(turn.session, case, price))
    return bool(waits)


def names_a_price(turn: Turn) -> bool:
    """Tell whether words are said that one says of a price."""
    said = lexicon_of(turn.catalogue).heard(turn.incoming.text)
    return is_said(said, _words(turn.catalogue))


def _waiting(turn: Turn) -> list[tuple[Case, Quote]]:
    waits, to = waiting_for(turn.session, turn.someone, now=turn.now), answered_case(turn)
    return [each for each in waits if to is None or each[0].id == to.id]


def _about_it(turn: Turn) -> bool:
    """Tell whether the words are about the price, or about nothing else that could be meant."""
    said, lists = turn.incoming.text, lists_of(turn.catalogue)
    rest = without(without_price(turn), _words(turn.catalogue))
    if rest != lexicon_of(turn.catalogue).heard(said):
        return _says_no_more(turn, rest)
    alone = not said_before(turn, *KEPT_AS.values())
    return bool(said) and alone and intent_in(said, lists).intent is Intent.OTHER


def _says_no_more(turn: Turn, rest: str) -> bool:
    """Tell whether what is left beside the money is about nothing, or about mending this."""
    lists = lists_of(turn.catalogue)
    meant = intent_in(rest, lists).intent
    return meant in ABOUT_IT or (meant is Intent.REPAIR and trade_in(rest, lists) is None)


@lru_cache(maxsize=8)  # an estate's own texts make a catalogue of their own
def _words(catalogue: Catalogue) -> Sequence[str]:
    return lexicon_of(catalogue).spelt(catalogue.words("quotes.price"))["price"]
