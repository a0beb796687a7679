"""Enquiries and the clock: taken in time, reminded of, late."""

from models.due import Rings
from models.enquiries.clock import AnswerIsLate, AnswerIsNear, StaysBehind, TakeIsLate
from models.enquiries.passing import pass_on_again
from models.enquiries.watching import climb, not_taken, remind

WHEN_DUE: Rings = {
    TakeIsLate: not_taken,  # ENQ-05
    StaysBehind: pass_on_again,  # GEN-12
    AnswerIsNear: remind,  # GEN-07
    AnswerIsLate: climb,  # GEN-07
}
