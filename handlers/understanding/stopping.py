"""Who says "never mind" in the middle of any dialogue has stopped it, as its button does."""

from handlers.context import Turn
from handlers.conversations.adapter import on_cancel
from handlers.conversations.declared import CONVERSATIONS
from handlers.conversations.definition import Conversation, Typed
from handlers.conversations.engine import Progress, Screen, advance
from handlers.understanding.courtesies import NEVER_MIND, courtesies_in
from models.progress import Told, open_one


def never_mind(turn: Turn) -> bool:
    """Stop the dialogue that is open; false without one, and for what answers its question."""
    row = open_one(turn.session, turn.someone.id)
    if row is None or NEVER_MIND not in courtesies_in(turn):
        return False
    answers = answers_question(turn, CONVERSATIONS[row.conversation], row)
    return not answers and on_cancel(turn, CONVERSATIONS)


def answers_question(turn: Turn, conversation: Conversation, row: Told) -> bool:
    """Tell whether the words are what is asked for; a story that has to be told is never so short.

    Where the question may be left out, they leave it out.
    """
    step = next((each for each in conversation.steps if each.name == row.step), None)
    if step is not None and step.takes_media:
        return step.optional
    at = Progress(row.step, row.rev, row.answers, row.editing, row.page)
    after, reply = advance(conversation, at, Typed(turn.incoming.text), conversation.world(turn))
    if not isinstance(reply, Screen) or (after.step, after.page) != (row.step, row.page):
        return True
    return reply.notice is None
