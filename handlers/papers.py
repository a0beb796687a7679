"""Copies of papers: asked for by a photograph, and looked at in private, one by one."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import field
from datetime import timedelta
from functools import partial
from typing import Any

from handlers.context import Turn
from handlers.conversations.adapter import open_conversation
from handlers.conversations.definition import (
    Answer,
    Answers,
    Asking,
    Chosen,
    Conversation,
    Label,
    Option,
    Sent,
    Step,
    Taken,
    World,
)
from models.buttons import Press
from models.cases.keying import Came, entered
from models.cases.tables import Case
from models.intents.messages import Say
from models.papers.operations import look
from models.papers.words import Flaw, PaperKind
from models.people.search import person_of
from models.people.tables import Person
from models.permissions import require_officer
from models.progress import open_about
from models.values import frozen

SIDES = 4  # photographs of one paper, at most
ENOUGH, ANEW = "enough", "anew"
ASK, KEPT, TOO_MANY, PHOTO_PLEASE = (
    f"papers.photograph.{each}" for each in ("ask", "kept", "too_many", "please")
)
ALL_HERE = "papers.nothing_missing"
Lacks = Callable[[Turn, int], Collection[str]]  # the papers that the case of this id lacks
Files = tuple[int, ...] | None  # what was shown of one paper; None: it follows later


@frozen
class PaperFails:
    """Which paper or proof does not do, and why."""

    paper: PaperKind
    flaw: Flaw


@frozen
class PapersWorld(World):
    """What the questions for papers may know: which of them are missing."""

    lacking: frozenset[str] = frozenset()


@frozen
class Photograph(Step):
    """A photograph of the paper `name`, both sides if need be; it may follow later. PRK-01."""

    optional: bool = field(default=True, kw_only=True)
    takes_media = True

    def buttons(self, asking: Asking) -> tuple[Option, ...]:
        """Return the way on, once a photograph is here."""
        here = (ENOUGH, ANEW) if asking.value else ()
        return tuple(
            Option(each, Label(f"papers.photograph.{each}"), "primary" if each == ENOUGH else None)
            for each in here
        )

    def question(self, asking: Asking) -> Label:
        """Ask for this paper, and say how many photographs of it are here."""
        return Label(ASK, {"paper": self.name, "count": len(asking.value or ())})

    def take(self, asking: Asking, answer: Answer) -> Taken:
        """Return the photographs so far; words are no paper."""
        here = list(asking.value or ())
        match answer:
            case Sent(media):
                files = list(dict.fromkeys((*here, *media)))
                notice = Label(KEPT if len(files) <= SIDES else TOO_MANY, {"media_at_most": SIDES})
                return Taken(files[:SIDES], notice=notice)
            case Chosen(value) if value == ENOUGH and here:
                return Taken(here, done=True)
            case Chosen(value) if value == ANEW:
                return Taken([])
        return asking.again(Label(PHOTO_PLEASE))

    def settled(self, value: Any, world: World) -> bool:
        """Whether it is here, or put off."""
        return value is None or bool(value)

    def skipped(self, value: Any) -> Any:
        """Keep what is here."""
        return value or None

    def said(self, asking: Asking) -> Label:
        """Return how many photographs of it there are."""
        return Label("papers.photograph.answer", {"count": len(asking.value or ())})

    def text_keys(self, key: str) -> frozenset[str]:
        """Return the shared sentences of every paper."""
        shared = ("answer", ENOUGH, ANEW)
        own = {ASK, KEPT, TOO_MANY, PHOTO_PLEASE, *(f"papers.photograph.{each}" for each in shared)}
        return frozenset({f"{key}.title"} | own)


def photographs_missing(kinds: Iterable[PaperKind]) -> tuple[Photograph, ...]:
    """Return the questions for what is missing of these: nothing is asked twice."""
    return tuple(Photograph(str(kind), ask_if=partial(is_missing, str(kind))) for kind in kinds)


def is_missing(name: str, _answers: Answers, world: PapersWorld) -> bool:
    """Ask for the paper only where it is missing."""
    return name in world.lacking


def ask_missing(
    turn: Turn, case_id: int, asking: Conversation, lacks: Lacks, all_here: str = ALL_HERE
) -> None:
    """Ask for the papers that the case lacks, and for nothing else."""
    if lacks(turn, case_id):
        open_conversation(turn, asking, subject=case_id)
    else:
        turn.toast(all_here)


def asked_for(turn: Turn, asking: str, lacks: Lacks) -> frozenset[str]:
    """Return which papers the open conversation of this name asks for: what its case lacks."""
    case_id = open_about(turn.session, turn.someone.id, asking)
    return frozenset(map(str, lacks(turn, case_id))) if case_id else frozenset()


def papers_in(told: object, kinds: Iterable[PaperKind]) -> dict[PaperKind, tuple[int, ...]]:
    """Return what answers hold of these papers, each the field of its name."""
    return {kind: getattr(told, kind) or () for kind in kinds}


def shown_by(turn: Turn, keyed: str) -> Person:
    """Return whose papers are asked for: of whom an officer keys in at the desk, else one's own."""
    person = turn.someone
    residency_id = open_about(turn.session, person.id, keyed)
    return person_of(turn.session, residency_id, person.estate_id) if residency_id else person


def at_desk(turn: Turn, residency_id: int) -> Person:
    """Return the resident at the desk. Raises NotAllowed for all but officers. GEN-01."""
    staff = require_officer(turn.session, turn.someone, now=turn.now)
    return person_of(turn.session, residency_id, staff.estate_id)


def came_to_desk(turn: Turn, case: Case, resident: Person, text_key: str) -> None:
    """Record who keyed it in, and say its № back. GEN-06."""
    entered(turn.session, case, Came.VISIT, timedelta(0), by=turn.someone, now=turn.now)
    facts = {"number": case.number, "by_chat": resident.telegram_id is not None}
    turn.post(Say(text_key, facts), edits=turn.incoming.pressed)


def press_paper(turn: Turn, press: Press) -> None:
    """Show the copy in private to who handles its case or decides it."""
    look(turn.session, press.object, by=turn.someone, now=turn.now)
    turn.toast("toasts.copy_below" if turn.incoming.is_private else "toasts.see_private")
