"""`/arrears`, or `/arrears 2026-11`: a month of arrears, for finance and the head, in private."""

from collections.abc import Callable

from handlers.context import Turn
from models.arrears.stating import month_page
from models.arrears.words import View
from models.books.rules import Month
from models.buttons import Press, Unreadable


def arrears(turn: Turn) -> None:
    """Show this month, or the one that is named. FEE-12, FEE-13."""
    asked = turn.incoming.argument.strip()
    month = _month(asked) if asked else None
    if asked and month is None:
        turn.say("arrears.which_month")
        return
    turn.post(month_page(turn.session, View.MONTH, month, by=turn.someone, now=turn.now))


def press_month(turn: Turn, press: Press) -> None:
    """Turn to another month, in its place; a picture and a file come as messages of their own."""
    view, _, written = press.value.partition(".")
    month = _month(written)
    if month is None or view not in set(View):
        raise Unreadable
    page = month_page(turn.session, View(view), month, by=turn.someone, now=turn.now)
    turn.post(page, edits=turn.incoming.message_id or None if view == View.MONTH else None)


def _month(written: str) -> Month | None:
    try:
        return Month.parse(written)
    except ValueError:
        return None


PRESSES: dict[str, Callable[[Turn, Press], None]] = {"arrears_month": press_month}
