"""Enquiries and the clock: taken in time, reminded of, late."""

from models.due import Rings
from models.enquiries.clock import AnswerIsLate, AnswerIsNear, TakeIsLate
from models.enquiries.watching import climb, not_taken, remind

WHEN_DUE: Rings = {
    TakeIsLate: not_taken,  # ENQ-05
    AnswerIsNear: remind,  # GEN-07
    AnswerIsLate: climb,  # GEN-07
}
