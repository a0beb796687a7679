"""Residents ask and suggest: what the FAQ knows first, else a case with its promise."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from enum import StrEnum
from typing import Any

from handlers.context import Turn
from handlers.conversations.adapter import open_conversation
from handlers.conversations.definition import Answers, Asking, Conversation, Label, World
from handlers.conversations.widgets import Choice, Telling
from models.buttons import Press
from models.cases.words import Words
from models.enquiries.asking import ask_again, enquire, may, no_longer_needed
from models.enquiries.telling import show_receipt
from models.enquiries.words import Action, Sort
from models.faq.operations import answer_for
from models.progress import Told
from models.understanding.rules import Intent
from models.values import frozen

TOLD_AT_MOST = 1000
KNOWN_AT_MOST = 2500  # characters of an answer; a message has 4096
Known = Mapping[str, Any] | None


class Enough(StrEnum):
    """Whether what the FAQ knows answers it."""

    ENOUGH = "enough"
    MORE = "more"


@frozen
class Asked:
    """What somebody asks, and whether the FAQ's answer is enough."""

    told: Words
    more: Enough | None


@frozen
class Suggested:
    """What somebody suggests, or asks beside an answer."""

    told: Words


@frozen
class EnquiryWorld(World):
    """What the questions may know: what the FAQ clearly answers to some words."""

    known: Callable[[str], Known] = lambda _words: None


@frozen
class FromTheFaq(Choice):
    """What the FAQ knows, and whether it is enough."""

    def question(self, asking: Asking) -> Label:
        """Show the answer with its source."""
        return Label(f"{asking.key}.ask", _known(asking.answers, asking.world) or {})


def enquiry_world(turn: Turn) -> EnquiryWorld:
    """Return the FAQ in the reader's language."""

    def known(words: str) -> Known:
        synonyms = turn.catalogue.words("faq.synonyms")
        estate_id = turn.someone.estate_id
        found = answer_for(turn.session, estate_id, words, turn.language, synonyms)
        if found is None:
            return None
        foreign = found.language if found.language != turn.language else ""
        day = found.confirmed_on and found.confirmed_on.isoformat()
        return {
            **asdict(found), "answer": found.answer[:KNOWN_AT_MOST], "confirmed_on": day,
            "foreign": foreign,
        }  # fmt: skip

    return EnquiryWorld(turn.today, known=known)


def is_known(answers: Answers, world: World) -> bool:
    """Show what the FAQ clearly answers; pictures ask something of their own."""
    return _known(answers, world) is not None


def asked(turn: Turn, told: Asked, _subject: int) -> None:
    """End without a case when the FAQ's answer is enough; else it is an enquiry. ENQ-01."""
    if told.more is Enough.ENOUGH:
        turn.say("enquiries.glad", menu=turn.incoming.pressed is None)
        return
    _taken_in(turn, told.told, Sort.ENQUIRY)


def suggested(turn: Turn, told: Suggested, _subject: int) -> None:
    """Hand the suggestion to the model."""
    _taken_in(turn, told.told, Sort.SUGGESTION)


def again(turn: Turn, more: Suggested, case_id: int) -> None:
    """Hand what else is asked to the model."""
    case = ask_again(turn.session, case_id, more.told, by=turn.someone, now=turn.now)
    show_receipt(turn.session, case, turn.someone, now=turn.now)


ENQUIRE = Conversation(
    name="enquiries.ask",
    answers=Asked,
    steps=(
        Telling("told", min_length=2, max_length=TOLD_AT_MOST),
        FromTheFaq("more", options=Enough, ask_if=is_known),
    ),
    on_complete=asked,
    world=enquiry_world,
    confirm=False,
)

SUGGEST = Conversation(
    name="enquiries.suggest",
    answers=Suggested,
    steps=(Telling("told", min_length=2, max_length=TOLD_AT_MOST),),
    on_complete=suggested,
    world=enquiry_world,
    confirm=False,
)

ASK_AGAIN = Conversation(
    name="enquiries.again",
    answers=Suggested,
    steps=(Telling("told", min_length=2, max_length=TOLD_AT_MOST),),
    on_complete=again,
    world=enquiry_world,
    confirm=False,
)


def ask(turn: Turn) -> None:
    """Begin an enquiry."""
    open_conversation(turn, ENQUIRE)


def suggest(turn: Turn) -> None:
    """Begin a suggestion."""
    open_conversation(turn, SUGGEST)


def press_suggest(turn: Turn, press: Press) -> None:
    """Begin a suggestion."""
    suggest(turn)


def press_ask_again(turn: Turn, press: Press) -> None:
    """Ask what else there is to know."""
    may(turn.session, press.object, Action.ASK_AGAIN, by=turn.someone, now=turn.now)
    open_conversation(turn, ASK_AGAIN, subject=press.object)


def press_not_needed(turn: Turn, press: Press) -> None:
    """End it: no answer is needed any more."""
    no_longer_needed(turn.session, press.object, by=turn.someone, now=turn.now)
    turn.toast("toasts.done")


def _taken_in(turn: Turn, told: Words, sort: Sort) -> None:
    """Make the case; the receipt takes the place of the screen that was pressed."""
    case = enquire(turn.session, told, sort, by=turn.someone, now=turn.now)
    pressed = turn.incoming.pressed
    show_receipt(turn.session, case, turn.someone, now=turn.now, over=pressed)


def _known(answers: Answers, world: World) -> Known:
    told = answers.get("told") or {}
    if not isinstance(world, EnquiryWorld) or told.get("media") or not told.get("text"):
        return None
    return world.known(told["text"])


def kept_for_a_person(turn: Turn, told: Words) -> str:
    """Keep the words as the beginning of a question; return the press that gives them away."""
    said = {"text": told.text, "media": [str(each) for each in told.media], "by": "text"}
    draft = Told(
        estate_id=turn.someone.estate_id, person_id=turn.someone.id, conversation=ENQUIRE.name,
        step="", open=False, touched_at=turn.now, answers={"told": said},
    )  # fmt: skip
    turn.session.add(draft)
    turn.session.flush()
    return Press("mean", draft.id, 0, Intent.PERSON).pack()
