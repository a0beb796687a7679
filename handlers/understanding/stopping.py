"""Who says "never mind" in the middle of any dialogue has stopped it, as its button does."""

from handlers.context import Turn
from handlers.conversations.adapter import on_cancel
from handlers.conversations.declared import CONVERSATIONS
from handlers.conversations.definition import Control, Conversation, Step, Typed
from handlers.conversations.engine import Progress, Screen, advance
from handlers.conversations.wording import exactly_meant
from handlers.understanding.courtesies import NEVER_MIND, courtesies_in
from models.progress import Told, open_one

MAY_BE_SO = frozenset({"reason", "cause", "wish"})  # "not needed any more" is one, too


def never_mind(turn: Turn) -> bool:
    """Stop the dialogue that is open; false without one, and for what answers its question."""
    row = open_one(turn.session, turn.someone.id)
    if row is None or NEVER_MIND not in courtesies_in(turn):
        return False
    conversation = CONVERSATIONS[row.conversation]
    answers = answers_question(turn, conversation, row)
    if answers and not _takes_anything(turn, conversation, row):
        return False
    return on_cancel(turn, CONVERSATIONS)


def answers_question(turn: Turn, conversation: Conversation, row: Told) -> bool:
    """Tell whether the words are what is asked for; a story that has to be told is never so short.

    Where the question may be left out, they leave it out.
    """
    step = _asked(conversation, row)
    if step is not None and step.takes_media:
        return step.optional
    return _takes(turn, conversation, row, turn.incoming.text)


def _takes_anything(turn: Turn, conversation: Conversation, row: Told) -> bool:
    """Tell whether any words are taken here, even these backwards: they answer nothing.

    Where a reason is asked it may be just these, unless the button is called so.
    """
    step, said = _asked(conversation, row), turn.incoming.text
    if step is None or step.takes_media:
        return False
    if step.name in MAY_BE_SO:
        return exactly_meant(said, turn.catalogue.words("conversations.controls")) == Control.CANCEL
    return _takes(turn, conversation, row, said[::-1])


def _asked(conversation: Conversation, row: Told) -> Step | None:
    return next((each for each in conversation.steps if each.name == row.step), None)


def _takes(turn: Turn, conversation: Conversation, row: Told, said: str) -> bool:
    at = Progress(row.step, row.rev, row.answers, row.editing, row.page)
    after, reply = advance(conversation, at, Typed(said), conversation.world(turn))
    if not isinstance(reply, Screen) or (after.step, after.page) != (row.step, row.page):
        return True
    return reply.notice is None
