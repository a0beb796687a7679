"""Talks and the clock: a call that was promised and not made climbs."""

from models.due import Rings
from models.talks.operations import TalkIsLate, climb

WHEN_DUE: Rings = {
    TalkIsLate: climb,  # S-49
}
