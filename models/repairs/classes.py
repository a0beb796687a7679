"""Whose duty a repair is, and what becomes of a price: the words that rows keep."""

from enum import StrEnum

MINUTES_AWAY = (10, 20, 30)  # what a technician may say when setting off


class DutyReason(StrEnum):
    """Why the developer is to do it."""

    WARRANTY = "warranty"
    MOVE_IN = "move_in"


class QuoteState(StrEnum):
    """What became of a price."""

    ASKED = "asked"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    REPLACED = "replaced"
