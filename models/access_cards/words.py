"""The words of the tables of cards. Pure."""

from enum import StrEnum


class CardKind(StrEnum):
    """What kind of card it is; a parking card goes with its space. CRD-01."""

    DOOR = "door"
    MEMBER = "member"
    IC = "ic"


class CardState(StrEnum):
    """Whether the card opens anything."""

    WORKS = "works"
    LOST = "lost"  # told, and to be blocked at once
    BLOCKED = "blocked"
    RETURNING = "returning"
    RETURNED = "returned"


class Status(StrEnum):
    """Where an application for a card is."""

    BLOCKING = "blocking"
    PAPERS = "papers"
    CHECKING = "checking"
    FEE = "fee"
    PAID = "paid"
    READY = "ready"
    ISSUED = "issued"
    GIVEN_UP = "given_up"
    LAPSED = "lapsed"


class Action(StrEnum):
    """What can be done to an application for a card."""

    BLOCK = "card_block"
    SEND_PAPER = "card_papers"
    COMPLETE = "card_complete"
    TAKE = "card_take"
    CHECKED = "card_checked"
    FREE = "card_free"
    PAY = "card_paid"
    MAKE = "card_made"
    HAND_OUT = "card_out"
    FAIL = "card_fails"
    GIVE_UP = "card_give_up"
    LAPSE = "card_lapse"
