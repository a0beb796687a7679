"""What who applied before an announced opening hears of it. S-34."""

from datetime import datetime
from typing import ClassVar

from models.buttons import Press
from models.intents.messages import Button, Message, Rows
from models.parking.words import SpaceKind
from models.values import frozen

OPENING = "opening"  # the record of an opening and its draw


@frozen
class DrawTold(Message):
    """To who applied before an opening: their place, the seed, and how to draw again. S-34."""

    case_id: int
    number: int
    opening_id: int
    space_kind: SpaceKind
    place: int
    of: int
    spaces: int
    seed: str
    seal: str

    text_key: ClassVar[str] = "parking.drawn"
    matters: ClassVar[bool] = True

    def buttons(self) -> Rows:
        return ((Button("parking.actions.opening", Press(OPENING, self.opening_id, 0).pack()),),)


@frozen
class OpeningWithdrawn(Message):
    """To who applied before an opening that is given up: why, and their place now. S-34, ETQ-08."""

    case_id: int
    number: int
    space_kind: SpaceKind
    opens_at: datetime
    reason: str
    queue: int

    text_key: ClassVar[str] = "parking.withdrawn"
    matters: ClassVar[bool] = True
