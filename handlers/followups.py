"""Answers to the question after a finished job, by button or by an officer's telephone."""

from dataclasses import replace

from handlers.context import Turn
from handlers.conversations.adapter import open_conversation
from handlers.conversations.definition import Conversation
from handlers.conversations.widgets import Telling
from handlers.repairs.reporting import estate_world
from models.buttons import Press, Unreadable
from models.cases.words import Words
from models.followups.hearing import hear
from models.followups.messages import NONE, WORDS
from models.followups.opinions import ask_why, keep_reason, keep_words, may_say
from models.followups.phoning import hear_in_person
from models.followups.rules import Answer, Reason
from models.followups.tables import FollowUp
from models.repairs.aftercare import enter_leak_test, mark_important, strike_off
from models.repairs.in_danger import is_of_person
from models.tasks.operations import contact
from models.tasks.rules import Outcome
from models.values import frozen

OPINION_AT_MOST = 500


def press_followup(turn: Turn, press: Press) -> None:
    """Keep the resident's answer; the press itself is enough."""
    if press.value not in set(Answer) or turn.session.get(FollowUp, press.object) is None:
        raise Unreadable
    keep_answer(turn, press.object, Answer(press.value))
    turn.toast("toasts.thanks")


def keep_answer(turn: Turn, followup_id: int, answer: Answer, told: Words | None = None) -> None:
    """Keep the resident's answer, with the words that were it, and ask why."""
    case = hear(turn.session, followup_id, answer, by=turn.someone, now=turn.now)
    if told is not None:
        _keep_words(turn, followup_id, told)
    _ask_why(turn, followup_id, case.id)


def _ask_why(turn: Turn, followup_id: int, case_id: int) -> None:
    """Ask why, but of no person who was in danger: there is no work to judge."""
    if not is_of_person(turn.session, case_id):
        turn.post(ask_why(turn.session, followup_id, by=turn.someone, now=turn.now))


def press_phoned(turn: Turn, press: Press) -> None:
    """Keep what an officer heard on the telephone or at the door."""
    if press.value not in {*Answer, *Outcome}:
        raise Unreadable
    task = hear_in_person(
        turn.session, press.object, press.value, rev=press.rev, by=turn.someone, now=turn.now
    )
    if press.value in set(Answer) and task.followup_id is not None:
        turn.move_to_private()
        _ask_why(turn, task.followup_id, task.case_id)
    turn.toast("toasts.done")


@frozen
class Opinion:
    """What is said besides the answer."""

    told: Words | None


def opined(turn: Turn, opinion: Opinion, followup_id: int) -> None:
    """Hand the words to the model; nothing said is nothing to keep."""
    if opinion.told is None:
        turn.say("followups.opinion.skipped")
        return
    _keep_words(turn, followup_id, opinion.told)
    turn.say("followups.opinion.thanks")


def _keep_words(turn: Turn, followup_id: int, told: Words) -> None:
    album = turn.incoming.album
    keep_words(turn.session, followup_id, told, album, by=turn.someone, now=turn.now)


OPINION = Conversation(
    name="followups.opinion",
    answers=Opinion,
    steps=(Telling("told", min_length=1, max_length=OPINION_AT_MOST, optional=True),),
    on_complete=opined,
    world=estate_world,
    confirm=False,
)


def press_opinion(turn: Turn, press: Press) -> None:
    """Keep a reason, ask for words and photographs, or leave it at that: one press each."""
    if press.value == WORDS:
        may_say(turn.session, press.object, by=turn.someone, now=turn.now)
        open_conversation(turn, OPINION, subject=press.object)
        return
    if press.value == NONE:
        asked = ask_why(turn.session, press.object, by=turn.someone, now=turn.now)
        asked = replace(asked, over=True)
    elif press.value in set(Reason):
        reason = Reason(press.value)
        asked = keep_reason(turn.session, press.object, reason, by=turn.someone, now=turn.now)
    else:
        raise Unreadable
    turn.post(asked, edits=turn.incoming.message_id)
    turn.toast("toasts.thanks")


def press_test_leak(turn: Turn, press: Press) -> None:
    """Note that the leak was tested, just now."""
    enter_leak_test(turn.session, press.object, by=turn.someone, now=turn.now)
    turn.toast("toasts.leak_tested")


def press_important(turn: Turn, press: Press) -> None:
    """Flag the case as an important need."""
    mark_important(turn.session, press.object, by=turn.someone, now=turn.now)
    turn.toast("toasts.important")


def press_strike_off(turn: Turn, press: Press) -> None:
    """Close what was asked about in vain."""
    strike_off(turn.session, press.object, by=turn.someone, now=turn.now)
    turn.toast("toasts.done")


def press_contact(turn: Turn, press: Press) -> None:
    """Give an officer the resident's name and number, in private."""
    face = contact(turn.session, press.object, by=turn.someone, now=turn.now)
    turn.move_to_private()
    turn.post(face)
    turn.toast("toasts.details_sent")
