"""What people type instead of pressing: an option's words, a day, a time of day."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, time

from rapidfuzz import fuzz

from models.folding import folded, plain

Words = Mapping[str, Sequence[str]]  # a value → what people call it, in every language

_DATE = re.compile(
    r"(?<![\d:])(?:\d{4}[-/.年])?(\d{1,2})[-/.月](\d{1,2})[日号]?(?![\d:])|(\d{1,2})[日号]"
)
TIME = re.compile(
    r"(?<![\d/:.\-])(\d{1,2}|[一二两三四五六七八九十]{1,2})"
    r"(?::(\d{2})|点(半|\d{1,2})?|h|\s*[ap]\.?m|(?=\s*[-~–至到])|\s*$)"
)
_NUMERALS = (
    {"两": 2} | {n: i for i, n in enumerate("一二三四五六七八九十", 1)} | {"十一": 11, "十二": 12}
)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def value_meant(text: str, words: Words) -> str | None:
    """Return the one value the text means, by the strictest reading that finds any."""
    said = plain(text)
    long = len(said) > 1 or not said.isascii()  # one Latin letter is part of every word
    readings: tuple[Callable[[str], bool], ...] = (
        lambda name: plain(name) == said,
        lambda name: long and plain(name).startswith(said),
        lambda name: long and (said in plain(name) or _stands_in(text, name)),
        lambda name: fuzz.ratio(plain(name), said) >= 85,
    )
    for reads in readings if said else ():
        found = {value for value, names in words.items() if any(map(reads, names))}
        if found:
            return found.pop() if len(found) == 1 else None
    return None


def _stands_in(text: str, name: str) -> bool:
    """Tell whether the name stands in the text; a Latin one as a word of its own."""
    word, latin = plain(name), rf"\b{re.escape(folded(name).strip())}(?:e?s)?\b"
    found = re.search(latin, folded(text), re.ASCII) if word.isascii() else word in plain(text)
    return len(word) > 1 and bool(found)


def exactly_meant(text: str, words: Words) -> str | None:
    """Return the value one of whose words the text is."""
    return next((v for v, names in words.items() if plain(text) in map(plain, names)), None)


def day_meant(
    text: str, offered: Iterable[date], today: date, words: Words
) -> tuple[date | None, str]:
    """Return the offered day that the text names, and the rest of the text."""
    days, said = tuple(offered), folded(text)
    for found in _DATE.finditer(said):
        first, second, alone = (int(part) if part else 0 for part in found.groups())
        for month, day in ((first, second), (second, first), (0, alone)):
            hits = [d for d in days if d.day == day and month in {0, d.month}] if day else []
            if hits:
                return hits[0], said.replace(found[0], " ", 1)
    nearby = {"today": 0, "tomorrow": 1, "after_tomorrow": 2}
    spoken = sorted(
        ((folded(n), v) for v in (*_WEEKDAYS, *nearby) for n in words.get(v, ())),
        key=lambda n: -len(n[0]),
    )
    value, word = next(((v, n) for n, v in spoken if n in said), ("", ""))
    for day_offered in days if value else ():
        if value == _WEEKDAYS[day_offered.weekday()] or (day_offered - today).days == nearby.get(
            value
        ):
            return day_offered, said.replace(word, " ", 1)
    return None, said


def times_meant(text: str, words: Words) -> tuple[time, ...]:
    """Return the times of day that the text can mean, the likeliest first."""
    said = folded(text)
    found = TIME.search(said)
    if not found:
        return ()
    hour = int(found[1]) if found[1].isdecimal() else _NUMERALS.get(found[1], 24)
    minute = 30 if found[3] == "半" else int(found[2] or found[3] or 0)
    late = any(folded(word) in said for word in words.get("afternoon", ()))
    hours = [each for each in (hour, hour + 12) if each < 24 and not (late and each < 12)]
    return tuple(time(each, minute) for each in hours if minute < 60)
