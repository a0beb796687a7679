"""Collection at the home: a time is chosen and agreed; who comes says how it went. FEE-03."""

from collections.abc import Callable
from datetime import datetime

from handlers.context import Turn
from handlers.conversations.adapter import open_conversation
from handlers.fees.paying import PAY
from models.buttons import Press, Unreadable
from models.collecting.door import arrive, miss, receive
from models.collecting.messages import MISSES, STAMP, Why, agreed_for
from models.collecting.operations import TimeGone, agree, propose, summary_of, times_for, withdraw


def press_times(turn: Turn, press: Press) -> None:
    """Show when somebody can come."""
    skip = int(press.value) if press.value.isdecimal() else 0
    found = times_for(turn.session, press.object, by=turn.someone, skip=skip, now=turn.now)
    turn.post(found)


def press_propose(turn: Turn, press: Press) -> None:
    """Let the residents choose."""
    count = propose(turn.session, press.object, by=turn.someone, now=turn.now)
    turn.toast("collecting.proposed" if count else "collecting.nobody_linked", alert=not count)


def press_time(turn: Turn, press: Press) -> None:
    """Show what is about to be agreed; a time that is gone brings the next ones."""
    try:
        at = _read(turn, press.value)
        found = summary_of(turn.session, press.object, at, by=turn.someone, now=turn.now)
    except TimeGone:
        _gone(turn, press)
        return
    turn.post(found, edits=turn.incoming.message_id or None)


def press_agree(turn: Turn, press: Press) -> None:
    """Agree what was read; if another sum is owed by now, that is shown first."""
    stamp, _, amount = press.value.partition("_")
    if not amount.isdecimal():
        raise Unreadable
    try:
        at = _read(turn, stamp)
        known = agree(
            turn.session, press.object, at, int(amount), by=turn.someone, now=turn.now
        )  # fmt: skip
    except TimeGone:
        _gone(turn, press)
        return
    if known is None:
        found = summary_of(turn.session, press.object, at, by=turn.someone, now=turn.now)
        turn.post(found, edits=turn.incoming.message_id or None)
        turn.toast("collecting.other_amount", alert=True)
        return
    if known.person_id != turn.someone.id:
        turn.post(agreed_for(turn.session, known), edits=turn.incoming.message_id or None)
    turn.toast("toasts.done")


def press_withdraw(turn: Turn, press: Press) -> None:
    """Let nobody come."""
    withdraw(turn.session, press.object, press.rev, by=turn.someone, now=turn.now)
    turn.toast("toasts.done")


def press_arrived(turn: Turn, press: Press) -> None:
    """Be at the door, and not too early."""
    card = arrive(turn.session, press.object, press.rev, by=turn.someone, now=turn.now)
    if card is None:
        turn.toast("collecting.is_over", alert=True)
        return
    turn.post(card, edits=turn.incoming.message_id or None)
    turn.toast("toasts.done")


def press_received(turn: Turn, press: Press) -> None:
    """Enter what is paid at the door, as at the desk: the receipt comes at once. FEE-01."""
    known = receive(turn.session, press.object, press.rev, by=turn.someone, now=turn.now)
    open_conversation(turn, PAY, subject=known.home_id)


def press_missed(turn: Turn, press: Press) -> None:
    """Leave without money."""
    if press.value not in MISSES:
        raise Unreadable
    why = Why(press.value)
    miss(turn.session, press.object, press.rev, why, by=turn.someone, now=turn.now)
    turn.toast("toasts.resident_told")


def _gone(turn: Turn, press: Press) -> None:
    found = times_for(turn.session, press.object, by=turn.someone, now=turn.now)
    turn.post(found)
    turn.toast(TimeGone.text_key, alert=True)


def _read(turn: Turn, stamp: str) -> datetime:
    """Return the moment that the estate's clocks write so. Raises Unreadable."""
    try:
        local = datetime.strptime(stamp, STAMP)  # noqa: DTZ007 - made a moment of the zone's below
    except ValueError:
        raise Unreadable from None
    return turn.calendar.local(local.date(), local.time())


PRESSES: dict[str, Callable[[Turn, Press], None]] = {
    "fees_times": press_times,
    "fees_propose": press_propose,
    "fees_time": press_time,
    "fees_agree": press_agree,
    "fees_withdraw": press_withdraw,
    "fees_arrived": press_arrived,
    "fees_received": press_received,
    "fees_missed": press_missed,
}
