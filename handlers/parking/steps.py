"""The question that only parking asks: a number plate."""

from collections.abc import Mapping
from dataclasses import field

from handlers.conversations.definition import (
    Answer,
    Asking,
    Chosen,
    Label,
    Option,
    Step,
    Taken,
    Typed,
    World,
)
from handlers.conversations.widgets import NO_LONGER, PRESS_PLEASE
from handlers.papers import PapersWorld
from models.parking.plates import read_plate
from models.parking.policy import ParkingPolicy
from models.values import frozen


@frozen
class ParkingWorld(PapersWorld):
    """What the questions may know: homes, which take a tenant's papers, spaces, cars, gaps."""

    kinds: tuple[Option, ...] = ()
    rented: frozenset[str] = frozenset()  # values of `places`
    cars: Mapping[str, str] = field(default_factory=dict)  # plate → model
    policy: ParkingPolicy = field(default_factory=ParkingPolicy)


@frozen
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
                plate = read_plate(text)
                return (
                    Taken(plate, done=True) if plate else asking.again(Label(f"{asking.key}.again"))
                )
        return asking.again(PRESS_PLEASE)

    def said(self, asking: Asking) -> Label:
        """Return the plate."""
        return Label("conversations.line", {"text": asking.value})

    def text_keys(self, key: str) -> frozenset[str]:
        """Return what is said to words that are no plate, too."""
        return super().text_keys(key) | {f"{key}.again", "conversations.line"}


def _cars(world: World) -> Mapping[str, str]:
    return world.cars if isinstance(world, ParkingWorld) else {}
