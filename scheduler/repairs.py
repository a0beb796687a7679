"""Repairs and the clock: dispatches that nobody takes, sheets that do not come back."""

from models.due import Rings
from models.repairs.owed import RestIsOwed, call_for_rest
from models.repairs.prices import PriceIsUnanswered, call_for_answer
from models.repairs.record import ResultIsMissing, SheetsAreOut
from models.repairs.referrals import ReferralIsDue, look_after
from models.repairs.reporting import ClaimIsLate, call_again
from models.repairs.sheets import ask_for_result, call_sheets_in

WHEN_DUE: Rings = {
    ClaimIsLate: call_again,  # S-13
    RestIsOwed: call_for_rest,  # CB-14, S-13
    ReferralIsDue: look_after,  # CLS-03, CLS-04, CLS-05, S-16
    PriceIsUnanswered: call_for_answer,  # GEN-07, PAY-01
    SheetsAreOut: call_sheets_in,  # REP-13
    ResultIsMissing: ask_for_result,  # REP-14, S-08
}
