"""The questions that only parking asks: a number plate, and a photograph of a paper."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from handlers.conversations.definition import (
    Answer,
    Asking,
    Chosen,
    Label,
    Option,
    Sent,
    Step,
    Taken,
    Typed,
    World,
)
from handlers.conversations.widgets import NO_LONGER, PRESS_PLEASE
from models.parking.policy import ParkingPolicy

_PLATE = re.compile(r"[\u4e00-\u9fffA-Z0-9]{4,10}")
SIDES = 4  # photographs of one paper, at most
ENOUGH, ANEW = "enough", "anew"
ASK, KEPT, PHOTO_PLEASE = (f"parking.photograph.{each}" for each in ("ask", "kept", "please"))


@dataclass(frozen=True)
class ParkingWorld(World):
    """What the questions may know: homes, whose tenant's papers they take, spaces, cars, gaps."""

    kinds: tuple[Option, ...] = ()
    rented: frozenset[str] = frozenset()  # values of `places`
    cars: Mapping[str, str] = field(default_factory=dict)  # plate → model
    lacking: frozenset[str] = frozenset()
    policy: ParkingPolicy = field(default_factory=ParkingPolicy)
    words: Callable[[str], Mapping[str, Any]] = field(default=lambda _of: {})


@dataclass(frozen=True)
class Plate(Step):
    """A number plate: a car that the home has, or typed; kept without spaces and dots."""

    def buttons(self, asking: Asking) -> tuple[Option, ...]:
        """Return the cars that are known."""
        return tuple(Option(plate, Label(text=f"🚗 {plate}")) for plate in _cars(asking.world))

    def take(self, asking: Asking, answer: Answer) -> Taken:
        """Return the plate; what cannot be one is asked for again."""
        match answer:
            case Chosen(value):
                known = value in _cars(asking.world)
                return Taken(value, done=True) if known else asking.again(NO_LONGER)
            case Typed(text):
                plate = re.sub(r"[\s·.\-]", "", unicodedata.normalize("NFKC", text)).upper()
                if _PLATE.fullmatch(plate):
                    return Taken(plate, done=True)
                return asking.again(Label(f"{asking.key}.again"))
        return asking.again(PRESS_PLEASE)

    def said(self, asking: Asking) -> Label:
        """Return the plate."""
        return Label("conversations.line", {"text": asking.value})

    def text_keys(self, key: str) -> frozenset[str]:
        """Return what is said to words that are no plate, too."""
        return super().text_keys(key) | {f"{key}.again", "conversations.line"}


@dataclass(frozen=True)
class Photograph(Step):
    """A photograph of the paper `name`, both sides if need be; it may follow later. PRK-01."""

    optional: bool = field(default=True, kw_only=True)
    takes_media = True

    def buttons(self, asking: Asking) -> tuple[Option, ...]:
        """Return the way on, once a photograph is here."""
        here = (ENOUGH, ANEW) if asking.value else ()
        return tuple(
            Option(each, Label(f"parking.photograph.{each}"), "primary" if each == ENOUGH else None)
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
        return Label("parking.photograph.answer", {"count": len(asking.value or ())})

    def text_keys(self, key: str) -> frozenset[str]:
        """Return the shared sentences of every paper."""
        shared = ("answer", ENOUGH, ANEW)
        own = {ASK, KEPT, PHOTO_PLEASE, *(f"parking.photograph.{each}" for each in shared)}
        return frozenset({f"{key}.title"} | own)


def _cars(world: World) -> Mapping[str, str]:
    return world.cars if isinstance(world, ParkingWorld) else {}
