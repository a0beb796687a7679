"""A reply to a card or a notice reaches the other side; a correction follows it."""

from handlers.context import Turn
from handlers.conversations.adapter import heard
from handlers.conversations.definition import Sent
from models.cases.tables import Case
from models.relay.operations import Spoken, case_shown, correct, pass_on


def answered_case(turn: Turn) -> Case | None:
    """Return the case whose card or notice this is a reply to."""
    incoming = turn.incoming
    if not incoming.reply_to:
        return None
    return case_shown(turn.session, incoming.chat_id, incoming.reply_to)


def reply(turn: Turn) -> None:
    """Bring what was replied to the other side, and say where it went."""
    case = answered_case(turn)
    if case is None:  # it was there when the route was chosen
        return
    went = pass_on(turn.session, case, _spoken(turn), by=turn.someone, now=turn.now)
    turn.say(f"relay.went.{went}", number=case.number)


def corrected(turn: Turn) -> bool:
    """Let a changed message follow its first words; false when those went nowhere."""
    if turn.person is None:
        return False
    return correct(turn.session, _spoken(turn), by=turn.person, now=turn.now)


def corrected_in_group(turn: Turn) -> None:
    """Let a changed reply of the group's follow its first words; nothing else is said to us."""
    corrected(turn)


def _spoken(turn: Turn) -> Spoken:
    incoming = turn.incoming
    answer = heard(turn)
    files = tuple(map(int, answer.media)) if isinstance(answer, Sent) else ()
    return Spoken(
        incoming.chat_id, incoming.message_id, incoming.text, files, answers=incoming.reply_to
    )
