"""What is typed at a summary: a yes, which answer is wrong, or more of the story. Pure."""

from collections.abc import Iterable

from handlers.conversations.definition import (
    SUMMARY,
    Answer,
    Answers,
    Asking,
    Control,
    Conversation,
    Edit,
    Label,
    Sent,
    Step,
    Typed,
    World,
)
from handlers.conversations.widgets import Telling
from handlers.conversations.wording import value_meant
from models.cases.words import abridged
from models.folding import plain
from models.understanding.end_to_end import kinds_said

YES, NO = "yes", "no"


def meant_at_summary(said: Typed, world: World) -> Answer:
    """Return that it is to be sent, or the edit of the answer that is named; else the words."""
    named = value_meant(said.text, world.words(SUMMARY))
    if named:
        return Edit(named)
    kinds = _kinds(said.text, world)
    return Control.SUBMIT if YES in kinds and NO not in kinds else said


def kept_with_story(
    text: str, conversation: Conversation, asked: Iterable[Step], answers: Answers, world: World
) -> tuple[Answers, Label]:
    """Return the story with these words as an answer, and what to say; no answer for others.

    A yes or no, thanks and mere signs tell nothing; without a story it is said that none is kept.
    """
    if not plain(text) or _kinds(text, world):
        return {}, _check_please()
    telling = next((each for each in asked if isinstance(each, Telling)), None)
    if telling is None:
        return {}, _check_please(text)
    asking = Asking(conversation.key(telling.name), answers.get(telling.name), "", world, answers)
    taken = telling.take(asking, Sent((), text))
    if taken.notice is not None and taken.notice.key == f"{asking.key}.too_long":
        return {}, taken.notice
    if not telling.settled(taken.value, world):
        return {}, _check_please(text)
    return {telling.name: taken.value}, Label("conversations.noted", {"text": abridged(text)})


def _check_please(text: str = "") -> Label:
    """Say what a summary waits for, and which words it cannot keep."""
    return Label("conversations.check_please", {"text": abridged(text)})


def _kinds(text: str, world: World) -> frozenset[str]:
    lists = world.words("_agreed")
    return kinds_said(text, lists) if lists else frozenset()
