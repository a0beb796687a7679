"""A reply to a card or a notice reaches the other side; a correction follows it, or a draft."""

from handlers.context import Turn
from handlers.conversations.adapter import Declared, heard, put_aside, take_answer
from handlers.conversations.definition import Sent, Typed
from models.cases.tables import Case
from models.progress import drafts
from models.relay.operations import case_shown, correct, pass_on
from models.relay.spoken import Spoken, Went
from models.talks.lists import has_spoken, holder_of
from models.talks.rules import IN_HAND, Status
from models.talks.said import ending
from models.talks.speaking import say, talk_shown
from models.talks.tables import Talk


def answered(turn: Turn) -> Case | Talk | None:
    """Return the case, or in private the talk, whose message this is a reply to."""
    return answered_case(turn) or _answered_talk(turn)


def answered_case(turn: Turn) -> Case | None:
    """Return the case whose card or notice this is a reply to."""
    incoming = turn.incoming
    if not incoming.reply_to:
        return None
    return case_shown(turn.session, incoming.chat_id, incoming.reply_to)


def reply(turn: Turn) -> None:
    """Bring what was replied to the other side, and say where it went."""
    talk, case = _answered_talk(turn), answered_case(turn)
    if talk is not None:
        say_in(turn, talk)
    if case is not None:
        bring(turn, case)


def bring(turn: Turn, case: Case) -> None:
    """Bring what was said to the other side of the case, and say where it went."""
    went = pass_on(turn.session, case, spoken(turn), by=turn.someone, now=turn.now)
    if went is not None:
        turn.say(f"relay.went.{went}", number=case.number)


def corrected(turn: Turn) -> bool:
    """Let a changed message follow its first words; false when those went nowhere."""
    if turn.person is None:
        return False
    return correct(turn.session, spoken(turn), by=turn.person, now=turn.now)


def told_anew(turn: Turn, declared: Declared) -> bool:
    """Let a changed message answer its question of a draft with what it says now.

    The draft is open then, as after a press on it; false when the message told none.
    """
    told, words = str(turn.incoming.message_id), turn.incoming.text
    mine = drafts(turn.session, turn.asker.id) if turn.incoming.is_private else []
    row = next((draft for draft in mine if told in draft.messages), None)
    if row is None:
        return False
    conversation = declared[row.conversation]
    step, before, *_ = row.messages[told]
    asked = {each.name: each for each in conversation.steps}
    if step not in asked:  # said before there was a question, or after the last
        step = next((name for name, each in asked.items() if each.takes_media), step)
    known = row.answers.get(step)
    text = known.get("text", "") if isinstance(known, dict) else ""
    anew = text.replace(before, words, 1) if before and before in text else words
    if not row.open:
        put_aside(turn)
    row.open, row.step, row.page = True, step, ""
    row.messages = {**row.messages, told: [step, words]}
    take_answer(turn, conversation, row, Typed(anew), edits=None)
    return True


def corrected_in_group(turn: Turn) -> None:
    """Let a changed reply of the group's follow its first words; nothing else is said to us."""
    corrected(turn)


def say_in(turn: Turn, talk: Talk) -> None:
    """Bring what was said to the other side of the talk; say so when that is not plain."""
    goes_on = talk.status in IN_HAND and has_spoken(turn.session, talk)
    went = say(turn.session, talk, spoken(turn), by=turn.someone, now=turn.now)
    if went is not Went.TO_STAFF:
        turn.say(f"talks.went.{went}")
    elif not goes_on:  # in the middle of a talk every word is not acknowledged
        rows = ((ending(talk.id),),)
        turn.say("talks.went.to_staff", rows, holder=holder_of(turn.session, talk))


def spoken(turn: Turn) -> Spoken:
    """Return what was just said, its files wanted."""
    incoming = turn.incoming
    answer = heard(turn)
    files = tuple(map(int, answer.media)) if isinstance(answer, Sent) else ()
    return Spoken(
        incoming.chat_id,
        incoming.message_id,
        incoming.text,
        files,
        answers=incoming.reply_to,
        album=incoming.album,
    )


def _answered_talk(turn: Turn) -> Talk | None:
    incoming = turn.incoming
    if not incoming.reply_to or not incoming.is_private or turn.person is None:
        return None
    talk = talk_shown(turn.session, incoming.chat_id, incoming.reply_to)
    over = talk is not None and talk.status is Status.ENDED and talk.person_id == turn.person.id
    return None if over else talk  # what a resident says afterwards is something new
