"""The word lists of every language, as the rules read them."""

from functools import lru_cache

from locales.catalogue import Catalogue
from models.people.tables import Trade
from models.understanding.phrases import Lexicon, Words
from models.understanding.rules import Intent, WordLists, is_said


@lru_cache(maxsize=8)  # an estate's own texts make a catalogue of their own
def lists_of(catalogue: Catalogue) -> WordLists:
    """Return all word lists by which free words are understood."""
    trades = catalogue.words("trades")
    spelt = lexicon_of(catalogue).spelt
    return WordLists(
        lexicon=lexicon_of(catalogue),
        sure=spelt(catalogue.words("understanding_words.sure")),
        likely=spelt(catalogue.words("understanding_words.likely")),
        hints=spelt(catalogue.words("understanding_words.hints")),
        supposed=spelt(catalogue.words("understanding_words.supposed")),
        ignored=spelt(catalogue.words("understanding_words.ignored"))["ignored"],
        denied=spelt(catalogue.words("understanding_words.denied"))["denied"],
        places=spelt(catalogue.words("understanding_words.places"))["places"],
        trades=spelt({trade: names for trade, names in trades.items() if trade != Trade.OTHER}),
        harms=spelt(catalogue.words("understanding_words.harms")),
        dangers=spelt(catalogue.words("emergencies.dangers")),
    )


def is_in_the_way(catalogue: Catalogue, text: str) -> bool:
    """Tell whether the words say that a car is in the way, or on a space of one's own."""
    return is_said(
        lexicon_of(catalogue).heard(text),
        _spelt(catalogue, "understanding_words.at_once")["in_the_way"],
    )


def stands_alone(catalogue: Catalogue, text: str, intent: Intent) -> bool:
    """Tell whether the words say outright that they mean this, whatever was told before them."""
    phrases = _spelt(catalogue, "understanding_words.alone").get(intent, ())
    return is_said(lexicon_of(catalogue).heard(text), phrases)


def says_done(catalogue: Catalogue, text: str) -> bool:
    """Tell whether the words say, as a technician does, that a job is done."""
    phrases = _spelt(catalogue, "understanding_words.ended")["ended"]
    return is_said(lexicon_of(catalogue).heard(text), phrases)


@lru_cache(maxsize=16)
def _spelt(catalogue: Catalogue, lists: str) -> Words:
    return lexicon_of(catalogue).spelt(catalogue.words(lists))


@lru_cache(maxsize=8)
def lexicon_of(catalogue: Catalogue) -> Lexicon:
    """Return the words that phrases are made of."""
    return Lexicon(catalogue.words("lexicon.spoken"), catalogue.words("lexicon.groups"))
