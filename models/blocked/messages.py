"""What is said of a blocked car: to who asks, to the driver, to who goes and looks."""

from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from sqlmodel import Session

from models.blocked.rules import MINUTES, UNANSWERED, Action, Status
from models.buttons import Press
from models.cases.tables import Case
from models.intents.messages import Button, Message, Priority, Rows
from models.values import frozen


class Stage(StrEnum):
    """What the asker hears; until somebody answers it is the same for every plate."""

    AGAIN = "again"
    AT_GATE = "at_gate"
    COMING = "coming"
    UNABLE = "unable"
    SEEN_TO = "seen_to"
    IS_IT_FREE = "is_it_free"
    FREED = "freed"


ASKS = frozenset({Stage.IS_IT_FREE, Stage.FREED})


@frozen
class DriverAsked(Message):
    """To the driver, at any hour, with the reason why it cannot wait. Nothing of the asker. SEC-01.

    The field is no `case_id`: a reply to it goes to nobody.
    """

    blockage_id: int
    plate: str
    again: bool = False

    text_key: ClassVar[str] = "blocked.to_driver"
    priority: ClassVar[Priority] = Priority.DIALOGUE

    def buttons(self) -> Rows:
        soon = tuple(
            Button(
                "blocked.actions.come", Press(Action.COME, self.blockage_id, 0, str(each)).pack(),
                {"minutes": each},
            )
            for each in MINUTES
        )  # fmt: skip
        cannot = Press(Action.CANNOT, self.blockage_id, 0).pack()
        return (*((each,) for each in soon), (Button("blocked.actions.cannot_come", cannot),))

    def still_true(self, session: Session) -> bool:
        return session.get_one(Case, self.blockage_id).status in UNANSWERED


@frozen
class DriverThanked(Message):
    """To the driver who was asked: it is over, and nobody need come. Nothing of the asker. SEC-01.

    The field is no `case_id`, as above.
    """

    blockage_id: int
    plate: str

    text_key: ClassVar[str] = "blocked.driver_thanked"
    priority: ClassVar[Priority] = Priority.DIALOGUE


@frozen
class AskerTold(Message):
    """To who asked: what has happened, and by when. Nothing of the driver but the time. SEC-01."""

    case_id: int
    number: int
    stage: Stage
    at: datetime | None = None

    text_key: ClassVar[str] = "blocked.told"
    priority: ClassVar[Priority] = Priority.DIALOGUE

    def key(self) -> str:
        return f"blocked.told.{self.stage}"

    def buttons(self) -> Rows:
        free = Button(
            "blocked.actions.way_free", Press(Action.FREE, self.case_id, 0).pack(), style="primary"
        )
        still = Button("blocked.actions.still_blocked", Press(Action.STILL, self.case_id, 0).pack())
        if self.stage is Stage.FREED:
            return ()
        return ((free,), (still,)) if self.stage in ASKS else ((free,),)


@frozen
class BlockedFace(Message):
    """What a blocked car looks like now: to the asker, the gate, an officer, or a group.

    Only an officer's has the driver's name and telephone; a group's has no plate.
    """

    case_id: int
    rev: int
    number: int
    status: Status
    shows: str  # asker, gate, officer, group
    opened_at: datetime
    answer_by: datetime
    plate: str = ""
    told: str = ""
    comes_by: datetime | None = None
    owner: str = ""
    driver: str = ""
    address_as: str = "none"
    phone: str = ""
    actions: tuple[Action, ...] = ()

    text_key: ClassVar[str] = "blocked.card"
    priority: ClassVar[Priority] = Priority.STAFF

    def key(self) -> str:
        return "blocked.receipt" if self.shows == "asker" else self.text_key

    def buttons(self) -> Rows:
        return tuple(
            (Button(f"blocked.actions.{each}", Press(each, self.case_id, self.rev).pack()),)
            for each in self.actions
        )
