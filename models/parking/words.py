"""The words of the tables of parking. Pure."""

from enum import StrEnum


class SpaceKind(StrEnum):
    """What kind of space it is."""

    UNDERGROUND = "underground"
    SURFACE = "surface"
    VIP = "vip"


class SpaceState(StrEnum):
    """What the office lets happen to a space; that it is leased, its open lease says."""

    FREE = "free"
    RESERVED = "reserved"
    CLOSED = "closed"


class LeaseState(StrEnum):
    """Where a lease is."""

    HELD = "held"  # for an application: nobody else gets the space meanwhile
    RUNNING = "running"
    RETURNING = "returning"  # the holder needs it no more; card and space are to be taken back
    ENDED = "ended"


class Deed(StrEnum):
    """What can be done to a lease."""

    BEGIN = "begin_lease"
    LET_GO = "let_go"
    HAND_BACK = "hand_back"
    TAKE_BACK_SPACE = "take_back_space"


class Status(StrEnum):
    """Where an application is."""

    WAITING = "waiting"  # no space is free: on the list
    OFFERED = "offered"  # a space is kept for an answer
    PAPERS = "papers"  # a space is kept, papers are missing
    CHECKING = "checking"  # all papers are here; the desk looks at them
    INVITED = "invited"  # come with the originals
    AT_DESK = "at_desk"  # the originals are shown: the clock of the formality runs
    SIGNING = "signing"  # the contract is with the office head
    SIGNED = "signed"
    READY = "ready"  # the card can be collected
    CHOOSING = "choosing"  # VIP: the head has approved, the owner chooses a space
    AGREED = "agreed"  # the service agreement is made, the fee is to be paid
    PAID = "paid"
    CARDED = "carded"  # the card is there, the fixed plate is being made
    PLATED = "plated"  # the plate stands, everything is to be tested
    LEASED = "leased"
    REFUSED = "refused"
    LAPSED = "lapsed"
    GIVEN_UP = "given_up"


class Action(StrEnum):
    """What can be done to an application."""

    QUEUE = "queue"
    OFFER = "offer"
    TAKE_SPACE = "take_space"
    SEND_PAPER = "send_paper"
    COMPLETE = "complete"
    LOOK_AT = "look_at"
    PAPER_FAILS = "paper_fails"
    INVITE = "invite"
    ORIGINALS = "originals"
    COMPARE = "compare"
    FILL_IN = "fill_in"
    SIGN = "sign_lease"
    REFUSE = "refuse_lease"
    ISSUE_CARD = "issue_card"
    HAND_OUT = "hand_out"
    PUT_BEFORE = "put_before"
    CHOOSE = "choose_space"
    PAY = "note_payment"
    PLATE = "plate_made"
    TEST = "tested"
    GIVE_UP = "give_up"
    LAPSE = "lapse"
