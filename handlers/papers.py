"""Copies of papers are looked at in private, one by one."""

from handlers.context import Turn
from models.buttons import Press
from models.papers.operations import look


def press_paper(turn: Turn, press: Press) -> None:
    """Show the copy in private to who handles its case or decides it."""
    look(turn.session, press.object, by=turn.someone, now=turn.now)
    turn.toast("toasts.done" if turn.incoming.is_private else "toasts.see_private")
