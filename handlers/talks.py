"""A person, please; and: this is a complaint. An officer calls, and the resident hears by when."""

from handlers.context import Turn
from handlers.conversations.adapter import put_aside
from handlers.understanding.lists import lists_of
from models.buttons import Press
from models.progress import open_one
from models.repairs.rules import Words
from models.talks.operations import contact, talked, wish_to_talk
from models.talks.rules import About
from models.understanding.rules import Intent, intent_in, is_said

SHORT = 20  # characters: longer words within a dialogue answer its question


def person(turn: Turn) -> None:
    """Let an officer call."""
    promise(turn, Words(turn.incoming.argument), about=About.PERSON)


def wished_for_person(turn: Turn) -> bool:
    """Take up the wish for a person, in the middle of a dialogue too; false when there is none.

    Only what is said outright; what may mean it is shown first.
    """
    said = turn.incoming.text
    busy = open_one(turn.session, turn.someone.id) is not None
    if turn.staff is not None or (busy and len(said) > SHORT):
        return False
    if not is_said(said, turn.catalogue.words("understanding_words.at_once")["person"]):
        return False
    guess = intent_in(said, lists_of(turn.catalogue))
    if guess.intent is not Intent.PERSON or Intent.COMPLAINT in guess.alternatives:
        return False
    put_aside(turn)
    promise(turn, Words(said), about=About.PERSON)
    return True


def promise(turn: Turn, told: Words, *, about: About) -> None:
    """Ask an officer to call about these words; say by when it is."""
    talk, is_open = wish_to_talk(turn.session, about, told.text, by=turn.someone, now=turn.now)
    key = "talks.promised" if is_open else "talks.promised_later"
    turn.say(key, menu=True, about=talk.about, called_by=talk.called_by)


def press_talk(turn: Turn, press: Press) -> None:
    """Give an officer name and number, in private."""
    face = contact(turn.session, press.object, by=turn.someone, now=turn.now)
    turn.move_to_private()
    turn.post(face)
    turn.toast("toasts.details_sent")


def press_talked(turn: Turn, press: Press) -> None:
    """Note that an officer has called."""
    talked(turn.session, press.object, by=turn.someone, now=turn.now)
    turn.toast("toasts.done")
