"""The books in chat: rates of a month, register, records, and a check that is confirmed."""

from handlers.context import Turn
from models.books.checks import confirm
from models.books.reading import chart_page, rates_page, record_page, register_page
from models.books.rules import Month
from models.books.words import View
from models.buttons import Press, Unreadable
from models.intents.messages import Message


def books(turn: Turn) -> None:
    """Show the rates of this month, or of the one that is named: `/books 2026-10`. CMP-23."""
    asked = turn.incoming.argument.strip()
    month = _month(asked) if asked else None
    if asked and month is None:
        turn.say("books.which_month")
        return
    turn.post(rates_page(turn.session, month, by=turn.someone, now=turn.now))


def report(turn: Turn) -> None:
    """Tell the month before, or the one that is named, as it is told on its day. CMP-23, S-51."""
    asked = turn.incoming.argument.strip()
    month = _month(asked) if asked else Month.of(turn.today).before
    if month is None:
        turn.say("books.which_report")
        return
    turn.post(rates_page(turn.session, month, by=turn.someone, now=turn.now))
    turn.post(chart_page(turn.session, month, by=turn.someone, now=turn.now))


def press_books(turn: Turn, press: Press) -> None:
    """Turn a page of the books, in its place; a picture comes as a message of its own."""
    view, _, written = press.value.partition(".")
    month = _month(written)
    if month is None or view not in set(View):
        raise Unreadable
    page = _page(turn, View(view), month, press.rev)
    is_picture = View(view) is View.CHART
    turn.post(page, edits=None if is_picture else turn.incoming.message_id or None)
    turn.toast("toasts.done")


def press_record(turn: Turn, press: Press) -> None:
    """Show both books of one complaint."""
    turn.post(record_page(turn.session, press.object, by=turn.someone, now=turn.now))
    turn.toast("toasts.done")


def press_done(turn: Turn, press: Press) -> None:
    """Keep that the books were checked. CMP-23."""
    turn.post(confirm(turn.session, press.object, by=turn.someone, now=turn.now))
    turn.toast("toasts.done")


def _page(turn: Turn, view: View, month: Month, page: int) -> Message:
    if view is View.REGISTER:
        return register_page(turn.session, month, page, by=turn.someone, now=turn.now)
    if view is View.CHART:
        return chart_page(turn.session, month, by=turn.someone, now=turn.now)
    return rates_page(turn.session, month, by=turn.someone, now=turn.now)


def _month(written: str) -> Month | None:
    try:
        return Month.parse(written)
    except ValueError:
        return None
