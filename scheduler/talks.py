"""Talks and the clock: who waits is answered at the opening; what is late climbs."""

from models.due import Rings
from models.talks.asking import TalkIsLate, TalkOpens, climb, opened

WHEN_DUE: Rings = {
    TalkIsLate: climb,  # S-49
    TalkOpens: opened,  # S-49
}
