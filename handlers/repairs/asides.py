"""What is said in the middle of a report and is no part of it."""

from handlers.context import Turn
from handlers.conversations.adapter import on_cancel
from handlers.repairs.reporting import REPORT_REPAIR
from handlers.understanding.courtesies import NEVER_MIND, kinds_said
from models.progress import open_one

GIVEN_UP = "given_up"
REPORTS = {REPORT_REPAIR.name: REPORT_REPAIR}


def said_aside(turn: Turn) -> bool:
    """Stop the report when nobody need come; false for words that belong to it, or without one.

    What was told is kept, and goes on at a press. Source: REP-01, S-52.
    """
    row = open_one(turn.session, turn.someone.id)
    if row is None or row.conversation not in REPORTS or turn.incoming.media:
        return False
    return _gives_up(turn) and on_cancel(turn, REPORTS)


def _gives_up(turn: Turn) -> bool:
    """Tell whether the words say from end to end that nobody need come."""
    words = turn.catalogue.words
    lists = {**words("understanding_words.courtesies"), **words("repairs.given_up")}
    return bool(kinds_said(turn.incoming.text, lists) & {NEVER_MIND, GIVEN_UP})
