"""Technicians work a repair with buttons; one question at the end asks what was done."""

from collections.abc import Iterable
from dataclasses import replace

from handlers.context import Turn
from handlers.conversations.adapter import open_conversation
from handlers.conversations.definition import Asking, Conversation, Label, World
from handlers.conversations.widgets import Telling
from handlers.repairs.reporting import estate_world
from handlers.repairs.visits import PROPOSE
from models.buttons import Press
from models.cases.tables import Case
from models.cases.words import Words
from models.intents.messages import Button, Rows, Say
from models.progress import open_one
from models.repairs.in_danger import is_of_person
from models.repairs.rules import Action
from models.repairs.working import (
    agreed_later,
    arrive,
    claim,
    finish,
    go_on,
    hand_details,
    has_visit,
    may_do,
    may_finish,
    need_parts,
    set_off,
)
from models.values import frozen

RESULT_AT_MOST = 500


@frozen
class Finished:
    """What a technician says at the end."""

    told: Words


def finished(turn: Turn, done: Finished, case_id: int) -> None:
    """Hand the result to the model."""
    case = finish(turn.session, case_id, done.told, by=turn.someone, now=turn.now)
    of_person = is_of_person(turn.session, case.id)
    after = () if of_person else (Action.ADD_PARTS, Action.SHEET_PHOTO, Action.RETURN_SHEET)
    facts = {"number": case.number, "of_person": of_person}
    turn.post(Say("repairs.finish.thanks", facts, steps(case, after)), edits=turn.incoming.pressed)


@frozen
class JobWorld(World):
    """What the question at the end may know: of which job it asks, and whether of a person."""

    number: int = 0
    of_person: bool = False


class Result(Telling):
    """What was done, asked with the № of the job: who asks has several in hand."""

    def question(self, asking: Asking) -> Label:
        asked, world = super().question(asking), _world(asking)
        job = {"number": world.number, "of_person": world.of_person}
        return replace(asked, facts={**asked.facts, **job})

    def _default(self, asking: Asking) -> str | None:
        """Return "mended", of what can be mended: of a person it is said how they are."""
        return None if _world(asking).of_person else super()._default(asking)


def _world(asking: Asking) -> JobWorld:
    return asking.world if isinstance(asking.world, JobWorld) else JobWorld(asking.world.today)


def job_world(turn: Turn) -> JobWorld:
    """Return the world with the job that the open question is about."""
    draft = open_one(turn.session, turn.someone.id)
    case = turn.session.get(Case, draft.subject if draft else 0)
    number, of_person = (case.number, is_of_person(turn.session, case.id)) if case else (0, False)
    words = estate_world(turn).words
    return JobWorld(turn.today, words=words, number=number, of_person=of_person)


FINISH_REPAIR = Conversation(
    name="repairs.finish",
    answers=Finished,
    steps=(Result("told", min_length=1, max_length=RESULT_AT_MOST, default_option="done"),),
    on_complete=finished,
    world=job_world,
    confirm=False,
)


def steps(case: Case, actions: Iterable[Action]) -> Rows:
    """Return a button for each action, one below the other."""
    return tuple(
        (Button(f"repairs.actions.{action}", Press(action, case.id, case.rev).pack()),)
        for action in actions
    )


def press_claim(turn: Turn, press: Press) -> None:
    """Take the job."""
    claim(turn.session, press.object, by=turn.someone, now=turn.now)
    turn.toast("toasts.claimed")


def press_set_off(turn: Turn, press: Press) -> None:
    """Be on the way; who is early is told so."""
    case = set_off(turn.session, press.object, by=turn.someone, now=turn.now)
    visit = agreed_later(turn.session, case, now=turn.now)
    turn.toast("toasts.set_off", alert=visit is not None, visit=visit)


def press_arrive(turn: Turn, press: Press) -> None:
    """Note that the technician is at the place."""
    arrive(turn.session, press.object, by=turn.someone, now=turn.now)
    turn.toast("toasts.arrived")


def press_need_parts(turn: Turn, press: Press) -> None:
    """Wait for parts; where a visit was agreed, when they come again is asked at once. GEN-03."""
    case = need_parts(turn.session, press.object, by=turn.someone, now=turn.now)
    if has_visit(turn.session, case):
        turn.move_to_private()
        open_conversation(turn, PROPOSE, subject=case.id)
    turn.toast("toasts.resident_told")


def press_go_on(turn: Turn, press: Press) -> None:
    """Go on with a job that had to wait."""
    go_on(turn.session, press.object, by=turn.someone, now=turn.now)
    turn.toast("toasts.done")


def press_finish(turn: Turn, press: Press) -> None:
    """Ask the technician, in private, what was done."""
    may_finish(turn.session, press.object, by=turn.someone, now=turn.now)
    turn.move_to_private()
    open_conversation(turn, FINISH_REPAIR, subject=press.object)
    turn.toast("toasts.answer_in_private")


def press_more(turn: Turn, press: Press) -> None:
    """Show, in private, everything that this person may do with the case now."""
    case, actions = may_do(turn.session, press.object, by=turn.someone, now=turn.now)
    turn.move_to_private()
    turn.say("repairs.what_else", steps(case, actions), number=case.number)
    turn.toast("toasts.see_private")


def press_details(turn: Turn, press: Press) -> None:
    """Give the sheet again, to who has the job, in private."""
    hand_details(turn.session, press.object, by=turn.someone, now=turn.now)
    turn.toast("toasts.details_sent")
