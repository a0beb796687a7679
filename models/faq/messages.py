"""What the FAQ's owner and the staff are told."""

from datetime import date, datetime
from typing import ClassVar

from models.buttons import Press
from models.intents.messages import Button, Message, Priority, Rows
from models.values import frozen


@frozen
class AnswersAreDue(Message):
    """To the owner: so many answers are to be gone through, by that day. FAQ-01."""

    count: int
    until: date
    late: bool

    text_key: ClassVar[str] = "faq.messages.due"
    priority: ClassVar[Priority] = Priority.STAFF

    def buttons(self) -> Rows:
        return ((Button("faq.actions.due", Press("faq_keep", 0, 0, "due").pack()),),)


@frozen
class AnswerWasChanged(Message):
    """To the owner: somebody else has changed, added or removed an answer. FAQ-01."""

    entry_id: int
    topic: str
    question: str
    answer: str
    staff: str
    removed: bool = False

    text_key: ClassVar[str] = "faq.messages.changed"
    priority: ClassVar[Priority] = Priority.STAFF

    def buttons(self) -> Rows:
        if self.removed:
            press = Press("faq_keep", self.entry_id, 0, "restore")
            return ((Button("faq.actions.restore", press.pack()),),)
        return ((Button("faq.actions.see", Press("faq_entry", self.entry_id, 0).pack()),),)


@frozen
class QuizIsHere(Message):
    """To a member of staff: questions from the FAQ, to be answered by then. FAQ-02."""

    quiz_id: int
    questions: int
    until: datetime | None  # none for who is new: before work begins
    again: bool = False

    text_key: ClassVar[str] = "faq.messages.quiz"
    priority: ClassVar[Priority] = Priority.STAFF

    def buttons(self) -> Rows:
        return (
            (Button("faq.actions.begin", Press("faq_quiz", self.quiz_id, 0).pack()),),
            (Button("faq.actions.read", Press("faq", 0, 0).pack()),),
        )


@frozen
class KnowledgeIs(Message):
    """To the owner: who has not taken the quiz, and how much was known. FAQ-02."""

    round: str
    taken: int
    rate: int | None
    target: int
    missing: tuple[str, ...]
    missed: tuple[str, ...]  # the questions that were answered wrong, the most often first

    text_key: ClassVar[str] = "faq.messages.knowledge"
    priority: ClassVar[Priority] = Priority.STAFF
