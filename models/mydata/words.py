"""The words of a person's own data. Pure."""

from enum import StrEnum


class Wish(StrEnum):
    """What somebody wishes of what is known of them."""

    COPY = "copy"
    ERASURE = "erasure"


class Stage(StrEnum):
    """How far a wish has come."""

    ASKED = "asked"  # keyed in from a letter: the head has not decided
    COOLING = "cooling"  # it can still be taken back
    ENTERED = "entered"  # only the name is left, as an owner's, until another is entered
    ERASED = "erased"  # the rows are; what is left in files is to be wiped
    DONE = "done"
    TAKEN_BACK = "taken_back"
    REFUSED = "refused"


class Why(StrEnum):
    """Why something is kept although somebody wishes to be forgotten."""

    CONTRACT = "contract"  # claims from a lease can still be made
    REGISTER = "register"  # the home's owner is named until another is (OWN-05)
    ACCOUNTS = "accounts"  # vouchers of what was paid
    EMPLOYMENT = "employment"  # what a member of staff did is the office's record
