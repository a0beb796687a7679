"""The menu, help, languages, and what happens to words that answer no question."""

from handlers.context import Toast, Turn
from handlers.conversations.adapter import heard, on_words, put_aside, resume, said_before
from handlers.conversations.declared import CONVERSATIONS
from handlers.conversations.definition import Answer, Asking, Label, Sent, World
from handlers.relay import corrected
from handlers.repairs.reporting import REPORT_REPAIR
from models.buttons import Press, Unreadable
from models.intents.messages import Button, Rows, Screen
from models.people.operations import speak
from models.people.tables import Language
from models.progress import Told, drafts
from models.repairs.late import add_to_result

CONTENT = ("sticker", "location", "contact", "poll", "video_note", "game")


def offer(turn: Turn) -> None:
    """Show the menu; a half-told story comes first."""
    person = turn.someone
    for draft in drafts(turn.session, person.id)[:1]:
        rows: Rows = (
            (Button("menu.resume", Press("resume", draft.id, 0).pack(), style="primary"),),
            (Button("menu.discard", Press("discard", draft.id, 0).pack()),),
        )
        turn.say("menu.offer_draft", rows)
        return
    turn.say("menu.offer", menu=True)


def help_(turn: Turn) -> None:
    """Say what can be done here, and the telephone number of the office."""
    turn.say("menu.help", menu=True)


def discard(turn: Turn, press: Press) -> None:
    """Throw the draft away, as was asked."""
    turn.session.delete(_own(turn, press))
    turn.session.flush()
    turn.toast("toasts.done")
    turn.say("menu.offer", menu=True)


def go_on(turn: Turn, press: Press) -> None:
    """Go on with the draft where it stood."""
    resume(turn, _own(turn, press), CONVERSATIONS)


def cancel(turn: Turn) -> None:
    """End the open conversation; its draft is kept until it is thrown away."""
    put_aside(turn)
    turn.say("conversations.cancelled", menu=True)


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
    if on_words(turn, CONVERSATIONS):
        return
    answer = heard(turn)
    if isinstance(answer, Sent) and not answer.caption and _was_late(turn, answer):
        return
    draft, notice = _keep(turn, answer)
    rows: Rows = (
        (Button("menu.report_this", Press("resume", draft.id, 0).pack(), style="primary"),),
        (Button("menu.discard", Press("discard", draft.id, 0).pack()),),
    )
    turn.post(Screen("menu.not_understood", {}, rows, notice.key, dict(notice.facts)))


def other(turn: Turn) -> None:
    """Answer what is neither words nor a file we keep: a sticker, a place on the map, a contact."""
    content = turn.incoming.content or turn.incoming.shape
    turn.say(f"content.{content if content in CONTENT else 'other'}")


def edited(turn: Turn) -> None:
    """Let a changed reply follow its words; else say that it does not change what was told."""
    if not corrected(turn):
        turn.say("content.edited")


def _was_late(turn: Turn, sent: Sent) -> bool:
    files = tuple(map(int, sent.media))
    case = add_to_result(turn.session, files, by=turn.someone, now=turn.now)
    if case is not None:
        turn.say("conversations.media_kept", count=len(files))
    return case is not None


def _keep(turn: Turn, answer: Answer) -> tuple[Told, Label]:
    """Keep what answered nothing as the beginning of a report: an album comes in pieces."""
    person, step = turn.someone, next(each for each in REPORT_REPAIR.steps if each.takes_media)
    draft = said_before(turn, REPORT_REPAIR) or Told(
        estate_id=person.estate_id, person_id=person.id, conversation=REPORT_REPAIR.name,
        step="", open=False, touched_at=turn.now,
    )  # fmt: skip
    known, world = draft.answers.get(step.name), World(turn.today)
    sent = answer if isinstance(answer, Sent) else Sent((), turn.incoming.text)
    taken = step.take(Asking(REPORT_REPAIR.key(step.name), known, "", world), sent)
    draft.answers, draft.touched_at = {step.name: taken.value}, turn.now
    turn.session.add(draft)
    turn.session.flush()
    told = taken.notice if sent.media or "too_long" in str(taken.notice) else None
    return draft, told or Label()


def _own(turn: Turn, press: Press) -> Told:
    row = turn.session.get(Told, press.object)
    if row is None or row.person_id != turn.someone.id:
        raise Unreadable
    return row
