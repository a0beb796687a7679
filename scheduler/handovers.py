"""Handovers and the clock: the morning's list, the end of the shift, and what nobody read."""

from datetime import date, datetime

from sqlmodel import Session

from models.due import Rings
from models.handovers.days import MorningComes, ShiftEnds
from models.handovers.mornings import show_the_morning
from models.handovers.shifts import HandoverUnread, hand_shift_over, tell_unread


def show_what_is_open(session: Session, moment: MorningComes, *, now: datetime) -> None:
    """Show each officer what is open in their buildings."""
    show_the_morning(session, moment.subject, now=now)


def hand_over(session: Session, moment: ShiftEnds, *, now: datetime) -> None:
    """Give every open case to the next officer."""
    hand_shift_over(session, moment.subject, on=date.fromisoformat(moment.day), now=now)


def tell_supervisor(session: Session, moment: HandoverUnread, *, now: datetime) -> None:
    """Tell the supervisor what the successor has not read."""
    tell_unread(session, moment.subject, now=now)


WHEN_DUE: Rings = {
    MorningComes: show_what_is_open,  # REP-18, SHF-02, S-45
    ShiftEnds: hand_over,  # SHF-01, REP-19
    HandoverUnread: tell_supervisor,  # SHF-01
}
