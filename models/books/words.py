"""The words of the books: which rates there are, and how often somebody looks. Pure."""

from enum import StrEnum


class Rate(StrEnum):
    """What a month is measured by (CMP-23)."""

    TIMELY = "timely"
    CALLBACK = "callback"
    SATISFIED = "satisfied"
    CORRECT = "correct"
    TRACKED = "tracked"
    COMPLAINTS = "complaints"
    VALID = "valid"


class Period(StrEnum):
    """How often the books are checked."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


class View(StrEnum):
    """Which page of the books is open."""

    RATES = "rates"
    REGISTER = "register"
    CHART = "chart"
