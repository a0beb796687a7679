"""Whoever the FAQ does not serve goes on with the words they asked: to a person, to the office."""

from handlers import talks
from handlers.context import Turn
from handlers.enquiries.asking import Enough
from handlers.understanding.openers import begin
from models.buttons import Press
from models.cases.words import Words
from models.faq.operations import answer_of, words_asked
from models.understanding.rules import Intent


def press_person(turn: Turn, press: Press) -> None:
    """Let an officer come about the question that was shown, or that found no answer. S-49."""
    if told := _asked(turn, press):
        talks.promise(turn, Words(told))
        turn.toast("toasts.done")
    else:
        talks.press_person(turn, press)


def press_office(turn: Turn, press: Press) -> None:
    """Put the question to the office in writing: an enquiry in the same words. FAQ-03, ENQ-01.

    Below an answer, whoever presses it has read what the FAQ knows.
    """
    turn.toast("toasts.done")
    read = {"more": Enough.MORE.value} if press.object else {}
    begin(turn, Intent.ENQUIRY, Words(_asked(turn, press)), **read)


def _asked(turn: Turn, press: Press) -> str:
    """Return the words as they were typed, else the question of the entry that was pressed."""
    typed = words_asked(turn.session, turn.incoming.chat_id, turn.incoming.message_id)
    if typed or not press.object:
        return typed
    return answer_of(turn.session, press.object, turn.someone.estate_id).question
