"""Fees and the clock: what is coming is announced; cash goes to finance before the shift ends."""

from functools import partial

from sqlmodel import Session, select

from models.clock import Clock
from models.database import Database
from models.due import Rings
from models.estate.tables import Estate
from models.fees.announcing import (
    begin_announcing,
    give_payers_turns,
    plan_announcing,
    tell_payer,
)
from models.fees.cash import CashIsOut, ask_for_cash
from models.fees.clock import AnnouncingIsDue, PayerIsTold, PayersAreDue

WHEN_DUE: Rings = {
    CashIsOut: ask_for_cash,  # FEE-04
    AnnouncingIsDue: begin_announcing,  # S-42
    PayersAreDue: give_payers_turns,  # S-42
    PayerIsTold: tell_payer,
}


def plan_fees(database: Database, clock: Clock) -> None:
    """Enter each estate's next day of announcements in the book."""
    for estate_id in database.read(_estates):
        database.write(partial(plan_announcing, estate_id=estate_id, now=clock.now()))


def _estates(session: Session) -> list[int]:
    return list(session.exec(select(Estate.id)))
