"""The words of backups. Pure."""

from enum import StrEnum


class State(StrEnum):
    """How a backup of the clock stands."""

    DUE = "due"
    MADE = "made"  # and proved by a restore beside
    FAILED = "failed"
