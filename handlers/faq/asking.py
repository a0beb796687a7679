"""Residents ask: the manual's groups, the question that words mean, and always a person."""

from collections.abc import Iterable
from dataclasses import asdict

from handlers.context import Turn
from handlers.conversations.adapter import open_conversation, put_aside
from handlers.conversations.definition import Asking, Conversation, Label, Option, World
from handlers.conversations.lines import Line
from models.buttons import Press, Unreadable
from models.emergencies.messages import Number
from models.estate.tables import Estate
from models.faq.keeping import keeps_faq
from models.faq.operations import (
    Answer,
    all_numbers,
    answer_of,
    answers_in,
    emergency_numbers,
    look_up,
)
from models.faq.operations import answer_for as clear_answer
from models.faq.rules import Group, group_of
from models.intents.messages import Button, Rows, Say
from models.progress import open_one
from models.values import frozen

LISTED = 8  # questions on one screen
OTHER_WAYS = ("suggest", "praise")
KEEPING, KEPT = ("add", "due", "scores"), ("right", "change", "remove")
SHOWN_AT_MOST, ANSWER_AT_MOST = 200, 3000  # characters; a message has 4096


@frozen
class Asked:
    """What somebody asks."""

    question: str


@frozen
class FaqWorld(World):
    """What the first screen may know: whom to ring when it burns, and whether it is kept here."""

    numbers: tuple[Number, ...] = ()
    is_keeper: bool = False


@frozen
class Question(Line):
    """A question in somebody's own words; beside it the groups, emergency numbers first."""

    def buttons(self, asking: Asking) -> tuple[Option, ...]:
        """Return the manual's groups, and for who keeps the FAQ what there is to keep."""
        keeping = isinstance(asking.world, FaqWorld) and asking.world.is_keeper
        groups = [Option(each, Label(f"faq.groups.{each}"), action="faq") for each in Group]
        kept = [Option(each, Label(f"faq.actions.{each}"), action="faq_keep") for each in KEEPING]
        others = [Option("", Label(f"faq.actions.{each}"), action=each) for each in OTHER_WAYS]
        return (*groups, *others, *(kept if keeping else ()))

    def question(self, asking: Asking) -> Label:
        """Ask, below the emergency numbers."""
        numbers = asking.world.numbers if isinstance(asking.world, FaqWorld) else ()
        return Label(f"{asking.key}.ask", {"numbers": [asdict(each) for each in numbers]})


def faq_world(turn: Turn) -> FaqWorld:
    """Return the numbers of the estate, and whether the person keeps the FAQ."""
    estate = _estate(turn)
    numbers = tuple(emergency_numbers(turn.session, estate))
    return FaqWorld(turn.today, numbers=numbers, is_keeper=keeps_faq(turn.staff))


def answer_for(turn: Turn, words: str) -> Answer | None:
    """Return what the FAQ clearly answers to the words, for whoever else hears them. ENQ-01."""
    synonyms = turn.catalogue.words("faq.synonyms")
    return clear_answer(turn.session, turn.someone.estate_id, words, turn.language, synonyms)


def asked(turn: Turn, told: Asked, _subject: int = 0) -> None:
    """Answer at once what is clear, else show the nearest; never without a person. FAQ-03."""
    estate_id, synonyms = turn.someone.estate_id, turn.catalogue.words("faq.synonyms")
    found = look_up(turn.session, estate_id, told.question, turn.language, synonyms)
    if found.best is not None:
        show_answer(turn, answer_of(turn.session, found.best.id, estate_id), words=told.question)
        return
    near = [answer_of(turn.session, each.id, estate_id) for each in found.near]
    rows = (*_listed(near), *ways_on(0, words=told.question))
    text, words = "faq.nearest" if near else "faq.not_found", told.question
    turn.say(text, rows, asked=cut(words), words=words)


ASK = Conversation(
    name="faq.ask",
    answers=Asked,
    steps=(Question("question", max_length=200, columns=2),),
    on_complete=asked,
    world=faq_world,
    confirm=False,
)


def faq(turn: Turn) -> None:
    """Answer what was asked with the command; else show the groups, and wait for a question."""
    if turn.incoming.argument:
        asked(turn, Asked(turn.incoming.argument))
    else:
        open_conversation(turn, ASK)


def press_faq(turn: Turn, press: Press) -> None:
    """Show a group's questions, or the groups again."""
    group, _, page = press.value.partition(".")
    if not group:
        open_conversation(turn, ASK)
        return
    if group not in set(Group) or not (page or "0").isdecimal():
        raise Unreadable
    _stop_asking(turn)
    _show_group(turn, Group(group), int(page or 0))


def press_entry(turn: Turn, press: Press) -> None:
    """Show the answer to a question."""
    _stop_asking(turn)
    answer = answer_of(turn.session, press.object, turn.someone.estate_id)
    show_answer(turn, answer, edits=turn.incoming.message_id or None)


def show_answer(turn: Turn, answer: Answer, *, words: str = "", edits: int | None = None) -> None:
    """Say what the office answers, with its source; in another language with an apology. ETQ-14.

    The `words` that asked for it go on from here, whole.
    """
    facts = {
        "topic": cut(answer.topic), "question": cut(answer.question),
        "answer": cut(answer.answer, ANSWER_AT_MOST),
        "confirmed_on": answer.confirmed_on and answer.confirmed_on.isoformat(),
        "foreign": answer.language if answer.language != turn.language else "", "words": words,
    }  # fmt: skip
    group = group_of(answer.topic, turn.catalogue.words("faq.groups"))
    rows: Rows = ways_on(answer.entry_id)
    rows += ((_group_button(group), Button("faq.actions.again", Press("faq", 0, 0).pack())),)
    if keeps_faq(turn.staff):
        rows += (tuple(_keep(answer.entry_id, each) for each in KEPT),)
    turn.post(Say("faq.answer", facts, rows), edits=edits)


def ways_on(entry_id: int, words: str = "") -> Rows:
    """Return what else there is for whoever is not served: a person, and the office in writing.

    Without a question there is nothing to answer in writing. FAQ-03.
    """
    ways = ("person", "office") if entry_id or words else ("person",)
    return tuple(
        (Button(f"faq.actions.{way}", Press(f"faq_{way}", entry_id, 0).pack()),) for way in ways
    )


def cut(text: str, at_most: int = SHOWN_AT_MOST) -> str:
    """Return what fits the screen: a workbook's cell may be longer than a message."""
    return text if len(text) <= at_most else f"{text[: at_most - 1]}…"


def _show_group(turn: Turn, group: Group, page: int) -> None:
    estate, words = _estate(turn), turn.catalogue.words("faq.groups")
    answers = [
        each
        for each in answers_in(turn.session, estate, turn.language)
        if group_of(each.topic, words) is group
    ]
    pages = [
        Button(f"faq.actions.{name}", Press("faq", 0, 0, f"{group}.{number}").pack())
        for name, number in (("before", page - 1), ("after", page + 1))
        if 0 <= number * LISTED < len(answers)
    ]
    numbers = all_numbers(turn.session, estate) if group is Group.PHONES else []
    known = {"name": estate.name, "address": estate.address or ""}
    facts = {
        "group": group, "numbers": [asdict(each) for each in numbers],
        "estate": known if group is Group.ESTATE else None, "questions": len(answers),
    }  # fmt: skip
    rows: Rows = (
        *_listed(answers[page * LISTED : (page + 1) * LISTED]),
        *((tuple(pages),) if pages else ()),
        *ways_on(0),
        (Button("faq.actions.again", Press("faq", 0, 0).pack()),),
    )
    turn.post(Say("faq.group", facts, rows), edits=turn.incoming.message_id or None)


def _listed(answers: Iterable[Answer]) -> Rows:
    return tuple(
        (Button(each.question, Press("faq_entry", each.entry_id, 0).pack(), literal=True),)
        for each in answers
    )


def _group_button(group: Group) -> Button:
    return Button(f"faq.groups.{group}", Press("faq", 0, 0, group).pack())


def _keep(entry_id: int, what: str) -> Button:
    return Button(f"faq.actions.{what}", Press("faq_keep", entry_id, 0, what).pack())


def _stop_asking(turn: Turn) -> None:
    """Wait for no question any more: whoever pressed has found what they came for."""
    row = open_one(turn.session, turn.someone.id)
    if row is not None and row.conversation == ASK.name:
        put_aside(turn)


def _estate(turn: Turn) -> Estate:
    return turn.session.get_one(Estate, turn.someone.estate_id)
