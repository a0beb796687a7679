"""An officer keys in a complaint for a resident: the same questions, and how it came."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from handlers.complaints.complaining import (
    COMPLAIN,
    ComplaintWorld,
    about_a_person,
    categories_offered,
    remarked,
    words_of_complaint,
)
from handlers.context import Turn
from handlers.conversations.adapter import words_for
from handlers.conversations.definition import Answers, Conversation, World
from handlers.conversations.widgets import Choice
from handlers.repairs.reporting import world_of
from models.cases.keying import ON_PAPER, Came, Since
from models.complaints.keying import KeyedGrievance, key_in
from models.intents.messages import Say
from models.people.search import person_of
from models.people.tables import Person
from models.progress import open_one
from models.values import frozen

DAYS_AGO = tuple(str(days) for days in range(8))


@frozen
class KeyedWorld(ComplaintWorld):
    """What the questions may know of the resident for whom an officer keys in."""

    has_chat: bool = False


def keyed(turn: Turn, said: KeyedGrievance, residency_id: int) -> None:
    """Hand it to the model; say its № back, and by which way the resident hears more."""
    case, is_late = key_in(
        turn.session, said, residency_id=residency_id, by=turn.someone, now=turn.now
    )
    reporter = turn.session.get_one(Person, case.reporter_id)
    facts = {"number": case.number, "late": is_late, "by_chat": reporter.telegram_id is not None}
    turn.post(Say("complaints.keyed", facts), edits=turn.incoming.pressed)


def resident_s_world(turn: Turn) -> World:
    """Return the questions' world as it is for the resident, not for the officer who asks."""
    row, person = open_one(turn.session, turn.someone.id), turn.someone
    if row is not None and row.subject:
        person = person_of(turn.session, row.subject, person.estate_id)
    plain = world_of(turn, person, lambda: (None, 0))
    return KeyedWorld(
        plain.today, plain.places, words=lambda step: _words(turn, step),
        categories=categories_offered(turn), has_chat=person.telegram_id is not None,
    )  # fmt: skip


def _words(turn: Turn, step: str) -> Mapping[str, Sequence[str]]:
    if step in {"came", "since", "received"}:
        return words_for(turn, KEY_IN_COMPLAINT, step)
    return words_of_complaint(turn, step)


def may_stay_unnamed(answers: Answers, world: KeyedWorld) -> bool:
    """Ask for a name or none only where answers reach the person without one: in a chat."""
    return world.has_chat and about_a_person(answers, world)


def by_voice(answers: Answers, _world: World) -> bool:
    """Ask how many hours ago it was told."""
    return answers.get("came") not in ON_PAPER


def on_paper(answers: Answers, _world: World) -> bool:
    """Ask on which day it was received."""
    return answers.get("came") in ON_PAPER


KEY_IN_COMPLAINT = Conversation(
    name="complaints.keyed",
    texts=COMPLAIN.name,
    answers=KeyedGrievance,
    steps=(
        *(
            replace(step, ask_if=may_stay_unnamed) if step.name == "anonymous" else step
            for step in COMPLAIN.steps
        ),
        Choice("came", options=(Came.CALL, Came.VISIT, *sorted(ON_PAPER))),
        Choice("since", options=Since, ask_if=by_voice),
        Choice("received", options=DAYS_AGO, columns=2, ask_if=on_paper),
    ),
    on_complete=keyed,
    world=resident_s_world,
    on_remark=remarked,
)
