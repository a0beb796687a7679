"""Tasks: how a call or a visit can have gone, and which of it a card offers. Pure."""

from collections.abc import Collection
from enum import StrEnum

from models.followups.policy import Channel
from models.followups.rules import Answer


class Outcome(StrEnum):
    """How a call or a visit went, beside the answers that a resident gives."""

    TOLD = "told"
    NO_ANSWER = "no_answer"
    WRONG_NUMBER = "wrong_number"
    VISITED = "visited"  # somebody is at the door; the answer follows
    REFUSED = "refused"  # asked, and does not wish to say


ENDS = frozenset({Outcome.TOLD, Outcome.REFUSED})  # the task; after the others it stays


def offered(
    answers: tuple[Answer, ...], *, at_door: bool, channels: Collection[Channel]
) -> tuple[str, ...]:
    """Return what an officer may say of a task, the answers to its question first.

    Whoever asks may go to the door as well as telephone. Source: CB-02, S-04.
    """
    if not answers:
        return (Outcome.TOLD, Outcome.NO_ANSWER)
    telephones = Channel.PHONE in channels and not at_door
    may_go = telephones and Channel.VISIT in channels
    return (
        *answers,
        Outcome.NO_ANSWER,
        *((Outcome.WRONG_NUMBER,) if telephones else ()),
        *((Outcome.VISITED,) if may_go else ()),
        Outcome.REFUSED,
    )
