"""The bare wish to report, complain, ask, suggest or praise: it is no part of any story."""

from typing import Any

from handlers.context import Turn
from handlers.understanding.courtesies import NEVER_MIND
from models.progress import Told
from models.understanding.end_to_end import kinds_said
from models.understanding.rules import Intent


def wanted_in(turn: Turn, text: str) -> Intent | None:
    """Return what is wished for, with courtesies or without; None where the text says more.

    Who takes a report back wishes for none.
    """
    said = _bare_in(turn, text)
    return None if NEVER_MIND in said else next((each for each in Intent if each in said), None)


def without_wish(turn: Turn, draft: Told) -> dict[str, Any]:
    """Return what was said, the bare wish taken out: it is no story, which is asked for."""
    told = draft.answers.get("told") or {}
    lines = [each for each in told.get("text", "").split("\n") if not _bare_in(turn, each)]
    if not told or "\n".join(lines) == told["text"]:
        return dict(draft.answers)
    left = {**told, "text": "\n".join(lines), "by": "text" if lines else ""}
    others = {step: answer for step, answer in draft.answers.items() if step != "told"}
    return {**others, "told": left} if lines or told["media"] else others


def _bare_in(turn: Turn, text: str) -> frozenset[str]:
    words = turn.catalogue.words
    lists = {**words("understanding_words.courtesies"), **words("understanding_words.wanted")}
    return kinds_said(text, lists)
