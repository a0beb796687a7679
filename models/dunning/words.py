"""The words of dunning that its tables, messages and buttons share."""

from enum import StrEnum


class Rung(StrEnum):
    """What happens to who owes, one after another."""

    REMINDER = "reminder"  # a friendly message and the written notice. FEE-05
    LETTER = "letter"  # finance tells the legal adviser: a lawyer's letter. FEE-06
    SUIT = "suit"  # finance mandates the adviser. FEE-07


class Brake(StrEnum):
    """Why a home's ladder rests."""

    CLAIMED = "claimed"  # the resident says it is paid; finance looks
    PROMISED = "promised"  # until the day that was promised
    HELD = "held"  # by the office: hardship, death, vacancy, bank collection


class Paper(StrEnum):
    """What became of the written notice."""

    DUE = "due"
    DELIVERED = "delivered"
    SIGNED = "signed"
