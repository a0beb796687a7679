"""The menu, help, languages, and what happens to words that answer no question."""

from handlers.accounting import export_sent
from handlers.context import Toast, Turn
from handlers.conversations.adapter import on_words, put_aside, resume
from handlers.conversations.declared import CONVERSATIONS
from handlers.relay import corrected, told_anew
from handlers.repairs.asides import said_aside
from handlers.repairs.early import told_early
from handlers.talks import said_in_talk, wished_for_person
from handlers.understanding.answers import answered_in_words
from handlers.understanding.kept import offer_kept
from handlers.understanding.meanwhile import car_meanwhile, trouble_meanwhile
from handlers.understanding.stopping import never_mind
from handlers.understanding.words import take_free_words
from models.buttons import Press, Unreadable
from models.intents.messages import Button, Say
from models.people.keys import keys_of
from models.people.operations import speak
from models.people.tables import Language
from models.progress import Told
from models.talks.messages import ASK
from models.wishes.additions import amend


def offer(turn: Turn) -> None:
    """Show the menu; a half-told story comes first."""
    if not offer_kept(turn):
        main(turn)


def main(turn: Turn) -> None:
    """Show the few keys that most people need."""
    turn.say(f"menu.offers.{keys_of(turn.staff)}", menu=True)


def more(turn: Turn) -> None:
    """Show the keys of what is rarely needed."""
    turn.post(Say("menu.rest", keyboard="more"))


def help_(turn: Turn) -> None:
    """Say what can be done here, and the telephone number of the office."""
    turn.say("menu.help_work" if turn.staff else "menu.help", menu=True)


def discard(turn: Turn, press: Press) -> None:
    """Throw the draft away, as was asked."""
    turn.session.delete(_own(turn, press))
    turn.session.flush()
    turn.toast("toasts.done")
    main(turn)


def go_on(turn: Turn, press: Press) -> None:
    """Go on with the draft where it stood; a named answer is asked for anew."""
    draft = _own(turn, press)
    draft.answers = {name: said for name, said in draft.answers.items() if name != press.value}
    resume(turn, draft, CONVERSATIONS)


def cancel(turn: Turn) -> None:
    """End the open conversation; its draft is kept until it is thrown away."""
    turn.say("conversations.cancelled", menu=True, kept=put_aside(turn))


def language(turn: Turn) -> None:
    """Ask for the language."""
    rows = tuple(
        (Button(f"language.names.{each}", Press("language", 0, 0, each).pack()),)
        for each in Language
    )
    turn.say("language.ask", rows)


def speak_language(turn: Turn, press: Press) -> None:
    """Say everything in the language pressed from now on; drafts go on in it."""
    if press.value not in set(Language):
        raise Unreadable
    speak(turn.session, turn.someone, Language(press.value))
    turn.answer = Toast("language.set", language=press.value)
    turn.say("language.set", menu=True)


def words(turn: Turn) -> None:
    """Take words, files or a voice note: as an answer, else as something to ask about."""
    if wished_for_person(turn) or car_meanwhile(turn) or export_sent(turn):
        return
    if never_mind(turn) or said_aside(turn) or told_early(turn) or trouble_meanwhile(turn):
        return
    if not (on_words(turn, CONVERSATIONS) or said_in_talk(turn) or answered_in_words(turn)):
        take_free_words(turn)


def other(turn: Turn) -> None:
    """Answer what is neither words nor a file we keep: a sticker, a place on the map, a contact."""
    turn.say(f"content.{turn.incoming.content or turn.incoming.shape}", ((ASK,),))


def edited(turn: Turn) -> None:
    """Let a changed message follow its first words; else say that it changes nothing.

    What was said in a talk while in danger went two ways.
    """
    followed = corrected(turn) or told_anew(turn, CONVERSATIONS)
    incoming = turn.incoming
    case = amend(
        turn.session, incoming.chat_id, incoming.message_id, incoming.text,
        by=turn.someone, now=turn.now,
    )  # fmt: skip
    if case is not None:
        turn.say("wishes.add.thanks", number=case.number)
    elif not followed:
        turn.say("content.edited")


def _own(turn: Turn, press: Press) -> Told:
    row = turn.session.get(Told, press.object)
    if row is None or row.person_id != turn.someone.id:
        raise Unreadable
    return row
