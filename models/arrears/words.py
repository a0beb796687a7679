"""The words of arrears in figures. Pure."""

from enum import StrEnum


class View(StrEnum):
    """What of a month is asked for."""

    MONTH = "month"
    CHART = "chart"
    SHEET = "sheet"


class Movement(StrEnum):
    """What changed in a month."""

    CHARGED = "charged"
    COLLECTED = "collected"
    CANCELLED = "cancelled"  # a payment, of whatever month
