"""Answers to the question after a finished job, by button or by an officer's telephone."""

from handlers.context import Turn
from models.buttons import Press, Unreadable
from models.followups.rules import Answer
from models.followups.tables import FollowUp
from models.repairs.aftercare import enter_leak_test, mark_important
from models.repairs.hearing import hear
from models.repairs.phoning import hear_in_person
from models.tasks.operations import contact
from models.tasks.rules import Outcome


def press_followup(turn: Turn, press: Press) -> None:
    """Keep the resident's answer; the press itself is enough."""
    if press.value not in set(Answer) or turn.session.get(FollowUp, press.object) is None:
        raise Unreadable
    hear(turn.session, press.object, Answer(press.value), by=turn.someone, now=turn.now)
    turn.toast("toasts.thanks")


def press_phoned(turn: Turn, press: Press) -> None:
    """Keep what an officer heard on the telephone or at the door."""
    if press.value not in {*Answer, *Outcome}:
        raise Unreadable
    hear_in_person(
        turn.session, press.object, press.value, rev=press.rev, by=turn.someone, now=turn.now
    )
    turn.toast("toasts.done")


def press_test_leak(turn: Turn, press: Press) -> None:
    """Note that the leak was tested, just now."""
    enter_leak_test(turn.session, press.object, by=turn.someone, now=turn.now)
    turn.toast("toasts.leak_tested")


def press_important(turn: Turn, press: Press) -> None:
    """Flag the case as an important need."""
    mark_important(turn.session, press.object, by=turn.someone, now=turn.now)
    turn.toast("toasts.important")


def press_contact(turn: Turn, press: Press) -> None:
    """Give an officer the resident's name and number, in private."""
    face = contact(turn.session, press.object, by=turn.someone, now=turn.now)
    turn.move_to_private()
    turn.post(face)
    turn.toast("toasts.details_sent")
