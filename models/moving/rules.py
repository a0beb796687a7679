"""Moving out: the table of what may follow what, and what becomes of what is open. Pure."""

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum

from models.flow import Arrow, Flow

DAY = timedelta(days=1)
LONG_AGO = timedelta(days=31)
AHEAD = timedelta(days=366)  # nobody plans a move for later than that


class Stage(StrEnum):
    """Where a move is."""

    PLANNED = "planned"  # the summary is read; nothing holds yet
    AGREED = "agreed"
    WITHDRAWN = "withdrawn"
    LEFT = "left"


class Act(StrEnum):
    """What can be done with a move."""

    CONFIRM = "move_confirm"
    WITHDRAW = "move_withdraw"
    LEAVE = "leave_home"


class Mover(StrEnum):
    """Who may do it: whose home it is, the desk, or the day itself."""

    SELF = "self"
    OFFICER = "officer"
    CLOCK = "clock"


_EITHER = frozenset({Mover.SELF, Mover.OFFICER})
_CLOCK = frozenset({Mover.CLOCK})

# fmt: off
MOVE_FLOW = Flow("moving", Stage.PLANNED, (
    #     in stage           who does what    leads to           who may
    Arrow(Stage.PLANNED,     Act.CONFIRM,     Stage.AGREED,      by=_EITHER),
    Arrow(Stage.PLANNED,     Act.WITHDRAW,    Stage.WITHDRAWN,   by=_EITHER),
    Arrow(Stage.AGREED,      Act.WITHDRAW,    Stage.WITHDRAWN,   by=_EITHER),
    Arrow(Stage.AGREED,      Act.LEAVE,       Stage.LEFT,        by=_CLOCK),
), closed=frozenset({Stage.WITHDRAWN, Stage.LEFT}))
# fmt: on


class Becomes(StrEnum):
    """What becomes of something open when who began it moves out."""

    WITH_HOME = "with_home"  # it is the home's: the owner or the next occupant has it
    BY_TELEPHONE = "by_telephone"  # it is theirs: it goes on, told by telephone
    UNTOLD = "untold"  # who stays unnamed is told by nobody
    GIVEN_UP = "given_up"  # it ends with their living here


# fmt: off
BECOMES: Mapping[tuple[str, bool], Becomes] = {
    #  what         in the home itself
    ("repair",      True):   Becomes.WITH_HOME,      # a leak stays
    ("repair",      False):  Becomes.BY_TELEPHONE,
    ("complaint",   True):   Becomes.BY_TELEPHONE,   # another's eyes never see it
    ("complaint",   False):  Becomes.BY_TELEPHONE,
    ("enquiry",     True):   Becomes.BY_TELEPHONE,
    ("enquiry",     False):  Becomes.BY_TELEPHONE,
    ("suggestion",  True):   Becomes.BY_TELEPHONE,
    ("suggestion",  False):  Becomes.BY_TELEPHONE,
    ("praise",      True):   Becomes.BY_TELEPHONE,
    ("praise",      False):  Becomes.BY_TELEPHONE,
    ("file_change", True):   Becomes.GIVEN_UP,       # unless it is of the home itself, as a sale
    ("file_change", False):  Becomes.GIVEN_UP,
    ("blocked",     True):   Becomes.BY_TELEPHONE,   # whoever drives then
    ("blocked",     False):  Becomes.BY_TELEPHONE,
    ("card",        True):   Becomes.GIVEN_UP,       # so is a card
    ("card",        False):  Becomes.GIVEN_UP,
    ("parking",     True):   Becomes.GIVEN_UP,       # a space is for who lives here
    ("parking",     False):  Becomes.GIVEN_UP,
}
# fmt: on


class Keys(StrEnum):
    """Whether the keys of the office are back."""

    ASKED = "asked"
    BACK = "back"
    NONE = "none"  # they had none of ours
    MISSING = "missing"


KEYS = "keys"  # what is asked back beside the cards
TAKES_BACK, IS_MISSING = "thing_back", "thing_missing"  # what the desk notes of each


class SpaceBack(StrEnum):
    """When a parking space is handed back."""

    ON_THE_DAY = "on_the_day"
    DAY_BEFORE = "day_before"
    AT_ONCE = "at_once"


def becomes(
    kind: str, *, at_home: bool, followed: bool, unnamed: bool, can_end: bool = True
) -> Becomes:
    """Return what becomes of an open case; the home's is its reporter's while nobody follows.

    `can_end`: not when it is paid for, or lies ready: then the office says what becomes of that.
    """
    found = BECOMES[kind, at_home]
    if (found is Becomes.WITH_HOME and not followed) or (found is Becomes.GIVEN_UP and not can_end):
        found = Becomes.BY_TELEPHONE
    return Becomes.UNTOLD if unnamed and found is Becomes.BY_TELEPHONE else found


def is_news(left_on: date, today: date) -> bool:
    """Tell whether the end of a stay is still to be spoken about.

    A register brings ends of years ago along: of those nobody is told and no key is asked back.
    """
    return today <= left_on + LONG_AGO


def may_be_last(day: date, today: date) -> bool:
    """Tell whether it can be the last day in a home: today, or within a year."""
    return today <= day <= today + AHEAD


def back_on(last_day: date, wish: SpaceBack, today: date) -> date:
    """Return the day on which the space is handed back: never before today."""
    wished = {
        SpaceBack.ON_THE_DAY: last_day,
        SpaceBack.DAY_BEFORE: last_day - DAY,
        SpaceBack.AT_ONCE: today,
    }[wish]
    return max(wished, today)
