"""Words on their way to the other side, and where they can go."""

from enum import StrEnum

from models.values import frozen

INSIDE = ("//", "／／")  # what begins so stays among the staff


class Went(StrEnum):
    """Where the words went."""

    TO_STAFF = "to_staff"
    TO_RESIDENT = "to_resident"
    INSIDE = "inside"


@frozen
class Spoken:
    """Words and files, the message they stand in, and the one they answer."""

    chat_id: int
    message_id: int
    words: str
    files: tuple[int, ...] = ()
    answers: int = 0
    album: str = ""
