"""What free words mean, by word lists alone: which intent, which of the values they name. Pure."""

from collections.abc import Sequence
from enum import StrEnum

from models.emergencies.rules import danger_in
from models.folding import folded
from models.understanding.phrases import Lexicon, Words, all_said, beginning, heard, without
from models.values import frozen


class Intent(StrEnum):
    """What somebody wants who just writes; of two that are told alike, the first counts."""

    EMERGENCY = "emergency"
    PERSON = "person"
    COMPLAINT = "complaint"
    SUGGESTION = "suggestion"
    PRAISE = "praise"
    REPAIR = "repair"
    PARKING = "parking"
    FEES = "fees"
    ENQUIRY = "enquiry"
    OTHER = "other"


@frozen
class WordLists:
    """The lists of every language in one: an intent → the phrases that tell of it, and how much.

    `sure` says it outright, `likely` names the matter, a `hint` alone says nothing; what is
    `supposed` counts where nothing else was said: who tells what staff do complains. `ignored`
    only sounds like something; `denied` sounds like praise and is none. A word of `trades` is a
    hint at a repair; `places` only say where it is; `harms` name whose trouble it is, whatever
    thing it comes out of.
    """

    lexicon: Lexicon
    sure: Words
    likely: Words
    hints: Words
    supposed: Words
    ignored: Sequence[str]
    denied: Sequence[str]
    places: Sequence[str]
    trades: Words
    harms: Words
    dangers: Words


@frozen
class Guess:
    """What the words most likely mean, and what else they may, the likeliest first."""

    intent: Intent
    alternatives: tuple[Intent, ...] = ()


SURE, LIKELY, HINT = 8, 3, 1
ENOUGH = LIKELY  # hints alone are part of any talk
A_SENTENCE = 21  # seven Chinese characters: a shorter question asks nothing by itself
AT_MOST = 2  # of likely words and of hints: a long story is not a sure one


def intent_in(text: str, words: WordLists) -> Guess:
    """Return what the text means, and what else it may.

    A danger goes before all. A complaint is only what is clearly voiced: angry words about
    something broken are a repair, and so is the bare name of something
    that nothing is asked about. Source: S-10, S-49, S-52.
    """
    if danger_in(text, words.dangers, words.lexicon) is not None:
        return Guess(Intent.EMERGENCY)
    said = without(words.lexicon.heard(text), words.ignored)
    points = {intent: _points(said, intent, words) for intent in Intent}
    points[Intent.PRAISE] = _points(without(said, words.denied), Intent.PRAISE, words)
    told = [intent for intent in Intent if points[intent] >= ENOUGH]
    told.sort(key=lambda intent: -points[intent])
    if told:
        return Guess(told[0], tuple(told[1:]))
    for intent in Intent:
        if _told(said, words.supposed.get(intent, ())):
            return Guess(intent)
    asked = _told(said, words.hints.get(Intent.ENQUIRY, ()))
    if asked and weight(said) >= A_SENTENCE:
        return Guess(Intent.ENQUIRY)
    return Guess(Intent.REPAIR if trade_in(text, words) else Intent.OTHER)


def _points(said: str, intent: Intent, words: WordLists) -> int:
    hints = _told(said, words.hints.get(intent, ()))
    if intent is Intent.REPAIR:
        hints += any(_rank(said, names)[0] for names in words.trades.values())
    sure, likely = (_told(said, each.get(intent, ())) for each in (words.sure, words.likely))
    if intent is Intent.ENQUIRY:  # however often it is asked: what it is about counts first
        return SURE * sure + min(LIKELY * likely, LIKELY)
    return SURE * sure + LIKELY * min(likely, AT_MOST) + HINT * min(hints, AT_MOST)


def _told(said: str, phrases: Sequence[str]) -> int:
    return sum(all_said(said, phrase) for phrase in phrases)


def is_said(text: str, phrases: Sequence[str]) -> bool:
    """Tell whether the text says any of the phrases."""
    return _told(heard(text), phrases) > 0


def trade_in(text: str, words: WordLists) -> str | None:
    """Return the trade that the text tells of; None when no word or two trades fit as well.

    A harm outweighs the thing that it comes out of: a lamp that leaks is the plumber's. Of things
    the longest word decides, so that "the lift's door" is the lift's; then how many were said.
    What is broken outweighs the place where it is: "the toilet" alone is the drains'.
    """
    said = words.lexicon.heard(text)
    harmed = (trade for trade, phrases in words.harms.items() if _told(said, phrases))
    apart = _best(without(said, words.places), words.trades)
    return next(harmed, None) or apart or _best(said, words.trades)


def names_trade(text: str, trade: str, words: WordLists) -> bool:
    """Tell whether a word of this trade is said, among whatever else."""
    return _rank(words.lexicon.heard(text), words.trades.get(trade, ()))[1] > 0


def _best(said: str, words: Words) -> str | None:
    ranks = {value: _rank(said, names) for value, names in words.items()}
    best = max(ranks.values())
    meant = [value for value, rank in ranks.items() if rank == best]
    return meant[0] if best[0] and len(meant) == 1 else None


def _rank(said: str, names: Sequence[str]) -> tuple[int, int]:
    """Return how long the longest word is that was said, and how many were."""
    found = [name for name in map(folded, names) if beginning(name).search(said)]
    return max(map(weight, found), default=0), len(found)


def weight(name: str) -> int:
    """Return how much a word tells: a Chinese character as much as three letters."""
    return sum(1 if sign.isascii() else 3 for sign in name)
