"""The routines that an estate may switch off."""

from enum import StrEnum


class Routine(StrEnum):
    """What the clock asks for of itself."""

    BOOKS = "books"  # complaint books by day, week and month. CMP-23
    FAQ_REFRESH = "faq_refresh"  # every half-year. FAQ-01
    FAQ_QUIZ = "faq_quiz"  # every month. FAQ-02
    OWNER_FILES = "owner_files"  # every quarter. OWN-07
    BACKUP = "backup"  # on the 30th. S-47
    ARREARS = "arrears"  # every month. FEE-05, FEE-13
    DRIVE = "drive"  # every week of December. FEE-13
