"""A person, please; and: this is a complaint. An officer calls, and the resident hears by when."""

from handlers.context import Turn
from handlers.conversations.adapter import put_aside
from handlers.understanding import wish_in
from models.buttons import Press, Unreadable
from models.progress import Told, open_one
from models.talks.operations import contact, talked, wish_to_talk
from models.talks.rules import About

SHORT = 20  # characters: longer words within a dialogue answer its question


def person(turn: Turn) -> None:
    """Let an officer call."""
    _promise(turn, About.PERSON, turn.incoming.argument)


def wished_for_person(turn: Turn) -> bool:
    """Take up the wish for a person, in the middle of a dialogue too; false when there is none."""
    said = turn.incoming.text
    busy = open_one(turn.session, turn.someone.id) is not None
    if turn.staff is not None or (busy and len(said) > SHORT):
        return False
    if wish_in(said, turn.catalogue.words("menu.wishes")) != About.PERSON:
        return False
    put_aside(turn)
    _promise(turn, About.PERSON, said)
    return True


def press_wish(turn: Turn, press: Press) -> None:
    """Make what was said a complaint or a wish for a person, instead of a repair."""
    draft = turn.session.get(Told, press.object)
    known = draft is not None and draft.person_id == turn.someone.id
    if draft is None or not known or press.value not in set(About):
        raise Unreadable
    told = draft.answers.get("told") or {}
    turn.session.delete(draft)
    turn.session.flush()
    turn.toast("toasts.done")
    _promise(turn, About(press.value), str(told.get("text", "")))


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


def _promise(turn: Turn, about: About, told: str) -> None:
    talk, is_open = wish_to_talk(turn.session, about, told, by=turn.someone, now=turn.now)
    key = "talks.promised" if is_open else "talks.promised_later"
    turn.say(key, menu=True, about=talk.about, called_by=talk.called_by)
