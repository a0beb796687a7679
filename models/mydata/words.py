"""The words of a person's own data. Pure."""

from enum import StrEnum

from models.flow import Arrow, Flow


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


class Act(StrEnum):
    """What can be done with the wish to be forgotten."""

    AGREE = "forget_agree"
    GRANT = "forget_grant"
    REFUSE = "forget_refuse"
    KEEP = "forget_keep"
    ERASE = "forget_erase"
    WIPE = "forget_wipe"


class Side(StrEnum):
    """What somebody is to a wish: whose it is, the head, or the clock."""

    SELF = "self"
    HEAD = "head"
    CLOCK = "clock"


_SELF, _HEAD, _CLOCK = frozenset({Side.SELF}), frozenset({Side.HEAD}), frozenset({Side.CLOCK})

# fmt: off
FORGET_FLOW = Flow("forget", Stage.ASKED, (
    #     in stage        who does what  leads to            who may
    Arrow(Stage.ASKED,    Act.AGREE,     Stage.COOLING,      by=_SELF),
    Arrow(Stage.ASKED,    Act.GRANT,     Stage.COOLING,      by=_HEAD),
    Arrow(Stage.ASKED,    Act.REFUSE,    Stage.REFUSED,      by=_HEAD),
    Arrow(Stage.ASKED,    Act.KEEP,      Stage.TAKEN_BACK,   by=_SELF),
    Arrow(Stage.COOLING,  Act.KEEP,      Stage.TAKEN_BACK,   by=_SELF),
    Arrow(Stage.COOLING,  Act.ERASE,     Stage.ERASED,       by=_CLOCK),
    Arrow(Stage.ERASED,   Act.WIPE,      Stage.DONE,         by=_CLOCK),
), closed=frozenset({Stage.DONE, Stage.TAKEN_BACK, Stage.REFUSED}))
# fmt: on


class Why(StrEnum):
    """Why something is kept although somebody wishes to be forgotten."""

    CONTRACT = "contract"  # claims from a lease can still be made
    REGISTER = "register"  # the home's owner is named until another is (OWN-05)
    ACCOUNTS = "accounts"  # vouchers of what was paid
    EMPLOYMENT = "employment"  # what a member of staff did is the office's record
