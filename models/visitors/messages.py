"""What is said of a pass: to the guest by the host's hand, to the host, and at the gate."""

from datetime import datetime
from typing import ClassVar

from sqlmodel import Session

from models.buttons import Press
from models.intents.messages import Button, Message, Priority, Rows
from models.values import frozen
from models.visitors.rules import Action, Standing, Status, Why
from models.visitors.tables import VisitorPass

# A pass of a list is opened, by the gate and by its host: handlers/visitors/
LOOK, SHOW = "pass_look", "pass_show"
PRESSED = 20  # buttons below the list: more are found by their code


@frozen
class PassForGuest(Message):
    """To forward: the picture, the code, and when it is good. Nothing of home, host or car. SEC-01.

    `link` is what the picture holds.
    """

    pass_id: int
    link: str
    code: str
    valid_from: datetime
    valid_until: datetime

    text_key: ClassVar[str] = "visitors.for_guest"
    picture: ClassVar[str] = "visitors.qr"
    priority: ClassVar[Priority] = Priority.DIALOGUE

    def still_true(self, session: Session) -> bool:
        known = session.get(VisitorPass, self.pass_id)
        return known is not None and known.status is Status.OPEN


@frozen
class PassForHost(Message):
    """To the host: what was given, and that it can be taken back."""

    pass_id: int
    rev: int
    plate: str
    guests: int
    valid_from: datetime
    valid_until: datetime

    text_key: ClassVar[str] = "visitors.for_host"
    priority: ClassVar[Priority] = Priority.DIALOGUE

    def buttons(self) -> Rows:
        cancel = Press("pass_cancel", self.pass_id, self.rev).pack()
        return ((Button("visitors.actions.cancel", cancel),),)


@frozen
class PassStillOpen(PassForHost):
    """To the host who says that nobody comes: what is still good, to be taken back."""

    text_key: ClassVar[str] = "visitors.still_open"


@frozen
class PassAtGate(Message):
    """To the gate, in private: the car or that the guest walks, and until when. No host. SEC-01."""

    pass_id: int
    rev: int
    standing: Standing
    plate: str
    guests: int
    valid_from: datetime
    valid_until: datetime
    actions: tuple[Action, ...] = ()
    building: str = ""
    decided_at: datetime | None = None

    text_key: ClassVar[str] = "visitors.at_gate"
    priority: ClassVar[Priority] = Priority.DIALOGUE

    def buttons(self) -> Rows:
        return tuple(
            (
                Button(
                    f"visitors.actions.{each}",
                    Press(f"pass_{each}", self.pass_id, self.rev).pack(),
                    style="primary" if each is Action.LET_IN else "",
                ),
            )
            for each in self.actions
        )


@frozen
class GuestArrived(Message):
    """To the host: the guest is in."""

    plate: str
    arrived_at: datetime

    text_key: ClassVar[str] = "visitors.arrived"


@frozen
class GuestRefused(Message):
    """To the host: the guest was not let in, why, and what can be done. ETQ-08."""

    plate: str
    reason: str  # one of the usual reasons, or the guard's words

    text_key: ClassVar[str] = "visitors.refused"

    @property
    def usual(self) -> bool:
        """Whether the reason is one of those that texts explain."""
        return self.reason in set(Why)

    def key(self) -> str:
        return f"visitors.whys.{self.reason}" if self.usual else self.text_key


@frozen
class PassLine:
    """One pass of today as the gate's list shows it."""

    pass_id: int
    plate: str
    code: str
    guests: int
    valid_from: datetime
    valid_until: datetime
    standing: Standing


@frozen
class PassesToday(Message):
    """To the gate: today's passes, for when the line to the internet is down. No host. SEC-01."""

    passes: tuple[PassLine, ...]

    text_key: ClassVar[str] = "visitors.today"
    priority: ClassVar[Priority] = Priority.DIALOGUE

    def buttons(self) -> Rows:
        good = [each for each in self.passes if each.standing is Standing.GOOD][:PRESSED]
        return tuple(
            (Button("visitors.actions.look", Press(LOOK, each.pass_id, 0).pack(), _seen(each)),)
            for each in good
        )


@frozen
class PassesGiven(Message):
    """To the host: what is still good; each can be shown again, and then be taken back."""

    passes: tuple[PassLine, ...]

    text_key: ClassVar[str] = "visitors.given"
    priority: ClassVar[Priority] = Priority.DIALOGUE

    def buttons(self) -> Rows:
        return tuple(
            (Button("visitors.actions.look", Press(SHOW, each.pass_id, 0).pack(), _seen(each)),)
            for each in self.passes
        )


def _seen(line: PassLine) -> dict[str, str]:
    return {"plate": line.plate, "code": line.code}
