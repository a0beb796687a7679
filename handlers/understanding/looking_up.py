"""A bare № or home, or what is open, from who works here: as `/case`, `/find`, `/open` show it."""

import re
from dataclasses import replace

from handlers import cases
from handlers.context import Turn
from handlers.handovers import show_open
from handlers.understanding.going_on import goes_on, told_of
from handlers.understanding.lists import lists_of
from models.estate.homes import homes_meant
from models.folding import folded
from models.handovers.lists import Scope
from models.understanding.end_to_end import kinds_said
from models.understanding.rules import Intent, intent_in

_GAP = r"[\s,.，。:：?？!！]"
_PART = r"[a-z]?\d{1,5}[a-z]?|[a-z]"  # of a home: its building, its unit


def looked_up(turn: Turn) -> bool:
    """Show the staff the case, home or list that they asked for alone; false when they say more.

    A home behind a repair that was just told says where that is. Source: GEN-02, GEN-08, REP-01.
    """
    incoming = turn.incoming
    if turn.staff is None or incoming.media:
        return False
    asked = kinds_said(incoming.text, turn.catalogue.words("understanding_words.open_asked"))
    for scope in Scope:
        if scope in asked:
            show_open(turn, scope)
            return True
    number, home = _number_in(turn), _home_in(turn)
    if not (number or home):
        return False
    turn.incoming = replace(incoming, argument=number or home)
    (cases.one if number else cases.find)(turn)
    return True


def _number_in(turn: Turn) -> str:
    case, beside = _any(turn, "case"), f"(?:{_any(turn, 'asked', 'with')}|{_GAP})*+"
    number = rf"(?:{case}{_GAP}*)++(\d{{1,9}})|(\d{{1,9}}){_GAP}*{case}"
    said = re.fullmatch(f"{beside}(?:{number}){beside}", folded(turn.incoming.text))
    return (said[1] or said[2]) if said else ""


def _home_in(turn: Turn) -> str:
    """Return the home as `/find` reads it; empty when the words say more, or may say another thing.

    A figure alone is a home only where there is one: a floor is none.
    """
    home, asked = _any(turn, "home"), _any(turn, "asked")
    beside = f"(?:{_any(turn, 'home', 'asked', 'with')}|{_GAP})*+"
    parts = rf"(?:{_PART})(?:(?:{home}|{_GAP}|[-/])++(?:{_PART}))*"
    bare = re.fullmatch(f"{beside}({parts}){beside}", folded(turn.incoming.text))
    if bare is None or not re.search(r"\d", bare[1]):
        return ""
    said = re.findall(_PART, re.sub(home, " ", bare[1]))
    whole = len(said) > 1 and bool(re.search(home, bare[0]))
    return "-".join(said) if re.search(asked, bare[0]) or _is_one(turn, said, whole=whole) else ""


def _is_one(turn: Turn, said: list[str], *, whole: bool) -> bool:
    meant = whole or homes_meant(turn.session, turn.someone.estate_id, "-".join(said))
    return bool(meant) and not _tells_a_repair(turn)


def _tells_a_repair(turn: Turn) -> bool:
    """Tell whether a repair, or an alarm, waits for its press."""
    before = goes_on(turn)
    told = told_of(before).get("text", "") if before else ""
    return intent_in(told, lists_of(turn.catalogue)).intent in (Intent.REPAIR, Intent.EMERGENCY)


def _any(turn: Turn, *lists: str) -> str:
    """Return the pattern of any word of these lists, the longest first."""
    known = turn.catalogue.words("understanding_words.looked_up")
    words = sorted({folded(word) for each in lists for word in known[each]}, key=len, reverse=True)
    return f"(?:{'|'.join(map(re.escape, words))})"
