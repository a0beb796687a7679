"""Who is to be told what on a day, and whom no chat reaches: by the books of the homes alone."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby

from models.dunning.words import Rung
from tests.support.arrivals import Told
from tests.support.lives import Life, Payer


def reminded(lives: Sequence[Life], steps: Mapping[int, Rung], ladder: date, day: date) -> Told:
    """Return who is told of arrears and of how much, once for all their homes."""
    return Counter(
        (payer.chat or 0, "reminded", owed)
        for payer, owed in owing(lives, steps, ladder, day)
        if payer.reached
    )


def owing(
    lives: Sequence[Life], steps: Mapping[int, Rung], ladder: date, day: date
) -> Iterator[tuple[Payer, int]]:
    """Yield who owes how much for homes that took a reminder's step and do not rest since."""
    for payer, homes in _by_payer(lives):
        owed = sum(
            life.book.owed(ladder, since)
            for life, since in homes
            if steps.get(life.home_id) is Rung.REMINDER and not life.book.rests(day)
        )
        if owed:
            yield payer, owed


def announced(lives: Sequence[Life], spoken_of: date | None, day: date) -> Told:
    """Return who is told of what is coming or just due, once for all their homes."""
    told: Told = Counter()
    for payer, homes in _by_payer(lives) if spoken_of else ():
        owed = sum(
            life.book.owed(spoken_of or day, max(since, spoken_of or day))
            for life, since in homes
            if not life.book.rests(day)
        )
        if owed and payer.reached:
            told[payer.chat or 0, "announced", owed] += 1
    return told


def _by_payer(lives: Sequence[Life]) -> Iterator[tuple[Payer, list[tuple[Life, date]]]]:
    pairs = [(payer, life) for life in lives for payer in life.payers]
    pairs.sort(key=lambda pair: pair[0].person_id)
    for _, group in groupby(pairs, key=lambda pair: pair[0].person_id):
        same = list(group)
        yield same[0][0], [(life, payer.since) for payer, life in same]
