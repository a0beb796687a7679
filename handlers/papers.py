"""Copies of papers: asked for by a photograph, and looked at in private, one by one."""

from dataclasses import dataclass, field
from typing import Any

from handlers.context import Turn
from handlers.conversations.definition import (
    Answer,
    Asking,
    Chosen,
    Label,
    Option,
    Sent,
    Step,
    Taken,
    World,
)
from models.buttons import Press
from models.papers.operations import look

SIDES = 4  # photographs of one paper, at most
ENOUGH, ANEW = "enough", "anew"
ASK, KEPT, PHOTO_PLEASE = (f"papers.photograph.{each}" for each in ("ask", "kept", "please"))


@dataclass(frozen=True)
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
                files = list(dict.fromkeys((*here, *media)))[:SIDES]
                return Taken(files, notice=Label(KEPT, {"paper": self.name, "count": len(files)}))
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
        own = {ASK, KEPT, PHOTO_PLEASE, *(f"papers.photograph.{each}" for each in shared)}
        return frozenset({f"{key}.title"} | own)


def press_paper(turn: Turn, press: Press) -> None:
    """Show the copy in private to who handles its case or decides it."""
    look(turn.session, press.object, by=turn.someone, now=turn.now)
    turn.toast("toasts.done" if turn.incoming.is_private else "toasts.see_private")
