"""The word lists of every language, as the rules read them."""

from locales.catalogue import Catalogue
from models.people.tables import Trade
from models.understanding.rules import WordLists


def lists_of(catalogue: Catalogue) -> WordLists:
    """Return all word lists by which free words are understood."""
    trades = catalogue.words("trades")
    return WordLists(
        sure=catalogue.words("understanding_words.sure"),
        likely=catalogue.words("understanding_words.likely"),
        hints=catalogue.words("understanding_words.hints"),
        ignored=catalogue.words("understanding_words.ignored")["ignored"],
        trades={trade: names for trade, names in trades.items() if trade != Trade.OTHER},
        dangers=catalogue.words("emergencies.dangers"),
    )
