"""A member of staff takes the quiz: one question after the other, three answers by buttons."""

from typing import Any

from handlers.context import Turn
from handlers.faq.asking import cut
from models.buttons import Press
from models.faq.quizzes import Question, answer, stands
from models.intents.messages import Button, Rows, Say

LETTERS = "ABC"
OPTION_AT_MOST = 300  # characters of an answer: enough to know it by


def press_quiz(turn: Turn, press: Press) -> None:
    """Begin or go on with one's own quiz; a value answers the question of that number."""
    right = None
    if press.value:
        right = answer(
            turn.session, press.object, press.rev, press.number, by=turn.someone, now=turn.now
        )
    quiz = stands(turn.session, press.object, by=turn.someone, now=turn.now)
    edits = turn.incoming.message_id or None
    turn.post(_screen(quiz, right and cut(right, OPTION_AT_MOST)), edits=edits)


def _screen(quiz: Question, right: str | None) -> Say:
    """Return the next question, or how it went; what was wrong is put right at once."""
    if not quiz.question:
        return Say("faq.quiz.done", {"right": right, "score": quiz.right_so_far, "of": quiz.of})
    offered = list(zip(LETTERS, quiz.options, strict=True))
    facts: dict[str, Any] = {
        "right": right, "number": quiz.number + 1, "of": quiz.of, "question": cut(quiz.question),
        "options": [
            {"letter": letter, "answer": cut(text, OPTION_AT_MOST)} for letter, (_, text) in offered
        ],
    }  # fmt: skip
    rows: Rows = (
        tuple(
            Button(
                letter,
                Press("faq_quiz", quiz.quiz_id, quiz.number, str(entry)).pack(),
                literal=True,
            )
            for letter, (entry, _) in offered
        ),
    )
    return Say("faq.quiz.question", facts, rows)
