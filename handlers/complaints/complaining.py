"""Residents complain: what is asked, and what the answers become."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import partial

from handlers.context import Turn
from handlers.conversations.adapter import open_conversation, words_for
from handlers.conversations.definition import Answers, Conversation, Label, Option, World
from handlers.conversations.widgets import Choice, Place, Telling
from handlers.repairs import reasons
from handlers.repairs.long_choices import LongChoice, ScreenWorld, few_for
from handlers.repairs.remarks import keep
from handlers.repairs.reporting import TOLD_AT_MOST, estate_world
from handlers.understanding.courtesies import courtesies_in
from locales.formats import Reader
from models.buttons import Press
from models.cases.words import Words, abridged
from models.complaints.accepting import (
    Grievance,
    complain,
    may,
    may_retract,
    retract,
    tell_further,
)
from models.complaints.classes import UNSURE, categories, shown
from models.complaints.policy import ComplaintPolicy
from models.complaints.telling import show_receipt
from models.complaints.words import Action, Wished
from models.estate.settings import policy_of
from models.intents.messages import Button
from models.people.tables import Department
from models.progress import Told
from models.understanding.rules import weight
from models.values import frozen
from models.wishes.additions import keep_tellings

SURE = "sure"  # the second press of two
NOBODY = "nobody"
A_REMARK = 12  # as `weight` counts, four Chinese characters: less is a word that was mistyped


class Name(StrEnum):
    """Whether the staff may read who complains."""

    NAMED = "named"
    ANONYMOUS = "anonymous"


class Demand(StrEnum):
    """What people usually ask for; anything else is told in words."""

    SOLVE = "solve"
    APOLOGY = "apology"
    EXPLAIN = "explain"
    MAKE_GOOD = "make_good"


@frozen
class ComplaintWorld(ScreenWorld):
    """What the questions about a complaint may know: the estate's class table."""

    categories: tuple[Option, ...] = ()


@frozen
class Further:
    """What a complainant adds."""

    told: Words


def complaint_world(turn: Turn) -> ComplaintWorld:
    """Return the homes, the common parts, and the categories of the class table."""
    plain = estate_world(turn)
    words, offered = partial(words_of_complaint, turn), categories_offered(turn)
    return ComplaintWorld(
        plain.today, plain.places, words=words, few=few_for(turn), categories=offered
    )


def categories_offered(turn: Turn) -> tuple[Option, ...]:
    """Return the categories of the estate's class table, and that one is not sure.

    On large screens that comes first: not behind every page of the table.
    """
    listed = categories(turn.session, turn.someone.estate_id)
    options = tuple(Option(key, Label(text=called(turn, name)[:40])) for key, name in listed)
    unsure = Option(UNSURE, Label("complaints.report.category.unsure"))
    return (unsure, *options) if few_for(turn) else (*options, unsure)


def called(turn: Turn, category: str) -> str:
    """Return a category of the class table in the reader's language, if it is a usual one."""
    usual = turn.catalogue.labelled("complaints.usual", category)
    if not usual:
        return category
    return turn.catalogue.plain(f"complaints.usual.{usual}", Reader(turn.language, "UTC"), {})


def words_of_complaint(turn: Turn, step: str) -> Mapping[str, Sequence[str]]:
    """Return what people call the answers to a question of a complaint."""
    if step == "place":
        words = turn.catalogue.words("repairs.report.place.options")
        return {f"common:{part}": names for part, names in words.items()}
    return {} if step in ("summary", "category") else words_for(turn, COMPLAIN, step)


def about_a_person(answers: Answers, _world: World) -> bool:
    """Ask for a name or none only where the complaint is about somebody."""
    return answers.get("against") not in {NOBODY, *Department}


def submitted(turn: Turn, said: Grievance, _subject: int) -> None:
    """Hand the complaint to the model; the receipt takes the place of the summary."""
    case = complain(turn.session, said, by=turn.someone, now=turn.now)
    keep_tellings(turn.session, case, turn.incoming.chat_id, turn.heard_in)
    show_receipt(turn.session, case, turn.someone, now=turn.now, over=turn.incoming.pressed)
    turn.toast("toasts.sent")


def told_further(turn: Turn, more: Further, case_id: int) -> None:
    """Hand what was added to the model."""
    case = tell_further(turn.session, case_id, more.told, by=turn.someone, now=turn.now)
    turn.say("complaints.further.thanks", number=case.number)


def remarked(turn: Turn, conversation: Conversation, row: Told) -> Label | None:
    """Keep a sentence that answers no question with what was told, and say so; CMP-05."""
    text = turn.incoming.text
    if weight(text) < A_REMARK or courtesies_in(turn):
        return None
    kept = keep(turn, conversation, row, conversation.world(turn))
    return Label("repairs.kept", {"text": abridged(text)}) if kept else None


COMPLAIN = Conversation(
    name="complaints.report",
    answers=Grievance,
    steps=(
        Telling("told", min_length=2, max_length=TOLD_AT_MOST),
        LongChoice(
            "category",
            options=lambda world: world.categories,
            columns=2,
        ),
        Place("place"),
        reasons.Reason("against", usual=(NOBODY, *Department)),
        Choice("anonymous", options=Name, ask_if=about_a_person),
        reasons.Reason("wish", usual=Demand),
        Choice("wished", options=Wished),
    ),
    on_complete=submitted,
    world=complaint_world,
    on_remark=remarked,
)

FURTHER = Conversation(
    name="complaints.further",
    answers=Further,
    steps=(Telling("told", min_length=1, max_length=TOLD_AT_MOST),),
    on_complete=told_further,
    world=estate_world,
    confirm=False,
)


def complaint(turn: Turn) -> None:
    """Begin a complaint; photographs may come at any point of it."""
    open_conversation(turn, COMPLAIN)


def limits(turn: Turn) -> None:
    """Show everybody how a complaint is made, handled and by when, and the class table. CMP-03."""
    classes = [
        {"importance": each, "categories": [called(turn, name) for name in names]}
        for each, names in shown(turn.session, turn.someone.estate_id)
    ]
    policy = policy_of(turn.session, turn.someone.estate_id, ComplaintPolicy)
    days = {
        name: getattr(policy, name)
        for name in (
            *("a_answer_days", "a_limit_days", "b_limit_days", "c_limit_days", "asked_max_days"),
            *("route_minutes", "ack_days", "callback_days"),
        )
    }
    turn.say("complaints.limits_shown", classes=classes, **days)


def press_tell_further(turn: Turn, press: Press) -> None:
    """Ask the complainant what there is to add."""
    may(turn.session, press.object, Action.TELL_FURTHER, by=turn.someone, now=turn.now)
    open_conversation(turn, FURTHER, subject=press.object)


def press_retract(turn: Turn, press: Press) -> None:
    """Ask whether it is meant, then end the complaint."""
    case = may_retract(turn.session, press.object, by=turn.someone, now=turn.now)
    if press.value == SURE:
        retract(turn.session, case.id, by=turn.someone, now=turn.now)
        turn.toast("toasts.done")
        turn.say("complaints.retract.thanks", number=case.number)
        return
    sure = Press(Action.RETRACT, case.id, case.rev, SURE).pack()
    turn.say(
        "complaints.retract.ask", ((Button("complaints.retract.sure", sure),),), number=case.number
    )
