"""Fees and the clock: cash goes to finance before the shift ends."""

from models.due import Rings
from models.fees.cash import CashIsOut, ask_for_cash

WHEN_DUE: Rings = {
    CashIsOut: ask_for_cash,  # FEE-04
}
