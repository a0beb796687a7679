"""How far the office's service goes: what it may not, or cannot, take on. Pure."""

from enum import StrEnum


class Limit(StrEnum):
    """Why a repair is not the office's to do, explained in the estate's own texts. GEN-09."""

    OWN_THING = "own_thing"
    BUILDER = "builder"
    UTILITY = "utility"
    OTHER_HOME = "other_home"
    UNSAFE = "unsafe"
