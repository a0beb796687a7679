"""Wishes and the clock: an answer that was promised to who urged."""

from models.due import Rings
from models.wishes.urging import UrgeIsLate, answer_is_late

WHEN_DUE: Rings = {
    UrgeIsLate: answer_is_late,  # GEN-07
}
